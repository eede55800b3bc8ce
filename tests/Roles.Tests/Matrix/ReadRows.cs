using ContactCenter.Desk;
using ContactCenter.Tests.Desk;
using Roles.Tests.Host;

namespace Roles.Tests.Matrix;

/// <summary>What people see at the desk, asked of the host's own <see cref="IDesks"/>, as the pages and the API do.</summary>
internal sealed class ReadRows(Floor floor)
{
    public const string Section = "Reads of the desk";

    public static byte[] Picture { get; } = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    /// <summary>What the code publishes.</summary>
    public static IEnumerable<string> Published =>
        typeof(IDesk).GetMethods().Where(static m => !m.IsSpecialName && m.Name != nameof(IDesk.DoAsync)).Select(static m => NameOf(m.Name));

    public IEnumerable<Operation> All => DeskRights.Reads.Select(r => r.Key == nameof(IDesk.AddMediaAsync)
        ? new Operation(Section, NameOf(r.Key), Operation.OwnFor(r.Value.May), AddMediaAsync)
        : new Operation(Section, NameOf(r.Key), Operation.For(r.Value.May), caller => ObserveAsync(caller, r.Value.Read)));

    private static string NameOf(string method) => $"`{(method.EndsWith("Async", StringComparison.Ordinal) ? method[..^5] : method)}`";

    /// <summary>A medium in the owner's conversation, with the conversation.</summary>
    public static async Task<(InteractionView Talk, UploadedMedium Medium)> UploadAsync(Floor floor)
    {
        var talk = await floor.TakeAsync();
        return (talk, (await AddAsync(floor.Desk(People.Owner), talk)).Medium.ShouldNotBeNull());
    }

    private async Task<Cell> ObserveAsync(Caller caller, Func<IDesk, Task> read)
    {
        try
        {
            await read(floor.Desk(caller));
            return Cell.Allowed;
        }
        catch (DeskAccessException)
        {
            return Cell.Refused;
        }
    }

    private async Task<Cell> AddMediaAsync(Caller caller)
    {
        var talk = await floor.TakeAsync();
        var cell = Cell.Allowed;
        var seen = await ObserveAsync(caller, async desk => cell = (await AddAsync(desk, talk)).Result.Code == "CC1302" ? Cell.Own : Cell.Allowed);
        if (cell == Cell.Own)
        {
            (await AddAsync(floor.Desk(People.Owner), talk)).Medium.ShouldNotBeNull("by whose conversation it is");
        }

        await floor.ClearAsync(talk.Summary.Interaction);
        return seen == Cell.Refused ? seen : cell;
    }

    private static async Task<MediaUpload> AddAsync(IDesk desk, InteractionView talk)
    {
        using var content = new MemoryStream(Picture);
        return await desk.AddMediaAsync(talk.Summary.Interaction, talk.Sessions[0].Session, content);
    }
}

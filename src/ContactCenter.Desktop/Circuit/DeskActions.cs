using ContactCenter.Desk;
using ContactCenter.Desktop.Localization;
using Microsoft.Extensions.Logging;
using MudBlazor;

namespace ContactCenter.Desktop.Circuit;

/// <summary>Does what the person asks, and says in words when it was not done.</summary>
internal sealed class DeskActions(Workplace workplace, CommandKeys keys, ISnackbar snackbar, Words words, ILogger<DeskActions> logger)
{
    /// <returns>Whether it is done.</returns>
    public async Task<bool> DoAsync(DeskCommand command) => (await BeginAsync(command)).IsDone;

    /// <summary>The same with everything that came of it, such as the conversation it has begun.</summary>
    public async Task<DeskResult> BeginAsync(DeskCommand command)
    {
        var result = await AskAsync(command);
        if (result.Status != DeskStatus.Unavailable)
        {
            keys.Settle(command);
        }

        if (!result.IsDone)
        {
            Say(result);
        }

        return result;
    }

    /// <summary>Hands in a file to be sent.</summary>
    /// <param name="interaction">The interaction.</param>
    /// <param name="session">The session it is to be sent on.</param>
    /// <param name="open">Opens the file.</param>
    /// <param name="isTooLarge">Whether it need not be opened.</param>
    /// <returns>What was taken; null when it was not, which the person has been told.</returns>
    public async Task<UploadedMedium?> AttachAsync(InteractionId interaction, SessionId session, Func<Stream> open, bool isTooLarge)
    {
        var upload = isTooLarge
            ? new MediaUpload(new DeskResult(DeskStatus.Invalid, Message: words["media.tooLarge"]), null)
            : await UploadAsync(interaction, session, open);
        if (upload.Medium is null)
        {
            Say(upload.Result);
        }

        return upload.Medium;
    }

    private Task<MediaUpload> UploadAsync(InteractionId interaction, SessionId session, Func<Stream> open) => TryAsync(
        "attach",
        async () =>
        {
            await using var content = open();
            return await workplace.Open.AddMediaAsync(interaction, session, content);
        },
        static not => new MediaUpload(not, null));

    private Task<DeskResult> AskAsync(DeskCommand command) =>
        TryAsync(command.GetType().Name, () => workplace.Open.DoAsync(command, keys.KeyOf(command)).AsTask(), static not => not);

    private async Task<T> TryAsync<T>(string what, Func<Task<T>> ask, Func<DeskResult, T> not)
    {
        try
        {
            return await ask();
        }
        catch (DeskAccessException refused)
        {
            return not(new DeskResult(DeskStatus.Forbidden, refused.Code));
        }
#pragma warning disable CA1031 // whatever went wrong, the person is told, and the page stays
        catch (Exception fault)
#pragma warning restore CA1031
        {
            logger.CommandFailed(fault, what);
            return not(new DeskResult(DeskStatus.Unavailable));
        }
    }

    private void Say(DeskResult result)
    {
        var said = words[$"result.{result.Status.ToString().ToLowerInvariant()}"];
        var why = string.Join(' ', new[] { words.Find($"code.{result.Code}") ?? result.Message, result.Code is { } code ? $"({code})" : null }.Where(s => !string.IsNullOrEmpty(s)));
        snackbar.Add(Shown.Harmless(why.Length == 0 ? said : $"{said} {why}"), result.Status == DeskStatus.Unavailable ? Severity.Error : Severity.Warning);
    }
}

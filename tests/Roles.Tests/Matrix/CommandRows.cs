using System.Reflection;
using System.Text.Json.Serialization;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Tests.Desk;
using Roles.Tests.Host;

namespace Roles.Tests.Matrix;

/// <summary>What people do at the desk: each command over HTTP, on a conversation that is another agent's, then on the agent's own.</summary>
internal sealed class CommandRows(Browser browser, Floor floor)
{
    public const string Section = "Commands of the desk";

    private static readonly Type[] OwnOnly =
    [
        typeof(DeskCommand.AcceptOffer), typeof(DeskCommand.DeclineOffer), typeof(DeskCommand.SendMessage), typeof(DeskCommand.Resend), typeof(DeskCommand.StartSession),
        typeof(DeskCommand.TransferToQueue), typeof(DeskCommand.TransferToAgent), typeof(DeskCommand.EndInteraction), typeof(DeskCommand.CloseInteraction),
        typeof(DeskCommand.AnswerScript), typeof(DeskCommand.ContinueScript), typeof(DeskCommand.GoBackInScript), typeof(DeskCommand.GoToStep),
        typeof(DeskCommand.PlaceCall), typeof(DeskCommand.HangUp), typeof(DeskCommand.HoldCall), typeof(DeskCommand.MuteCall), typeof(DeskCommand.SendKeys), typeof(DeskCommand.Consult),
        typeof(DeskCommand.EndConsult), typeof(DeskCommand.ParkCall), typeof(DeskCommand.MoveCall), typeof(DeskCommand.RecordCall),
    ];

    /// <summary>What the code publishes.</summary>
    public static IEnumerable<string> Published => Names.Values;

    private static Dictionary<Type, string> Names { get; } =
        typeof(DeskCommand).GetCustomAttributes<JsonDerivedTypeAttribute>().ToDictionary(static a => a.DerivedType, static a => $"`{a.TypeDiscriminator}`");

    public IEnumerable<Operation> All => DeskRights.Commands.Select(c => new Operation(
        Section, Names[c.Key], OwnOnly.Contains(c.Key) ? Operation.OwnFor(c.Value.May) : Operation.For(c.Value.May), caller => ObserveAsync(caller, c.Value.Sample)));

    private async Task<Cell> ObserveAsync(Caller caller, DeskCommand sample)
    {
        if (sample is DeskCommand.AcceptOffer or DeskCommand.DeclineOffer)
        {
            var offer = await floor.OfferAsync();
            return await ObserveAsync(caller, sample is DeskCommand.AcceptOffer ? new DeskCommand.AcceptOffer(offer.Offer) : new DeskCommand.DeclineOffer(offer.Offer), offer.Interaction);
        }

        var talk = await floor.TakeAsync();
        return await ObserveAsync(caller, About(sample, talk), talk.Summary.Interaction);
    }

    private async Task<Cell> ObserveAsync(Caller caller, DeskCommand command, InteractionId interaction)
    {
        var cell = await SendAsync(caller, command);
        if (cell == Cell.Own)
        {
            (await SendAsync(People.Owner, command)).ShouldBe(Cell.Allowed, $"{command} by whose it is");
        }

        await floor.ClearAsync(interaction);
        return cell;
    }

    private Task<Cell> SendAsync(Caller caller, DeskCommand command) =>
        browser.SendAsync(caller, "POST", $"/api/{People.Acme}/commands", System.Text.Json.JsonSerializer.SerializeToElement(command, System.Text.Json.JsonSerializerOptions.Web));

    /// <summary>The command on a conversation there is.</summary>
    private static DeskCommand About(DeskCommand sample, InteractionView talk) => sample switch
    {
        DeskCommand.SendMessage c => c with { Interaction = talk.Summary.Interaction, Session = talk.Sessions[0].Session },
        DeskCommand.Resend c => c with { Interaction = talk.Summary.Interaction },
        DeskCommand.StartSession c => c with { Interaction = talk.Summary.Interaction, Endpoint = new EndpointId("sms-main"), To = Address.Phone("+393339999999") },
        DeskCommand.DoNotCall c => c with { Interaction = talk.Summary.Interaction },
        DeskCommand.AddNote c => c with { Interaction = talk.Summary.Interaction },
        DeskCommand.TransferToQueue c => c with { Interaction = talk.Summary.Interaction, Queue = new QueueId("bookings") },
        DeskCommand.TransferToAgent c => c with { Interaction = talk.Summary.Interaction },
        DeskCommand.EndInteraction c => c with { Interaction = talk.Summary.Interaction },
        DeskCommand.CloseInteraction c => c with { Interaction = talk.Summary.Interaction },
        DeskCommand.AnswerScript c => c with { Interaction = talk.Summary.Interaction },
        DeskCommand.ContinueScript c => c with { Interaction = talk.Summary.Interaction },
        DeskCommand.GoBackInScript c => c with { Interaction = talk.Summary.Interaction },
        DeskCommand.GoToStep c => c with { Interaction = talk.Summary.Interaction },
        DeskCommand.TakeOver c => c with { Interaction = talk.Summary.Interaction },
        DeskCommand.PlaceCall c => c with { Interaction = talk.Summary.Interaction },
        DeskCommand.HangUp c => c with { Interaction = talk.Summary.Interaction },
        DeskCommand.HoldCall c => c with { Interaction = talk.Summary.Interaction },
        DeskCommand.MuteCall c => c with { Interaction = talk.Summary.Interaction },
        DeskCommand.SendKeys c => c with { Interaction = talk.Summary.Interaction },
        DeskCommand.Consult c => c with { Interaction = talk.Summary.Interaction },
        DeskCommand.EndConsult c => c with { Interaction = talk.Summary.Interaction },
        DeskCommand.ParkCall c => c with { Interaction = talk.Summary.Interaction },
        DeskCommand.PickUpCall c => c with { Interaction = talk.Summary.Interaction },
        DeskCommand.MoveCall c => c with { Interaction = talk.Summary.Interaction },
        DeskCommand.RecordCall c => c with { Interaction = talk.Summary.Interaction },
        DeskCommand.SuperviseCall c => c with { Interaction = talk.Summary.Interaction },
        _ => sample,
    };
}

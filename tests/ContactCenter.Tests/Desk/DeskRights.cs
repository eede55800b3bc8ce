using ContactCenter.Calls;
using ContactCenter.Channels;
using ContactCenter.Desk;

namespace ContactCenter.Tests.Desk;

/// <summary>Which role may give which command and read what: a row each, with a sample that names <see cref="Nothing"/>.</summary>
internal static class DeskRights
{
    /// <summary>The id of an interaction, a session, an offer and an item that do not exist.</summary>
    public static readonly InteractionId Nothing = new(DerivedId.From("nothing"));

    public static readonly Role[] AllRoles = [Role.Agent, Role.Supervisor, Role.Field, Role.Administrator, Role.Integration, Role.CenterAdministrator];

    public static Dictionary<Type, (DeskCommand Sample, Role[] May)> Commands { get; } = new()
    {
        [typeof(DeskCommand.SignIn)] = (new DeskCommand.SignIn(), [Role.Agent]),
        [typeof(DeskCommand.SignOut)] = (new DeskCommand.SignOut(), [Role.Agent]),
        [typeof(DeskCommand.SetReady)] = (new DeskCommand.SetReady(), [Role.Agent]),
        [typeof(DeskCommand.SetNotReady)] = (new DeskCommand.SetNotReady(NotReadyReason.Break), [Role.Agent]),
        [typeof(DeskCommand.AcceptOffer)] = (new DeskCommand.AcceptOffer(new OfferId(Nothing.Value)), [Role.Agent]),
        [typeof(DeskCommand.DeclineOffer)] = (new DeskCommand.DeclineOffer(new OfferId(Nothing.Value)), [Role.Agent]),
        [typeof(DeskCommand.SendMessage)] = (new DeskCommand.SendMessage(Nothing, new SessionId(Nothing.Value), "hello"), [Role.Agent]),
        [typeof(DeskCommand.Resend)] = (new DeskCommand.Resend(Nothing, new MessageId(Nothing.Value)), [Role.Agent, Role.Supervisor]),
        [typeof(DeskCommand.StartSession)] = (new DeskCommand.StartSession(Nothing, new EndpointId("sms-faults"), Address.Phone("+393331112222")), [Role.Agent]),
        [typeof(DeskCommand.DoNotCall)] = (new DeskCommand.DoNotCall(Nothing), [Role.Agent, Role.Supervisor]),
        [typeof(DeskCommand.AddNote)] = (new DeskCommand.AddNote(Nothing, "note"), [Role.Agent, Role.Supervisor]),
        [typeof(DeskCommand.TransferToQueue)] = (new DeskCommand.TransferToQueue(Nothing, new QueueId("billing")), [Role.Agent, Role.Supervisor]),
        [typeof(DeskCommand.TransferToAgent)] = (new DeskCommand.TransferToAgent(Nothing, new AgentId("bruno")), [Role.Agent, Role.Supervisor]),
        [typeof(DeskCommand.EndInteraction)] = (new DeskCommand.EndInteraction(Nothing), [Role.Agent, Role.Supervisor]),
        [typeof(DeskCommand.CloseInteraction)] = (new DeskCommand.CloseInteraction(Nothing, DispositionCode.Resolved), [Role.Agent, Role.Supervisor]),
        [typeof(DeskCommand.AnswerScript)] = (new DeskCommand.AnswerScript(Nothing, 1, "1"), [Role.Agent]),
        [typeof(DeskCommand.ContinueScript)] = (new DeskCommand.ContinueScript(Nothing, 1), [Role.Agent]),
        [typeof(DeskCommand.GoBackInScript)] = (new DeskCommand.GoBackInScript(Nothing, "mistyped"), [Role.Agent]),
        [typeof(DeskCommand.GoToStep)] = (new DeskCommand.GoToStep(Nothing, "prices", "asked for"), [Role.Agent]),
        [typeof(DeskCommand.ForceNotReady)] = (new DeskCommand.ForceNotReady(new AgentId("bruno")), [Role.Supervisor]),
        [typeof(DeskCommand.ForceSignOut)] = (new DeskCommand.ForceSignOut(new AgentId("bruno")), [Role.Supervisor]),
        [typeof(DeskCommand.PlaceCall)] = (new DeskCommand.PlaceCall(Nothing, new EndpointId("line"), Address.Phone("+393331112222")), [Role.Agent]),
        [typeof(DeskCommand.BeginCall)] = (new DeskCommand.BeginCall(new EndpointId("line"), Address.Phone("+393331112222")), [Role.Agent]),
        [typeof(DeskCommand.HangUp)] = (new DeskCommand.HangUp(Nothing), [Role.Agent]),
        [typeof(DeskCommand.HoldCall)] = (new DeskCommand.HoldCall(Nothing, true), [Role.Agent]),
        [typeof(DeskCommand.MuteCall)] = (new DeskCommand.MuteCall(Nothing, true), [Role.Agent]),
        [typeof(DeskCommand.SendKeys)] = (new DeskCommand.SendKeys(Nothing, "1"), [Role.Agent]),
        [typeof(DeskCommand.Consult)] = (new DeskCommand.Consult(Nothing, new AgentId("bruno"), null), [Role.Agent]),
        [typeof(DeskCommand.EndConsult)] = (new DeskCommand.EndConsult(Nothing, ConsultEnd.Back), [Role.Agent]),
        [typeof(DeskCommand.ParkCall)] = (new DeskCommand.ParkCall(Nothing), [Role.Agent]),
        [typeof(DeskCommand.PickUpCall)] = (new DeskCommand.PickUpCall(Nothing), [Role.Agent]),
        [typeof(DeskCommand.MoveCall)] = (new DeskCommand.MoveCall(Nothing, "mobile"), [Role.Agent]),
        [typeof(DeskCommand.RecordCall)] = (new DeskCommand.RecordCall(Nothing, false), [Role.Agent, Role.Supervisor]),
        [typeof(DeskCommand.SuperviseCall)] = (new DeskCommand.SuperviseCall(Nothing, CallPart.Listener), [Role.Supervisor]),
        [typeof(DeskCommand.TakeOver)] = (new DeskCommand.TakeOver(Nothing), [Role.Supervisor]),
        [typeof(DeskCommand.ResolveAttention)] = (new DeskCommand.ResolveAttention(Nothing.Value, "sent"), [Role.Supervisor]),
    };

    public static Dictionary<string, (Func<IDesk, Task> Read, Role[] May)> Reads { get; } = new()
    {
        [nameof(IDesk.ChoicesAsync)] = (static async d => await d.ChoicesAsync(), [Role.Agent, Role.Supervisor, Role.Administrator]),
        [nameof(IDesk.AgentAsync)] = (static async d => await d.AgentAsync(), [Role.Agent]),
        [nameof(IDesk.InteractionAsync)] = (static async d => await d.InteractionAsync(Nothing), [Role.Agent, Role.Supervisor]),
        [nameof(IDesk.CustomerAsync)] = (static async d => await d.CustomerAsync(new CustomerId(Nothing.Value)), [Role.Agent, Role.Supervisor]),
        [nameof(IDesk.InteractionsAsync)] = (static async d => await d.InteractionsAsync(new InteractionFilter()), [Role.Agent, Role.Supervisor]),
        [nameof(IDesk.SearchAsync)] = (static async d => await d.SearchAsync(new HistorySearch()), [Role.Agent, Role.Supervisor]),
        [nameof(IDesk.WallboardAsync)] = (static async d => await d.WallboardAsync(), [Role.Agent, Role.Supervisor]),
        [nameof(IDesk.AttentionAsync)] = (static async d => await d.AttentionAsync(), [Role.Supervisor]),
        [nameof(IDesk.ExplainAsync)] = (static async d => await d.ExplainAsync(Nothing), [Role.Supervisor]),
        [nameof(IDesk.OffersAsync)] = (static async d => await d.OffersAsync(Nothing), [Role.Supervisor]),
        [nameof(IDesk.ExplainOfferAsync)] = (static async d => await d.ExplainOfferAsync(Nothing, new OfferId(Nothing.Value)), [Role.Supervisor]),
        [nameof(IDesk.ScriptsAsync)] = (static async d => await d.ScriptsAsync(), [Role.Supervisor, Role.Administrator]),
        [nameof(IDesk.ScriptFiguresAsync)] = (static async d => await d.ScriptFiguresAsync("none"), [Role.Supervisor, Role.Administrator]),
        [nameof(IDesk.LookAtUpgradeAsync)] = (static async d => await d.LookAtUpgradeAsync(new UpgradeRequest("none")), [Role.Supervisor, Role.Administrator]),
        [nameof(IDesk.UpgradeRunsAsync)] = (static async d => await d.UpgradeRunsAsync(new UpgradeRequest("none") { Reason = "none" }, Nothing.Value), [Role.Supervisor, Role.Administrator]),
        [nameof(IDesk.OpenMediaAsync)] = (static async d => await d.OpenMediaAsync(0, 0), [Role.Agent, Role.Supervisor]),
        [nameof(IDesk.OpenRecordingAsync)] = (static async d => await d.OpenRecordingAsync(new RecordingId(Nothing.Value)), [Role.Agent, Role.Supervisor]),
        [nameof(IDesk.AddMediaAsync)] = (static async d => await d.AddMediaAsync(Nothing, new SessionId(Nothing.Value), Stream.Null), [Role.Agent]),
        [nameof(IDesk.TypingAsync)] = (static async d => await d.TypingAsync(Nothing, new SessionId(Nothing.Value), isTyping: true), [Role.Agent]),
        [nameof(IDesk.Plan)] = (static d => Task.FromResult(d.Plan(ChannelKind.Sms, "hello")), [Role.Agent, Role.Supervisor]),
        [nameof(IDesk.WatchAsync)] = (static async d =>
        {
            await foreach (var e in d.WatchAsync())
            {
                e.Kind.ShouldBe(DeskEventKind.Resync);
                break;
            }
        }, [Role.Agent, Role.Supervisor]),
        [nameof(IDesk.ConnectAsync)] = (static async d => await (await d.ConnectAsync()).DisposeAsync(), [Role.Agent]),
    };
}

using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Routing;

namespace ContactCenter.Tests.Interactions;

/// <summary>States and commands of one interaction, told apart by their names in <c>docs/states.md</c>.</summary>
internal static class InteractionSamples
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    public static readonly AgentId Anna = new("anna");
    public static readonly AgentId Bruno = new("bruno");
    public static readonly InteractionId Id = new(DerivedId.From("interaction"));
    public static readonly SessionId Session = new(DerivedId.From("session"));
    public static readonly CustomerId Customer = new(DerivedId.From("customer"));
    public static readonly EndpointId Endpoint = new("sms-faults");
    public static readonly EndpointPolicy Open = new(new QueueId("faults"), Priority.Normal, IsOpen: true, QueueWhenClosed: true, "");

    public static readonly TimeSpan Silence = TimeSpan.FromHours(24);

    private static readonly WorkItemId Work = new(DerivedId.From(Cause(1), 1));

    private static readonly WorkItemId Line = new(DerivedId.From("line"));

    /// <summary>Where the customer asks to be reached.</summary>
    public static readonly NewSession Elsewhere = new(
        new SessionId(DerivedId.From("elsewhere")), Endpoint, ChannelKind.Sms, "", AddressKind.Phone, new CustomerId(DerivedId.From("somebody")), new PersonalText("+39hello"));

    public static IReadOnlyDictionary<string, InteractionState> States { get; } = new Dictionary<string, InteractionState>
    {
        ["new"] = Run(),
        ["waiting"] = Run(Receive(1)),
        ["hers"] = Run(Receive(1), Assign(2, Anna)),
        ["another's"] = Run(Receive(1), Assign(2, Bruno)),
        ["nobody asked"] = Run(Receive(1), Pulled(2, new InteractionCommand.NobodyCan(Work, Waits: false, "", Silence))),
        ["to be reached"] = Run(Asks(new ReachPlan(ChannelKind.Sms, Endpoint, Now.AddHours(1), Now.AddHours(2)), 1)),
        ["to be confirmed"] = Run(Asks(new ReachPlan(ChannelKind.Sms, Endpoint, null, null, Elsewhere, new PersonalText("hello?")), 1)),
        ["scripted"] = Run(Receive(1, Open with { Script = "welcome" })),
        ["calls"] = Run(Caller(1)),
        ["leaves a message"] = Run(Caller(1), Pulled(2, new InteractionCommand.InviteMessage(Work, "Leave a message."))),
        ["message left"] = Run(Caller(1), Pulled(2, new InteractionCommand.InviteMessage(Work, "Leave a message.")), Recorded(3, heard: 2)),
        ["begun"] = Run(Begin(1)),
        ["campaign's"] = Run(Dial(1)),
        ["previewed"] = Run(Preview(1), Pulled(2, TakeLine(Anna))),
        ["ended"] = Run(Receive(1), Assign(2, Anna), Person(1, new InteractionCommand.EndConversation())),
        ["closed"] = Run(Receive(1), Assign(2, Anna), Person(1, new InteractionCommand.EndConversation()), Person(2, new InteractionCommand.CloseInteraction(DispositionCode.Resolved))),
    };

    public static IReadOnlyDictionary<string, InteractionInput> Inputs { get; } = new Dictionary<string, InteractionInput>
    {
        ["ReceiveMessage"] = Receive(50),
        ["ReceiveMessage (out of hours, queued)"] = Receive(50, Open with { IsOpen = false, ClosedAnswer = "We are closed." }),
        ["ReceiveMessage (out of hours, not queued)"] = Receive(50, Open with { IsOpen = false, QueueWhenClosed = false, ClosedAnswer = "We are closed." }),
        ["ReceiveMessage (another session)"] = Receive(50, session: new SessionId(DerivedId.From("another"))),
        ["ReceiveMessage (to be reached now)"] = Asks(new ReachPlan(ChannelKind.Sms, Endpoint, null, Now.AddHours(2))),
        ["ReceiveMessage (to be reached later)"] = Asks(new ReachPlan(ChannelKind.Sms, Endpoint, Now.AddHours(1), null)),
        ["ReceiveMessage (to be reached once confirmed)"] = Asks(new ReachPlan(ChannelKind.Sms, Endpoint, null, null, Elsewhere, new PersonalText("hello?"))),
        ["ReceiveMessage (a call)"] = Calls(Open, PhonePart.Call),
        ["ReceiveMessage (a call out of hours, not queued)"] = Calls(Open with { IsOpen = false, QueueWhenClosed = false, ClosedAnswer = "We are closed." }, PhonePart.Call),
        ["ReceiveMessage (keyed in a call)"] = Calls(Open, PhonePart.Answer),
        ["EndCall"] = Pulled(50, new InteractionCommand.EndCall(Session, IsInbound: true)),
        ["EndCall (the agent had called)"] = Pulled(50, new InteractionCommand.EndCall(Session, IsInbound: false)),
        ["EndCall (with a message)"] = Pulled(50, new InteractionCommand.EndCall(Session, IsInbound: true) { HasMessage = true }),
        ["InviteMessage"] = Pulled(50, new InteractionCommand.InviteMessage(Work, "Leave a message.")),
        ["AskVoiceMessage"] = Pulled(50, new InteractionCommand.AskVoiceMessage(DerivedId.From(Cause(1), 4), 7, new QueueId("billing"), Priority.Normal)),
        ["EndVoiceMessage (a message)"] = Recorded(50, heard: 2),
        ["EndVoiceMessage (nothing)"] = Recorded(50, heard: 0),
        ["EndVoiceMessage (nothing, hung up)"] = Recorded(50, heard: 0, isGone: true),
        ["EndCall (of a campaign)"] = Pulled(50, new InteractionCommand.EndCall(Elsewhere.Id, IsInbound: false) { IsLine = true }),
        ["BeginCall"] = Begin(50),
        ["JoinLine (an agent is asked first)"] = Preview(50),
        ["JoinLine (dialled)"] = Dial(50),
        ["AssignAgent (a campaign's line)"] = Pulled(50, TakeLine(Anna)),
        ["AssignAgent (a campaign's line that is over)"] = Pulled(50, TakeLine(Anna) with { IsOver = true }),
        ["LeaveLine"] = Pulled(50, new InteractionCommand.LeaveLine(Line, LineOutcome.Machine, IsLast: false) { Message = "We call again.", Language = "en" }),
        ["LeaveLine (the last attempt)"] = Pulled(50, new InteractionCommand.LeaveLine(Line, LineOutcome.Abandoned, IsLast: true) { Message = "It was Acme.", Language = "en" }),
        ["LeaveLine (nobody was called)"] = Pulled(50, new InteractionCommand.LeaveLine(Line, null, IsLast: false)),
        ["DropContact"] = Pulled(50, new InteractionCommand.DropContact()),
        ["AssignAgent (who begins it)"] = Pulled(50, new InteractionCommand.AssignAgent(new WorkItemId(DerivedId.From(DerivedId.From("key", "1"), 1)), Anna)),
        ["NobodyCan (who begins it)"] = Pulled(50, new InteractionCommand.NobodyCan(new WorkItemId(DerivedId.From(DerivedId.From("key", "1"), 1)), Waits: false, "", Silence)),
        ["LoseAgent"] = Pulled(50, new InteractionCommand.LoseAgent(Anna)),
        ["OrderCall"] = Person(50, new InteractionCommand.OrderCall(Anna, Elsewhere, new CallId(DerivedId.From("call")))),
        ["AssignAgent"] = Assign(50, Anna),
        ["AssignAgent (of other work)"] = Pulled(50, new InteractionCommand.AssignAgent(new WorkItemId(DerivedId.From("other")), Anna)),
        ["NobodyCan (but it waits)"] = Pulled(50, new InteractionCommand.NobodyCan(Work, Waits: true, "Nobody is here.", Silence)),
        ["NobodyCan (queue full)"] = Pulled(50, new InteractionCommand.NobodyCan(Work, Waits: false, "Too many wait.", Silence)),
        ["WorkLeft"] = Pulled(50, new InteractionCommand.WorkLeft(Work, "We cannot serve you today.")),
        ["PromiseAnswer"] = Pulled(50, new InteractionCommand.PromiseAnswer(Work, "You need not wait.")),
        ["Announce"] = Pulled(50, new InteractionCommand.Announce(Work, "You are next.", Now.AddMinutes(1))),
        ["Announce (too late)"] = Pulled(50, new InteractionCommand.Announce(Work, "You are next.", Now)),
        ["FollowScript (says something)"] = Follow(new ScriptWish.Say(new PersonalText("hello"), new PersonalText("1\tyes\n2\tno"), Now.AddHours(1))),
        ["FollowScript (writes to others)"] = Follow(new ScriptWish.Write([Elsewhere], new PersonalText("hello"), null, Now.AddHours(1))),
        ["FollowScript (wants an agent)"] = Follow(new ScriptWish.Agent(new QueueId("billing"), Priority.Normal)),
        ["FollowScript (the customer was not heard)"] = Follow(new ScriptWish.Person(new QueueId("faults"), Priority.Normal)),
        ["FollowScript (waits)"] = Follow(new ScriptWish.Nothing()),
        ["FollowScript (ends)"] = Follow(new ScriptWish.End("booked")),
        ["FollowScript (cannot go on)"] = Follow(new ScriptWish.Rescue(new QueueId("faults"), Priority.Normal)),
        ["FollowScript (says something, from a closed one)"] = Follow(
            new ScriptWish.Say(new PersonalText("hello"), null, Now.AddHours(1)), new ScriptMove(Customer, Endpoint, ChannelKind.Sms, Session, "", new LogPosition(1))),
        ["ReceiveMessage (where a script receives)"] = Receive(50, Open with { Script = "welcome" }),
        ["AssignAgent (whom a script guides)"] = Pulled(50, new InteractionCommand.AssignAgent(Work, Anna) { Script = "welcome" }),
        ["WorkGivenBack"] = Pulled(50, new InteractionCommand.WorkGivenBack(Work, Anna)),
        ["WrapUpOver"] = Pulled(50, new InteractionCommand.WrapUpOver(Work, Anna)),
        ["FireTimer (silence)"] = Fire(Now + Silence),
        ["FireTimer (moved since)"] = Fire(Now),
        ["WriteMessage"] = Person(50, new InteractionCommand.WriteMessage(Anna, Session, new PersonalText("hello"), Now.AddDays(1))),
        ["WriteMessage (to a session it lacks)"] = Person(50, new InteractionCommand.WriteMessage(Anna, new SessionId(DerivedId.From("another")), new PersonalText("hello"), Now.AddDays(1))),
        ["ResendMessage (it failed)"] = Person(50, Resend(MessageState.Failed)),
        ["ResendMessage (by a supervisor)"] = Supervisor(50, Resend(MessageState.Failed)),
        ["ResendMessage (nobody knows, and that is accepted)"] = Person(50, Resend(MessageState.Unknown) with { AcceptsDuplicate = true }),
        ["ResendMessage (nobody knows)"] = Person(50, Resend(MessageState.Unknown)),
        ["ResendMessage (it arrived)"] = Person(50, Resend(MessageState.Delivered)),
        ["ResendMessage (none of its)"] = Person(50, Resend(MessageState.Failed) with { Found = null }),
        ["StartSession"] = Person(50, new InteractionCommand.StartSession(Anna, Elsewhere)),
        ["LeaveSession"] = Pulled(50, new InteractionCommand.LeaveSession(Elsewhere.Id, new InteractionId(DerivedId.From("other")))),
        ["FireTimer (reach)"] = Fire(Now.AddHours(1), TimerNames.Reach),
        ["FireTimer (reach until)"] = Fire(Now.AddHours(2), TimerNames.ReachUntil),
        ["FireTimer (voice message)"] = Fire(Now.AddMinutes(1), TimerNames.VoiceMessage),
        ["WriteNote"] = Person(50, new InteractionCommand.WriteNote(Anna, new PersonalText("note"))),
        ["TransferWork"] = Person(50, new InteractionCommand.TransferWork(new QueueId("billing"), null)),
        ["TransferWork (by a supervisor)"] = Supervisor(50, new InteractionCommand.TransferWork(null, Bruno)),
        ["EndConversation"] = Person(50, new InteractionCommand.EndConversation()),
        ["EndConversation (by a supervisor)"] = Supervisor(50, new InteractionCommand.EndConversation()),
        ["LeaveConversation (by the customer)"] = Visitor(50),
        ["CloseInteraction"] = Person(50, new InteractionCommand.CloseInteraction(DispositionCode.Resolved)),
        ["CloseInteraction (by a supervisor)"] = Supervisor(50, new InteractionCommand.CloseInteraction(DispositionCode.Resolved)),
    };

    /// <summary>Repeats a message of the session, of which this is known.</summary>
    public static InteractionCommand.ResendMessage Resend(MessageState state)
    {
        var message = new MessageId(DerivedId.From("message"));
        var intended = new InteractionEvent.MessageIntended(message, Session, new LogPosition(1), Now.AddHours(1), Bruno, null);
        return new InteractionCommand.ResendMessage(message, new FoundMessage(state, intended, new PersonalText("hello")), Now.AddDays(1), AcceptsDuplicate: false);
    }

    public static InteractionInput Receive(int n, EndpointPolicy? policy = null, SessionId? session = null) => Pulled(n, new InteractionCommand.ReceiveMessage(
        new EntryId(Cause(n)), new LogPosition(n), Customer, session ?? Session, Endpoint, ChannelKind.Sms, "", Now, policy ?? Open));

    private static InteractionInput Calls(EndpointPolicy policy, PhonePart part)
    {
        var written = Receive(50, policy);
        return written with { Command = ((InteractionCommand.ReceiveMessage)written.Command) with { OnPhone = part } };
    }

    private static InteractionInput Caller(int n)
    {
        var written = Receive(n);
        return written with { Command = ((InteractionCommand.ReceiveMessage)written.Command) with { Channel = ChannelKind.Voice, OnPhone = PhonePart.Call } };
    }

    private static InteractionInput Recorded(int n, int heard, bool isGone = false) => Pulled(n, new InteractionCommand.EndVoiceMessage(
        Session, new RecordingId(DerivedId.From("recording")), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(heard), isGone, new MessageWords("Thank you.", "We have heard nothing.")));

    private static InteractionInput Begin(int n) =>
        Person(n, new InteractionCommand.BeginCall(Anna, Elsewhere, new CallId(DerivedId.From("call")), new QueueId("faults"), Priority.Normal, Now));

    private static InteractionInput Preview(int n) => Pulled(n, new InteractionCommand.JoinLine(new CampaignLine(new("spring"), new(DerivedId.From("contact")), Line), Elsewhere));

    private static InteractionInput Dial(int n) =>
        Preview(n) is var input ? input with { Command = ((InteractionCommand.JoinLine)input.Command) with { Call = new CallId(DerivedId.From("call")), RingsUntil = Now.AddSeconds(20) } } : input;

    private static InteractionCommand.AssignAgent TakeLine(AgentId agent) => new(Line, agent)
    {
        Line = new WorkItem { Id = Line, Interaction = Id, Queue = new QueueId("faults"), Channel = ChannelKind.Voice, WaitingSince = Now },
    };

    public static InteractionInput Assign(int n, AgentId agent) => Pulled(n, new InteractionCommand.AssignAgent(Work, agent));

    public static InteractionInput Pulled(int n, InteractionCommand command) => new(Cause(n), new LogPosition(n), Principal.System, command);

    /// <summary>A step of the run of <c>scripted</c>.</summary>
    public static InteractionInput Follow(ScriptWish wish, ScriptMove? from = null) =>
        Pulled(50, new InteractionCommand.FollowScript(DerivedId.From(Cause(1), 4), 7, wish, new LogPosition(50)) { From = from });

    public static InteractionInput Person(int n, InteractionCommand command) =>
        new(DerivedId.From("key", n.ToString()), null, Principal.Person(Anna, new TenantId("acme"), Role.Agent), command);

    public static InteractionInput Visitor(int n) =>
        Person(n, new InteractionCommand.LeaveConversation(Session)) with { By = Principal.Channel(ChannelKind.Chat) };

    public static InteractionInput Supervisor(int n, InteractionCommand command) =>
        Person(n, command) with { By = Principal.Person(new AgentId("carla"), new TenantId("acme"), Role.Supervisor), IsSupervisor = true };

    public static InteractionInput Asks(ReachPlan plan, int n = 50) =>
        Receive(n) is var input ? input with { Command = ((InteractionCommand.ReceiveMessage)input.Command) with { Reach = plan } } : input;

    public static InteractionInput Fire(DateTimeOffset due, string name = TimerNames.Silence) => new(
        DerivedId.From("fire", name, due.ToString("O")),
        null,
        Principal.System,
        new InteractionCommand.FireTimer(new TimerId(DerivedId.From(name, Id.Value.ToString("N"))), due));

    public static Guid Cause(int n) => DerivedId.From("cause", n.ToString());

    public static InteractionState Apply(InteractionState state, InteractionInput input, IEnumerable<InteractionEvent> events) =>
        events.Aggregate(state, (s, e) => InteractionFold.Apply(s, e, input.Id, input.Source));

    private static InteractionState Run(params InteractionInput[] inputs) => inputs.Aggregate(
        new InteractionState { Id = Id }, (state, input) => Apply(state, input, InteractionMachine.Decide(state, input, Now).Events));
}

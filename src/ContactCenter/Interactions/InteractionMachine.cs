using System.Collections.Immutable;
using System.Diagnostics;
using ContactCenter.Journal;

namespace ContactCenter.Interactions;

/// <summary>
/// One matter between one customer and the center, as a pure machine. The table of phases and commands stands in
/// <c>docs/states.md</c>.
/// </summary>
internal static class InteractionMachine
{
    /// <summary>The disposition of an interaction whose agent let the wrap-up run out.</summary>
    public static readonly DispositionCode Unset = new("unset");

    /// <summary>The disposition of an interaction that ended with an automatic answer.</summary>
    public static readonly DispositionCode Answered = new("answered");

    /// <summary>The disposition of an interaction whose customer did not wait for anybody.</summary>
    public static readonly DispositionCode Abandoned = new("abandoned");

    /// <summary>The disposition of an interaction that nobody could serve in time, and that was answered so.</summary>
    public static readonly DispositionCode Overflowed = new("overflowed");

    /// <summary>The disposition of an interaction whose customer was called and never reached.</summary>
    public static readonly DispositionCode NotReached = new("not-reached");

    /// <summary>How long an automatic answer is worth sending.</summary>
    private static readonly TimeSpan AnswerWorth = TimeSpan.FromHours(1);

    /// <summary>What <paramref name="input"/> means to <paramref name="state"/> at <paramref name="now"/>.</summary>
    public static InteractionDecision Decide(InteractionState state, InteractionInput input, DateTimeOffset now)
    {
        if (input.Source is { } source)
        {
            if (state.Watermark >= source)
            {
                return InteractionDecision.Nothing; // reacted to before a restart
            }
        }
        else if (state.Commands.Contains(input.Id))
        {
            return InteractionDecision.Repeated;
        }

        return input.Command switch
        {
            InteractionCommand.ReceiveMessage c => Receive(state, c, input.Id, now),
            InteractionCommand.AssignAgent c => Assign(state, c, input.Id),
            InteractionCommand.NobodyCan c => InteractionVoiceMessages.NobodyCan(state, c, now) ?? NobodyCan(state, c, input.Id, now),
            InteractionCommand.WorkLeft c => InteractionOverflow.Leave(state, c, input.Id, now),
            InteractionCommand.PromiseAnswer c => InteractionOverflow.Promise(state, c, input.Id, now),
            InteractionCommand.Announce c => InteractionOverflow.Announce(state, c, input.Id, now),
            InteractionCommand.FollowScript c => InteractionScripts.Follow(state, c, input, now),
            InteractionCommand.EndCall c => InteractionCalls.End(state, c, input),
            InteractionCommand.InviteMessage c => InteractionVoiceMessages.Invite(state, c, input.Id, now),
            InteractionCommand.AskVoiceMessage c => InteractionVoiceMessages.Ask(state, c),
            InteractionCommand.EndVoiceMessage c => InteractionVoiceMessages.End(state, c, input.Id, now),
            InteractionCommand.BeginCall c => InteractionCalls.Begin(state, c, input.Id),
            InteractionCommand.JoinLine c => InteractionLines.Join(state, c),
            InteractionCommand.LeaveLine c => InteractionLines.Leave(state, c, input.Id, now),
            InteractionCommand.DropContact => InteractionLines.Drop(state),
            InteractionCommand.LoseAgent c => InteractionCalls.Lose(state, c, input.Id),
            InteractionCommand.WorkGivenBack c => Requeued(state, c),
            InteractionCommand.WrapUpOver c => WrapUpOver(state, c),
            InteractionCommand.FireTimer c => Fire(state, c, input.Id, now),
            InteractionCommand.LeaveSession c => InteractionSessions.Leave(state, c, input.Id, now),
            _ when state.Phase == InteractionPhase.New => Refuse("CC1305", "There is no such interaction."),
            InteractionCommand.WriteNote c => Events(new InteractionEvent.NoteAdded(c.Author, c.Text)),
            InteractionCommand.WriteMessage c => Write(state, c, input),
            InteractionCommand.ResendMessage c => InteractionResend.Decide(state, c, input),
            InteractionCommand.StartSession c => InteractionSessions.Start(state, c),
            InteractionCommand.OrderCall c => InteractionCalls.Order(state, c),
            InteractionCommand.TransferWork c => Transfer(state, c, input, now),
            InteractionCommand.EndConversation => End(state, input),
            InteractionCommand.LeaveConversation c => Leave(state, c, input),
            InteractionCommand.CloseInteraction c => Close(state, c, input),
            _ => throw new UnreachableException($"No rule for {input.Command.GetType().Name}."),
        };
    }

    private static InteractionDecision Receive(InteractionState state, InteractionCommand.ReceiveMessage c, Guid cause, DateTimeOffset now)
    {
        if (c.OnPhone == PhonePart.Answer && state is not { Phase: InteractionPhase.Open, Runs.IsEmpty: false })
        {
            return InteractionCalls.Unasked(state, c);
        }

        if (state.Phase is InteractionPhase.Ended or InteractionPhase.Closed)
        {
            // The agent finishes undisturbed; what the customer wrote meanwhile begins a new matter: one, however many messages come.
            return Events(new InteractionEvent.MessageForwarded(c.Session, c.At, state.Successor ?? new InteractionId(DerivedId.From(cause, 0))));
        }

        var events = ImmutableArray.CreateBuilder<InteractionEvent>();
        if (state.Phase == InteractionPhase.New)
        {
            events.Add(new InteractionEvent.InteractionOpened(c.Customer, c.Endpoint, c.Channel));
        }

        if (state.Session(c.Session) is null)
        {
            var isAnothers = state.Phase != InteractionPhase.New && c.Customer != state.Customer;
            events.Add(new InteractionEvent.SessionJoined(c.Session, c.Endpoint, c.Channel, c.Thread, isAnothers ? c.Customer : null));
        }

        events.Add(new InteractionEvent.MessageJoined(c.Session, c.At, c.OnPhone == PhonePart.None ? null : true));
        if (c.Reach is not null)
        {
            InteractionReach.Ask(events, state, c, cause, now);
        }
        else if (state is { Reach.IsConfirmed: false, Work: null })
        {
            InteractionReach.Confirm(events, state, c, cause, now);
        }
        else if (state.Work is null && !state.Runs.IsEmpty)
        {
            // the script hears it
        }
        else if (state is { Phase: InteractionPhase.New } && c.Policy.Script is { } script)
        {
            InteractionScripts.Request(events, state, c, script, cause);
        }
        else if (state.Work is null && !InteractionReach.IsDueLater(state))
        {
            RequestWork(events, state, c, cause, now);
        }

        return new InteractionDecision(events.ToImmutable(), null);
    }

    private static void RequestWork(
        ImmutableArray<InteractionEvent>.Builder events, InteractionState state, InteractionCommand.ReceiveMessage c, Guid cause, DateTimeOffset now)
    {
        if (c.Policy.IsOpen || c.Policy.QueueWhenClosed)
        {
            Cancel(events, state, TimerNames.Silence);
            events.Add(new InteractionEvent.WorkRequested(new WorkItem
            {
                Id = new WorkItemId(DerivedId.From(cause, 1)),
                Interaction = state.Id,
                Queue = c.Policy.Queue,
                Channel = c.Channel,
                Priority = c.Policy.Priority,
                Agent = c.Policy.Agent,
                AgentLimit = c.Policy.AgentLimit,
                WaitingSince = c.ReceivedAt,
            }));
        }
        else if (c.OnPhone == PhonePart.None)
        {
            events.Add(Silence(state.Id, now + c.Policy.SilenceAfter));
        }

        if (!c.Policy.IsOpen && c.Policy.ClosedAnswer.Length > 0)
        {
            events.Add(Answer(c.Session, c.At, c.Policy.ClosedAnswer, cause, now));
        }

        if (c.OnPhone == PhonePart.Call && !c.Policy.IsOpen && !c.Policy.QueueWhenClosed)
        {
            events.Add(new InteractionEvent.InteractionClosed(Principal.System.ToString(), Answered, null, null)); // nobody is kept on the line for nobody
        }
    }

    private static InteractionDecision Assign(InteractionState state, InteractionCommand.AssignAgent c, Guid cause)
    {
        if (state.Phase != InteractionPhase.Open || state.Work?.Id != c.Item)
        {
            return InteractionLines.Assign(state, c, cause) ?? Events(new InteractionEvent.AssignmentRefused(c.Agent, c.Item));
        }

        if (state.Agent == c.Agent)
        {
            return InteractionDecision.Nothing;
        }

        return state.Agent is { } before
            ? Events(new InteractionEvent.AgentLeft(before, c.Item, WorkEnd.Reassigned), new InteractionEvent.AgentJoined(c.Agent, c.Item))
            : (InteractionCalls.Opening(state, c) ?? (InteractionEvent?)InteractionScripts.Guide(state, c, cause)) is { } next
                ? Events(new InteractionEvent.AgentJoined(c.Agent, c.Item), next)
                : Events(new InteractionEvent.AgentJoined(c.Agent, c.Item));
    }

    private static InteractionDecision NobodyCan(InteractionState state, InteractionCommand.NobodyCan c, Guid cause, DateTimeOffset now)
    {
        if (state.Phase != InteractionPhase.Open || state.Work?.Id != c.Item || state.Agent is not null)
        {
            return InteractionDecision.Nothing;
        }

        if (state.Opening is { Run: null })
        {
            return InteractionCalls.CannotBegin(c);
        }

        var events = ImmutableArray.CreateBuilder<InteractionEvent>();
        if (!c.Waits)
        {
            events.Add(new InteractionEvent.WorkCancelled(c.Item, WorkEnd.Refused));
            if (!InteractionCalls.IsCallAlone(state))
            {
                events.Add(Silence(state.Id, now + c.SilenceAfter));
            }
        }

        // Where the customer has written last: a session nobody has answered is no place for it.
        if (c.Answer.Length > 0 && !state.Answered.Contains(c.Item) && state.Sessions.LastOrDefault(static s => s.LastInbound is not null) is { LastInbound: { } at } session)
        {
            events.Add(Answer(session.Id, at, c.Answer, cause, now));
        }

        if (!c.Waits && InteractionCalls.IsCallAlone(state) && state.Runs.IsEmpty)
        {
            events.Add(new InteractionEvent.InteractionClosed(Principal.System.ToString(), Overflowed, null, null));
        }

        return new InteractionDecision(events.ToImmutable(), null);
    }

    private static InteractionDecision Requeued(InteractionState state, InteractionCommand.WorkGivenBack c) =>
        state.Work?.Id != c.Item || state.Agent != c.Agent ? InteractionDecision.Nothing
        : state.Phase == InteractionPhase.Ended
            ? Events(new InteractionEvent.InteractionClosed(Principal.System.ToString(), Unset, c.Item, null)) // gone before the outcome was written
            : Events(new InteractionEvent.AgentLeft(c.Agent, c.Item, WorkEnd.SignedOut));

    private static InteractionDecision WrapUpOver(InteractionState state, InteractionCommand.WrapUpOver c) =>
        state.Phase == InteractionPhase.Ended && state.Work?.Id == c.Item
            ? Events(new InteractionEvent.InteractionClosed(Principal.System.ToString(), Unset, c.Item, c.Agent))
            : InteractionDecision.Nothing;

    private static InteractionDecision Fire(InteractionState state, InteractionCommand.FireTimer c, Guid cause, DateTimeOffset now)
    {
        if (state.Timers.FirstOrDefault(t => t.Id == c.Timer && t.Due == c.Due) is not { } timer)
        {
            return InteractionDecision.Nothing; // cancelled or moved while it was on its way
        }

        var fired = new InteractionEvent.TimerFired(c.Timer, c.Due);
        return timer.Name switch
        {
            TimerNames.Silence when state is { Phase: InteractionPhase.Open, Work: null } =>
                Events(fired, new InteractionEvent.InteractionClosed(Principal.System.ToString(), Answered, null, null)),
            TimerNames.Reach when state is { Phase: InteractionPhase.Open, Work: null } => Events(fired, InteractionReach.Due(state, cause)),
            TimerNames.VoiceMessage when state is { Phase: InteractionPhase.Open, Work: null, Message: not null } => Events(fired, InteractionVoiceMessages.Again(state, cause, now)),
            TimerNames.ReachUntil when state is { Phase: InteractionPhase.Open, Reach.IsServed: false } => InteractionReach.Overdue(state, fired, cause, now),
            _ => Events(fired),
        };
    }

    private static InteractionDecision Write(InteractionState state, InteractionCommand.WriteMessage c, InteractionInput input)
    {
        if (state.Phase is InteractionPhase.Ended or InteractionPhase.Closed)
        {
            return Refuse("CC1301", "The conversation has ended; a new message from the customer opens a new one.");
        }

        if (state.Agent != c.Author)
        {
            return Refuse("CC1302", "Only the agent who has the conversation writes to the customer; take it over or leave a note.");
        }

        return state.Session(c.Session) is { } session
            ? Events(new InteractionEvent.MessageIntended(
                new MessageId(DerivedId.From(input.Id, 0)), session.Id, session.LastInbound, c.NotAfter, c.Author, null, c.Text, c.Attachments, Names: c.Names))
            : Refuse("CC1303", "The conversation has no such session.");
    }

    private static InteractionDecision Transfer(InteractionState state, InteractionCommand.TransferWork c, InteractionInput input, DateTimeOffset now)
    {
        if (MayNot(state, input) is { } refusal)
        {
            return refusal;
        }

        if (state.Work is not { } work)
        {
            return Refuse("CC1304", "Nobody is asked for this conversation, so there is nothing to transfer.");
        }

        var next = work with
        {
            Id = new WorkItemId(DerivedId.From(input.Id, 0)),
            Queue = c.Queue ?? work.Queue,
            Agent = c.Agent,
            AgentLimit = null, // whom a person names is waited for
        };
        return state.Agent is { } agent
            ? Events(new InteractionEvent.AgentLeft(agent, work.Id, WorkEnd.Transferred), new InteractionEvent.WorkRequested(next))
            : Events(new InteractionEvent.WorkCancelled(work.Id, WorkEnd.Transferred), new InteractionEvent.WorkRequested(next));
    }

    private static InteractionDecision End(InteractionState state, InteractionInput input) =>
        MayNot(state, input) ?? (state.Agent is { } agent
            ? Events(new InteractionEvent.InteractionEnded(input.By.ToString(), state.Work?.Id, agent))
            : Refuse("CC1306", "Nobody has the conversation, so there is no wrap-up; close it with an outcome."));

    /// <summary>What the customer wrote stays where an answer was promised: nobody who says goodbye to a closed office takes the question back.</summary>
    private static InteractionDecision Leave(InteractionState state, InteractionCommand.LeaveConversation c, InteractionInput input) =>
        state.Phase != InteractionPhase.Open ? InteractionDecision.Nothing
        : state.Session(c.Session) is null ? Refuse("CC1303", "The conversation has no such session.")
        : state.Sessions.Length > 1 ? Refuse("CC1307", "The conversation goes on on another channel, so it stays.")
        : state.Agent is { } agent ? Events(new InteractionEvent.InteractionEnded(input.By.ToString(), state.Work?.Id, agent))
        : state.Work is { } work && !state.Answered.Contains(work.Id) ? Events(
            new InteractionEvent.InteractionEnded(input.By.ToString(), work.Id, null),
            new InteractionEvent.InteractionClosed(input.By.ToString(), Abandoned, work.Id, null))
        : state is { Work: null, Runs.IsEmpty: false } ? Events(
            new InteractionEvent.InteractionEnded(input.By.ToString(), null, null),
            new InteractionEvent.InteractionClosed(input.By.ToString(), Abandoned, null, null))
        : Refuse("CC1307", "The customer was promised an answer, so the conversation stays until somebody gives it.");

    private static InteractionDecision Close(InteractionState state, InteractionCommand.CloseInteraction c, InteractionInput input)
    {
        if (state.Phase is InteractionPhase.New or InteractionPhase.Closed)
        {
            return state.Phase == InteractionPhase.New
                ? Refuse("CC1305", "There is no such interaction.")
                : Refuse("CC1301", "The conversation is closed already.");
        }

        if (state.Phase == InteractionPhase.Open)
        {
            return MayNot(state, input) ?? Events(
                new InteractionEvent.InteractionEnded(input.By.ToString(), state.Work?.Id, state.Agent),
                new InteractionEvent.InteractionClosed(input.By.ToString(), c.Disposition, state.Work?.Id, state.Agent));
        }

        return state.Agent?.Value == input.By.Name || input.IsSupervisor
            ? Events(new InteractionEvent.InteractionClosed(input.By.ToString(), c.Disposition, state.Work?.Id, state.Agent))
            : Refuse("CC1302", "Only the agent who had the conversation, or a supervisor, closes it.");
    }

    /// <summary>The rule for moving or ending a live conversation: its agent, or a supervisor.</summary>
    private static InteractionDecision? MayNot(InteractionState state, InteractionInput input) => state.Phase switch
    {
        InteractionPhase.Ended or InteractionPhase.Closed => Refuse("CC1301", "The conversation has ended already."),
        _ when state.Agent?.Value == input.By.Name || input.IsSupervisor => null,
        _ => Refuse("CC1302", "Only the agent who has the conversation, or a supervisor, may do this."),
    };

    /// <summary>Wakes the interaction when the customer has been silent for long; asked for again, it moves.</summary>
    internal static InteractionEvent.TimerSet Silence(InteractionId id, DateTimeOffset due) => new(SilenceOf(id), TimerNames.Silence, due);

    internal static InteractionEvent.SessionStarted Started(NewSession s, AgentId? by) =>
        new(s.Id, s.Endpoint, s.Channel, s.Thread, s.AddressKind, s.Customer, by, s.Address);

    /// <summary>Those of the named timers that are on are not wanted any more.</summary>
    internal static void Cancel(ImmutableArray<InteractionEvent>.Builder events, InteractionState state, params ReadOnlySpan<string> names)
    {
        foreach (var timer in state.Timers)
        {
            if (names.Contains(timer.Name))
            {
                events.Add(new InteractionEvent.TimerCancelled(timer.Id));
            }
        }
    }

    private static TimerId SilenceOf(InteractionId id) => new(DerivedId.From(TimerNames.Silence, id.Value.ToString("N")));

    internal static InteractionEvent.MessageIntended Answer(SessionId session, LogPosition to, string text, Guid cause, DateTimeOffset now) =>
        new(new MessageId(DerivedId.From(cause, 2)), session, to, now + AnswerWorth, null, text);

    internal static InteractionDecision Events(params ReadOnlySpan<InteractionEvent> events) => new([.. events], null);

    internal static InteractionDecision Refuse(string code, string message) =>
        new([], new Desk.DeskResult(code == "CC1305" ? Desk.DeskStatus.NotFound : Desk.DeskStatus.Refused, code, message));
}

/// <summary>What a command led to: events to append, or why nothing happened.</summary>
internal sealed record InteractionDecision(ImmutableArray<InteractionEvent> Events, Desk.DeskResult? Refusal)
{
    public static InteractionDecision Nothing { get; } = new([], null);

    public static InteractionDecision Repeated { get; } = new([], new Desk.DeskResult(Desk.DeskStatus.Repeated));
}

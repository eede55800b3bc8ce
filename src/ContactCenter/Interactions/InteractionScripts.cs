using System.Collections.Immutable;

namespace ContactCenter.Interactions;

/// <summary>
/// The part of the machine about scripts: they receive the customer, say and ask, call for an agent and take that back. Who has the conversation as an agent speaks
/// for the center; a script is silent to the customer then, and shows the agent what to say.
/// </summary>
internal static class InteractionScripts
{
    /// <summary>Numbers among what a demand leads to.</summary>
    private const int SaidHere = 2;
    private const int SaidElsewhere = 10;

    /// <summary>Whether a message put this question of a run to its customer: here, or at the one address where it was asked.</summary>
    public static bool IsOf(MessageId message, Guid run, int demand) => message == MessageOf(run, demand, SaidHere) || message == MessageOf(run, demand, SaidElsewhere);

    /// <summary>A message opens a conversation that a script receives.</summary>
    public static void Request(ImmutableArray<InteractionEvent>.Builder events, InteractionState state, InteractionCommand.ReceiveMessage c, string script, Guid cause)
    {
        InteractionMachine.Cancel(events, state, TimerNames.Silence);
        events.Add(new InteractionEvent.ScriptRequested(DerivedId.From(cause, 4), script, c.Session, c.At));
    }

    /// <summary>A script that guides the agent who has just come; null where none is to, or one has the conversation.</summary>
    public static InteractionEvent.ScriptRequested? Guide(InteractionState state, InteractionCommand.AssignAgent c, Guid cause) =>
        c.Script is { } script && state.Runs.IsEmpty && state.Sessions.LastOrDefault(static s => s.LastInbound is not null) is { LastInbound: { } at } session
            ? new InteractionEvent.ScriptRequested(DerivedId.From(cause, 4), script, session.Id, at)
            : null;

    /// <summary>What a run's step leads to.</summary>
    public static InteractionDecision Follow(InteractionState state, InteractionCommand.FollowScript c, InteractionInput input, DateTimeOffset now)
    {
        if (state.Phase == InteractionPhase.Closed || (state.Phase == InteractionPhase.Ended && c.Wish is ScriptWish.Write))
        {
            return Forward(state, c, input);
        }

        var events = ImmutableArray.CreateBuilder<InteractionEvent>();
        if (state.Phase == InteractionPhase.New)
        {
            if (c.From is not { } from)
            {
                return InteractionDecision.Nothing;
            }

            state = Open(events, state, c.Run, from);
        }
        else if (c.From is not null && !state.Runs.Contains(c.Run))
        {
            events.Add(new InteractionEvent.ScriptJoined(c.Run));
        }

        if (c.Withdraws && state is { Work: { } unserved, Agent: null } && state.WorkBy == c.Run)
        {
            events.Add(new InteractionEvent.WorkCancelled(unserved.Id, WorkEnd.Withdrawn));
            state = state with { Work = null, WorkBy = null };
        }

        switch (c.Wish)
        {
            case ScriptWish.Say say when state.Agent is null
                && ((say.In is { } own ? state.Session(own) : null) ?? state.Sessions.Where(static s => s.LastInbound is not null).MaxBy(static s => s.LastInbound) ?? state.Sessions.FirstOrDefault()) is { } session:
                events.Add(Message(c, SaidHere, session.Id, session.LastInbound, say.Text, say.Choices, say.NotAfter) with { Spoken = say.Spoken });
                break;
            case ScriptWish.Write write:
                Write(events, state, c, write);
                break;
            case ScriptWish.Call call when state.Phase == InteractionPhase.Open && state.Session(call.Session.Id) is null:
                Call(events, state, c, call, input.Id, now);
                break;
            case ScriptWish.HangUp hang:
                events.Add(new InteractionEvent.CallReleased(hang.Id, hang.Session));
                break;
            case ScriptWish.Agent agent when state.Phase == InteractionPhase.Open:
                Ask(events, state, c, agent.Queue, agent.Priority, input.Id, now);
                break;
            case ScriptWish.Person person when state is { Phase: InteractionPhase.Open, Work: null }:
                Ask(events, state, c, person.Queue, person.Priority, input.Id, now, run: null);
                break;
            case ScriptWish.Rescue rescue:
                events.Add(new InteractionEvent.ScriptLeft(c.Run, null, IsFault: true));
                if (state is { Phase: InteractionPhase.Open, Work: null })
                {
                    Ask(events, state, c, rescue.Queue, rescue.Priority, input.Id, now, run: null);
                }

                break;
            case ScriptWish.End end:
                events.Add(new InteractionEvent.ScriptLeft(c.Run, end.Outcome, IsFault: false));
                if (state is { Phase: InteractionPhase.Open, Work: null, Message: null } && state.Runs.All(run => run == c.Run)) // what is being left is told by its recording
                {
                    var disposition = KeyRules.IsValid(end.Outcome ?? "") ? new DispositionCode(end.Outcome!) : InteractionMachine.Answered;
                    events.Add(new InteractionEvent.InteractionClosed(Principal.System.ToString(), disposition, null, null));
                }

                break;
        }

        return new InteractionDecision(events.ToImmutable(), null);
    }

    /// <summary>What is wanted of a closed interaction goes to another one; what is only told, as that it ended, is told to nobody.</summary>
    private static InteractionDecision Forward(InteractionState state, InteractionCommand.FollowScript c, InteractionInput input)
    {
        if (c.Wish is ScriptWish.Nothing or ScriptWish.End or ScriptWish.Person)
        {
            return InteractionDecision.Nothing;
        }

        var last = state.Sessions.LastOrDefault(static s => s.LastInbound is not null);
        return InteractionMachine.Events(new InteractionEvent.ScriptForwarded(
            c.Run, c.At, state.Successor ?? new InteractionId(DerivedId.From(input.Id, 0)), last?.Id, last?.LastInbound));
    }

    private static InteractionState Open(ImmutableArray<InteractionEvent>.Builder events, InteractionState state, Guid run, ScriptMove from)
    {
        events.Add(new InteractionEvent.InteractionOpened(from.Customer, from.Endpoint, from.Channel));
        events.Add(new InteractionEvent.ScriptJoined(run));
        state = state with { Phase = InteractionPhase.Open, Customer = from.Customer, Runs = [run] };
        if (from is { Session: { } session, LastInbound: { } at })
        {
            events.Add(new InteractionEvent.SessionJoined(session, from.Endpoint, from.Channel, from.Thread));
            events.Add(new InteractionEvent.MessageJoined(session, at)); // whom what is said goes to
            state = state with { Sessions = [new SessionState(session, from.Endpoint, from.Channel, at)] };
        }

        return state;
    }

    private static void Write(ImmutableArray<InteractionEvent>.Builder events, InteractionState state, InteractionCommand.FollowScript c, ScriptWish.Write write)
    {
        for (var i = 0; i < write.Sessions.Length; i++)
        {
            var session = write.Sessions[i];
            if (state.Session(session.Id) is null)
            {
                events.Add(InteractionMachine.Started(session, null));
            }

            // The last one tells the script to go on.
            var message = Message(c, SaidElsewhere + i, session.Id, state.Session(session.Id)?.LastInbound, write.Text, write.Choices, write.NotAfter);
            events.Add(i == write.Sessions.Length - 1 ? message : message with { Demand = null });
        }
    }

    /// <summary>Somebody is called by the script; where an agent is to be on the call, once there is one.</summary>
    private static void Call(ImmutableArray<InteractionEvent>.Builder events, InteractionState state, InteractionCommand.FollowScript c, ScriptWish.Call call, Guid cause, DateTimeOffset now)
    {
        events.Add(InteractionMachine.Started(call.Session, null));
        if (call.Queue is { } queue && state.Agent is null)
        {
            var called = state with { Sessions = state.Sessions.Add(new SessionState(call.Session.Id, call.Session.Endpoint, call.Session.Channel)) };
            Ask(events, called, c, queue, call.Priority, cause, now, c.Run);
            events[^1] = (InteractionEvent.WorkRequested)events[^1] with { Call = call.Id };
        }
        else
        {
            events.Add(new InteractionEvent.CallOrdered(call.Id, call.Session.Id, call.Session.Endpoint, call.Queue is null ? null : state.Agent, Run: c.Run, Screened: call.IsScreened ? true : null));
        }
    }

    private static void Ask(
        ImmutableArray<InteractionEvent>.Builder events, InteractionState state, InteractionCommand.FollowScript c, QueueId queue, Priority priority, Guid cause, DateTimeOffset now) =>
        Ask(events, state, c, queue, priority, cause, now, c.Run);

    private static void Ask(
        ImmutableArray<InteractionEvent>.Builder events, InteractionState state, InteractionCommand.FollowScript c, QueueId queue, Priority priority, Guid cause, DateTimeOffset now, Guid? run)
    {
        var item = new WorkItem
        {
            Id = new WorkItemId(DerivedId.From(cause, 1)),
            Interaction = state.Id,
            Queue = queue,
            Channel = state.Sessions.LastOrDefault()?.Channel ?? c.From?.Channel ?? Channels.ChannelKind.Chat,
            Priority = priority,
            WaitingSince = now,
        };
        switch (state)
        {
            case { Work: { } work, Agent: { } agent }:
                events.Add(new InteractionEvent.AgentLeft(agent, work.Id, WorkEnd.Transferred));
                break;
            case { Work: { } waiting }:
                events.Add(new InteractionEvent.WorkCancelled(waiting.Id, WorkEnd.Transferred));
                break;
        }

        events.Add(new InteractionEvent.WorkRequested(item, run));
    }

    private static InteractionEvent.MessageIntended Message(
        InteractionCommand.FollowScript c, int ordinal, SessionId session, Journal.LogPosition? replyTo, PersonalText text, PersonalText? choices, DateTimeOffset notAfter) =>
        new(MessageOf(c.Run, c.Demand, ordinal), session, replyTo, notAfter, null, null, text, Run: c.Run, Demand: c.Demand, Choices: choices);

    private static MessageId MessageOf(Guid run, int demand, int ordinal) => new(DerivedId.From(DerivedId.From(run, demand), ordinal));
}

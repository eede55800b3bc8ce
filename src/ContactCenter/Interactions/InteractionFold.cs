using System.Diagnostics;
using ContactCenter.Journal;

namespace ContactCenter.Interactions;

/// <summary>How events change an interaction's state. Reads nothing but its arguments and never refuses.</summary>
internal static class InteractionFold
{
    /// <summary>The state after an event of the stream.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="e">The event.</param>
    /// <param name="cause">The command or entry it follows from.</param>
    /// <param name="source">The position of that entry; null for people's commands.</param>
    public static InteractionState Apply(InteractionState state, InteractionEvent e, Guid cause, LogPosition? source) =>
        Change(state, e) with
        {
            Version = state.Version + 1,
            Watermark = source is { } at && !(state.Watermark >= at) ? at : state.Watermark,
            Commands = Remember(state, cause, source, out var count),
            CommandCount = count,
        };

    private static System.Collections.Immutable.ImmutableQueue<Guid> Remember(InteractionState state, Guid cause, LogPosition? source, out int count)
    {
        count = state.CommandCount;
        if (source is not null || state.Commands.Contains(cause))
        {
            return state.Commands;
        }

        var commands = state.Commands.Enqueue(cause);
        if (++count > InteractionState.CommandWindow)
        {
            count--;
            return commands.Dequeue();
        }

        return commands;
    }

    private static InteractionState Change(InteractionState state, InteractionEvent e) => e switch
    {
        InteractionEvent.InteractionOpened x => state with { Phase = InteractionPhase.Open, Customer = x.Customer },
        InteractionEvent.SessionJoined x => state with { Sessions = state.Sessions.Add(new SessionState(x.Session, x.Endpoint, x.Channel, null, x.Customer)) },
        InteractionEvent.SessionStarted x => state with { Sessions = state.Sessions.Add(new SessionState(x.Session, x.Endpoint, x.Channel, null, x.Customer)) },
        InteractionEvent.SessionLeft x => state with { Sessions = state.Sessions.RemoveAll(s => s.Id == x.Session) },
        InteractionEvent.ReachRequested x => state with { Reach = new ReachState(x.Channel, x.From, x.Until, x.Confirm, x.Confirm is null, IsServed: false, x.Item) },
        InteractionEvent.ReachConfirmed => state with { Reach = state.Reach! with { IsConfirmed = true } },
        InteractionEvent.ReachOverdue => state,
        InteractionEvent.MessageJoined x => state with { Sessions = Heard(state, x.Session, x.At) },
        InteractionEvent.MessageForwarded x => state with { Successor = x.To },
        InteractionEvent.WorkRequested x => state with { Work = x.Item, Agent = null, WorkBy = x.Run, Opening = Opening(state, x), Line = x.IsLine == true ? null : state.Line },
        InteractionEvent.WorkCancelled => state with { Work = null, WorkBy = null, Opening = null },
        InteractionEvent.ScriptRequested x => state with { Runs = state.Runs.Add(x.Run) },
        InteractionEvent.ScriptJoined x => state with { Runs = state.Runs.Add(x.Run) },
        InteractionEvent.ScriptLeft x => state with { Runs = state.Runs.Remove(x.Run) },
        InteractionEvent.ScriptForwarded x => state with { Runs = state.Runs.Remove(x.Run), Successor = x.To },
        InteractionEvent.VoiceMessageAsked x => state with { Message = new VoiceMessageState(x.Session, x.Queue, x.Priority, x.Run, x.Demand, null) },
        InteractionEvent.VoiceMessageLeft x => state with { Message = state.Message! with { Recording = x.Recording } },
        InteractionEvent.VoiceMessageMissed => state with { Message = null },
        InteractionEvent.AgentJoined x => state with { Agent = x.Agent },
        InteractionEvent.AgentLeft => state with { Agent = null },
        InteractionEvent.CallOrdered { Line: { } line } x => state with { Line = state.Line?.Id == line ? new LineState(line, x.Call, x.Session) : state.Line },
        InteractionEvent.CallOrdered => state with { Opening = null },
        InteractionEvent.LineJoined x => state with { Line = new LineState(x.Line) },
        InteractionEvent.LineLeft => state with { Line = null },
        InteractionEvent.CallReleased x => state with { Sessions = [.. state.Sessions.Select(s => s.Id == x.Session ? s with { IsReleased = true } : s)] },
        InteractionEvent.AssignmentRefused or InteractionEvent.LineRefused => state,
        InteractionEvent.MessageIntended { Repeats: { } x } => state with { Resent = state.Resent.Add(x) },
        InteractionEvent.MessageIntended { Purpose: MessagePurpose.Announcement } or InteractionEvent.MessageIntended { Run: not null } => state,
        InteractionEvent.MessageIntended { Purpose: MessagePurpose.Promise, Item: { } promised } => state with { Answered = state.Answered.Add(promised), Promised = promised },
        InteractionEvent.MessageIntended { Author: null } when state.Work is { } work => state with { Answered = state.Answered.Add(work.Id) },
        InteractionEvent.MessageIntended { Author: not null } x when state.Reach is { } reach && state.Session(x.Session)?.Channel == reach.Channel =>
            state with { Reach = reach with { IsServed = true } },
        InteractionEvent.MessageIntended or InteractionEvent.NoteAdded or InteractionEvent.CommandFaulted => state,
        InteractionEvent.TimerSet x => state with { Timers = Without(state, x.Timer).Add(new TimerState(x.Timer, x.Name, x.Due)) },
        InteractionEvent.TimerCancelled x => state with { Timers = Without(state, x.Timer) },
        InteractionEvent.TimerFired x => state with { Timers = Without(state, x.Timer) },
        InteractionEvent.InteractionEnded => state with { Phase = InteractionPhase.Ended },
        InteractionEvent.InteractionClosed => state with { Phase = InteractionPhase.Closed, Work = null, Timers = [], Opening = null, Line = null },
        _ => throw new UnreachableException($"No rule for {e.GetType().Name}."),
    };

    private static OpeningCall? Opening(InteractionState state, InteractionEvent.WorkRequested x) =>
        x is { Call: { } call } && state.Sessions is [.., var session] ? new OpeningCall(call, x.BegunBy, session.Id, session.Endpoint, x.Run) : null;

    private static System.Collections.Immutable.ImmutableArray<TimerState> Without(InteractionState state, TimerId timer) =>
        state.Timers.RemoveAll(t => t.Id == timer);

    private static System.Collections.Immutable.ImmutableArray<SessionState> Heard(InteractionState state, SessionId session, LogPosition at)
    {
        var i = 0;
        while (state.Sessions[i].Id != session)
        {
            i++;
        }

        return state.Sessions.SetItem(i, state.Sessions[i] with { LastInbound = at });
    }
}

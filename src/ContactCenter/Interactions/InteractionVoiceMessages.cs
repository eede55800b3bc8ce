using System.Collections.Immutable;
using ContactCenter.Channels;

namespace ContactCenter.Interactions;

/// <summary>
/// The part of the machine about messages callers leave. While one is taken, the end of the call says nothing: what the recording has come to does. A message that was left is work
/// of its own, which an agent takes like a written one; nobody is on the line for it.
/// </summary>
internal static class InteractionVoiceMessages
{
    /// <summary>Who is heard for less than this has left no message.</summary>
    public static readonly TimeSpan LeastHeard = TimeSpan.FromSeconds(1);

    /// <summary>The channel of the work: an agent takes it as something written, whatever a call costs.</summary>
    public static readonly ChannelKind Channel = new("voice-message");

    /// <summary>The disposition of an interaction whose caller was to leave a message and said nothing.</summary>
    public static readonly DispositionCode Nothing = new("no-message");

    /// <summary>After how long a queue that was full is asked again.</summary>
    private static readonly TimeSpan TryAgain = TimeSpan.FromMinutes(1);

    /// <summary>A caller leaves a message. Who has written has left it already: it waits on, and is led out no more.</summary>
    public static InteractionDecision Invite(InteractionState state, InteractionCommand.InviteMessage c, Guid cause, DateTimeOffset now)
    {
        if (state.Phase != InteractionPhase.Open || state.Work is not { } work || work.Id != c.Item || state.Agent is not null)
        {
            return InteractionDecision.Nothing;
        }

        var events = ImmutableArray.CreateBuilder<InteractionEvent>();
        events.Add(new InteractionEvent.WorkCancelled(c.Item, WorkEnd.VoiceMessage));
        var last = state.Sessions.LastOrDefault(static s => s.LastInbound is not null);
        if (last is { LastInbound: { } at } && c.Text.Length > 0)
        {
            events.Add(InteractionMachine.Answer(last.Id, at, c.Text, cause, now));
        }

        events.Add(last is not null && InteractionCalls.IsCallAlone(state)
            ? new InteractionEvent.VoiceMessageAsked(last.Id, work.Queue, work.Priority)
            : new InteractionEvent.WorkRequested(work with { Id = new WorkItemId(DerivedId.From(cause, 1)), IsCallback = true }, state.WorkBy));
        return new InteractionDecision(events.ToImmutable(), null);
    }

    /// <summary>A script has the caller leave a message.</summary>
    public static InteractionDecision Ask(InteractionState state, InteractionCommand.AskVoiceMessage c)
    {
        if (state is not { Phase: InteractionPhase.Open, Agent: null, Work: null, Message: null } || !state.Runs.Contains(c.Run)
            || state.Sessions.LastOrDefault(static s => s.Channel == ChannelKind.Voice && s.LastInbound is not null) is not { } session)
        {
            return InteractionMachine.Refuse("CC1328", "Only a script that has a caller on the line, for whom no agent is asked, takes a message.");
        }

        return InteractionMachine.Events(new InteractionEvent.VoiceMessageAsked(session.Id, c.Queue, c.Priority, c.Run, c.Demand));
    }

    /// <summary>What was recorded is a message, or is none.</summary>
    public static InteractionDecision End(InteractionState state, InteractionCommand.EndVoiceMessage c, Guid cause, DateTimeOffset now)
    {
        if (state is not { Phase: InteractionPhase.Open, Message: { Recording: null } message } || message.Session != c.Session)
        {
            return InteractionDecision.Nothing;
        }

        var events = ImmutableArray.CreateBuilder<InteractionEvent>();
        var isLeft = c.Heard >= LeastHeard;
        if (!c.IsGone && message.Run is null && state.Session(c.Session) is { LastInbound: { } at })
        {
            events.Add(InteractionMachine.Answer(c.Session, at, isLeft ? c.Words.Thanks : c.Words.Nothing, cause, now)); // before what ends the call
        }

        if (isLeft)
        {
            events.Add(new InteractionEvent.VoiceMessageLeft(c.Session, c.Recording, Milliseconds(c.Length), Milliseconds(c.Heard), c.IsGone, message.Run, message.Demand));
            if (state.Work is null) // a person who is asked for the caller meanwhile has the message, too
            {
                events.Add(Work(state, message, cause, now));
            }
        }
        else
        {
            events.Add(new InteractionEvent.VoiceMessageMissed(c.Session, c.Recording, c.IsGone, message.Run, message.Demand));
            if (c.IsGone || message.Run is null)
            {
                Close(events, Nothing);
            }
        }

        return new InteractionDecision(events.ToImmutable(), null);
    }

    /// <summary>The call is over while a message may be left, or after one was; null where it has nothing to do with one.</summary>
    /// <param name="state">The interaction.</param>
    /// <param name="hasMessage">Whether anything has been recorded, which is told by itself.</param>
    public static InteractionDecision? CallOver(InteractionState state, bool hasMessage)
    {
        if (state.Message is not { } message)
        {
            return null;
        }

        if (hasMessage || message.Recording is not null)
        {
            return InteractionDecision.Nothing;
        }

        var events = ImmutableArray.CreateBuilder<InteractionEvent>();
        events.Add(new InteractionEvent.VoiceMessageMissed(message.Session, null, IsGone: true, message.Run, message.Demand));
        Close(events, InteractionMachine.Abandoned);
        return new InteractionDecision(events.ToImmutable(), null);
    }

    /// <summary>The queue takes the message later; nobody is on the line who could be told. Null where there is no message.</summary>
    public static InteractionDecision? NobodyCan(InteractionState state, InteractionCommand.NobodyCan c, DateTimeOffset now) =>
        state is not { Phase: InteractionPhase.Open, Message.Recording: not null, Agent: null, Work: { } work } || work.Id != c.Item ? null
        : c.Waits ? InteractionDecision.Nothing
        : InteractionMachine.Events(
            new InteractionEvent.WorkCancelled(c.Item, WorkEnd.Refused),
            new InteractionEvent.TimerSet(new TimerId(DerivedId.From(TimerNames.VoiceMessage, state.Id.Value.ToString("N"))), TimerNames.VoiceMessage, now + TryAgain));

    /// <summary>The queue is asked again.</summary>
    public static InteractionEvent Again(InteractionState state, Guid cause, DateTimeOffset now) => Work(state, state.Message!, cause, now);

    private static InteractionEvent.WorkRequested Work(InteractionState state, VoiceMessageState message, Guid cause, DateTimeOffset now) => new(new WorkItem
    {
        Id = new WorkItemId(DerivedId.From(cause, 1)),
        Interaction = state.Id,
        Queue = message.Queue,
        Channel = Channel,
        Priority = message.Priority,
        IsCallback = true,
        WaitingSince = now,
    });

    private static void Close(ImmutableArray<InteractionEvent>.Builder events, DispositionCode disposition)
    {
        var by = Principal.Channel(ChannelKind.Voice).ToString();
        events.Add(new InteractionEvent.InteractionEnded(by, null, null));
        events.Add(new InteractionEvent.InteractionClosed(by, disposition, null, null));
    }

    private static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;
}

using System.Collections.Immutable;

namespace ContactCenter.Interactions;

/// <summary>
/// The part of the machine about work that cannot be served in time, and about customers who wait. Each follows from an entry of the router; what has its
/// agent by then, or is over, is not spoken of any more.
/// </summary>
internal static class InteractionOverflow
{
    /// <summary>The work has left the queues: the customer is told so, and the interaction closes with an outcome that says it. What the customer writes next is a new one.</summary>
    public static InteractionDecision Leave(InteractionState state, InteractionCommand.WorkLeft c, Guid cause, DateTimeOffset now)
    {
        if (!Waits(state, c.Item))
        {
            return InteractionDecision.Nothing;
        }

        var events = ImmutableArray.CreateBuilder<InteractionEvent>();
        events.Add(new InteractionEvent.WorkCancelled(c.Item, WorkEnd.Overflowed));
        if (To(state, c.Answer, cause, now) is { } answer)
        {
            events.Add(answer);
        }

        events.Add(new InteractionEvent.InteractionClosed(Principal.System.ToString(), InteractionMachine.Overflowed, null, null));
        return new InteractionDecision(events.ToImmutable(), null);
    }

    /// <summary>The customer need not wait. Who was told already that an answer comes later is not told twice.</summary>
    public static InteractionDecision Promise(InteractionState state, InteractionCommand.PromiseAnswer c, Guid cause, DateTimeOffset now) =>
        Waits(state, c.Item) && (IsOnPhone(state) ? state.Promised != c.Item : !state.Answered.Contains(c.Item)) && To(state, c.Text, cause, now) is { } answer
            ? InteractionMachine.Events(answer with { Purpose = MessagePurpose.Promise, Item = c.Item })
            : InteractionDecision.Nothing;

    /// <summary>Where the customer stands in line.</summary>
    public static InteractionDecision Announce(InteractionState state, InteractionCommand.Announce c, Guid cause, DateTimeOffset now) =>
        Waits(state, c.Item) && state.Message is null && !(IsOnPhone(state) && state.Promised == c.Item) && now < c.NotAfter && To(state, c.Text, cause, now) is { } answer
            ? InteractionMachine.Events(answer with { Purpose = MessagePurpose.Announcement, Item = c.Item, NotAfter = c.NotAfter })
            : InteractionDecision.Nothing;

    /// <summary>Who is on the line was told that nobody is there yet, and waits all the same.</summary>
    private static bool IsOnPhone(InteractionState state) => InteractionCalls.IsCallAlone(state);

    private static bool Waits(InteractionState state, WorkItemId item) => state.Phase == InteractionPhase.Open && state.Work?.Id == item && state.Agent is null;

    /// <summary>A message to where the customer has written last; null where there is nothing to say or nobody to say it to.</summary>
    private static InteractionEvent.MessageIntended? To(InteractionState state, string text, Guid cause, DateTimeOffset now) =>
        text.Length > 0 && state.Sessions.LastOrDefault(static s => s.LastInbound is not null) is { LastInbound: { } at } session
            ? InteractionMachine.Answer(session.Id, at, text, cause, now)
            : null;
}

using System.Collections.Immutable;

namespace ContactCenter.Interactions;

/// <summary>
/// The part of the machine about a customer who wants to be reached on another channel: first the wish is confirmed where that is asked for,
/// then its time comes, then an agent is asked for. Nothing of it is silent: what nobody serves in time stands on the supervisor's list.
/// </summary>
internal static class InteractionReach
{
    /// <summary>How long the question to confirm is worth sending.</summary>
    private static readonly TimeSpan QuestionWorth = TimeSpan.FromHours(1);

    /// <summary>Whether an agent is asked for at a time that is still to come.</summary>
    public static bool IsDueLater(InteractionState state) => state.Timers.Any(static t => t.Name == TimerNames.Reach);

    /// <summary>What a message that brings the wish leads to, behind its joining.</summary>
    public static void Ask(
        ImmutableArray<InteractionEvent>.Builder events, InteractionState state, InteractionCommand.ReceiveMessage c, Guid cause, DateTimeOffset now)
    {
        var plan = c.Reach!;
        var confirm = state.Work is null && plan.Confirm?.Id != c.Session ? plan.Confirm : null; // else a person sees to it already, or it came from there
        var item = new WorkItem
        {
            Id = new WorkItemId(DerivedId.From(cause, 1)),
            Interaction = state.Id,
            Queue = c.Policy.Queue,
            Channel = plan.Channel,
            Priority = c.Policy.Priority,
            Agent = c.Policy.Agent,
            AgentLimit = c.Policy.AgentLimit,
            WaitingSince = plan.From > c.ReceivedAt ? plan.From.Value : c.ReceivedAt,
        };
        events.Add(new InteractionEvent.ReachRequested(c.Session, c.At, plan.Channel, plan.Endpoint, plan.From, plan.Until, confirm?.Id, item));
        if (confirm is not null)
        {
            if (state.Session(confirm.Id) is null)
            {
                events.Add(InteractionMachine.Started(confirm, null));
            }

            events.Add(new InteractionEvent.MessageIntended(
                new MessageId(DerivedId.From(cause, 3)), confirm.Id, state.Session(confirm.Id)?.LastInbound, now + QuestionWorth, null, null, plan.Confirmation));
            InteractionMachine.Cancel(events, state, TimerNames.Reach, TimerNames.ReachUntil); // the newest wish counts
            events.Add(InteractionMachine.Silence(state.Id, now + c.Policy.SilenceAfter));
            return;
        }

        if (!(plan.From > now) && !c.Policy.IsOpen && c.Policy.ClosedAnswer.Length > 0 && state.Work is null)
        {
            events.Add(InteractionMachine.Answer(c.Session, c.At, c.Policy.ClosedAnswer, cause, now));
        }

        Await(events, state, item, plan.From, plan.Until, now);
    }

    /// <summary>What a further message leads to while the wish is to be confirmed: it is the confirmation.</summary>
    public static void Confirm(ImmutableArray<InteractionEvent>.Builder events, InteractionState state, InteractionCommand.ReceiveMessage c, Guid cause, DateTimeOffset now)
    {
        var reach = state.Reach!;
        events.Add(new InteractionEvent.ReachConfirmed(c.Session));
        var item = reach.Item with { Id = new WorkItemId(DerivedId.From(cause, 1)), WaitingSince = reach.From > c.ReceivedAt ? reach.From.Value : c.ReceivedAt };
        Await(events, state, item, reach.From, reach.Until, now);
    }

    /// <summary>What follows where it cannot be confirmed on a session that is another interaction's: a person sees to it.</summary>
    public static void GoOnUnconfirmed(ImmutableArray<InteractionEvent>.Builder events, InteractionState state, Guid cause, DateTimeOffset now)
    {
        var reach = state.Reach!;
        Await(events, state, reach.Item with { Id = new WorkItemId(DerivedId.From(cause, 1)) }, reach.From, reach.Until, now);
    }

    /// <summary>The time has come to ask for an agent.</summary>
    public static InteractionEvent.WorkRequested Due(InteractionState state, Guid cause) =>
        new(state.Reach!.Item with { Id = new WorkItemId(DerivedId.From(cause, 1)) });

    /// <summary>Nobody has written in time: a supervisor is told, and it stays work, or becomes it again.</summary>
    public static InteractionDecision Overdue(InteractionState state, InteractionEvent fired, Guid cause, DateTimeOffset now)
    {
        var events = ImmutableArray.CreateBuilder<InteractionEvent>();
        events.Add(fired);
        events.Add(new InteractionEvent.ReachOverdue(state.Reach!.Channel));
        if (state.Work is null)
        {
            InteractionMachine.Cancel(events, state, TimerNames.Silence, TimerNames.Reach);
            events.Add(new InteractionEvent.WorkRequested(state.Reach.Item with { Id = new WorkItemId(DerivedId.From(cause, 1)), WaitingSince = now }));
        }

        return new InteractionDecision(events.ToImmutable(), null);
    }

    /// <summary>Asks for an agent, now or when the time comes.</summary>
    private static void Await(
        ImmutableArray<InteractionEvent>.Builder events, InteractionState state, WorkItem item, DateTimeOffset? from, DateTimeOffset? until, DateTimeOffset now)
    {
        if (state.Work is null && from > now)
        {
            InteractionMachine.Cancel(events, state, TimerNames.Silence);
            events.Add(new InteractionEvent.TimerSet(Timer(state.Id, TimerNames.Reach), TimerNames.Reach, from.Value));
        }
        else if (state.Work is null)
        {
            InteractionMachine.Cancel(events, state, TimerNames.Silence, TimerNames.Reach);
            events.Add(new InteractionEvent.WorkRequested(item));
        }

        if (until is { } end)
        {
            events.Add(new InteractionEvent.TimerSet(Timer(state.Id, TimerNames.ReachUntil), TimerNames.ReachUntil, end));
        }
        else
        {
            InteractionMachine.Cancel(events, state, TimerNames.ReachUntil);
        }
    }

    private static TimerId Timer(InteractionId id, string name) => new(DerivedId.From(name, id.Value.ToString("N")));
}

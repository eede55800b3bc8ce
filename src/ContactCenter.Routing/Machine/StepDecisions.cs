using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>What happens by itself to an item that waits, when it is due.</summary>
internal static class StepDecisions
{
    public static RouterDecision Decide(RouterState state, RouterWork work, DateTimeOffset now)
    {
        var item = work.Item;
        switch (Steps.Next(work).Step)
        {
            case Step.Unbind:
                return RouterDecision.Of(new RouterEvent.WorkUnbound(item.Id, item.Interaction, item.Queue, item.Agent!.Value, WorkUnboundReason.TimeLimit));
            case Step.Relax:
                return RouterDecision.Of(new RouterEvent.WorkRelaxed(item.Id, item.Interaction, item.Queue, work.Ring + 1));
            case Step.Announce:
                return RouterDecision.Of(new RouterEvent.WorkAnnounced(
                    item.Id, item.Interaction, item.Queue, RouterState.PositionOf(work), RouterState.ExpectedRest(work, now)));
            case Step.Overflow:
                var overflow = ImmutableArray.CreateBuilder<RouterEvent>();
                Overflows.AfterWait(state, work, Steps.OverflowByWait(work)!.Value, now, overflow);
                return RouterDecision.Of(overflow.ToImmutable());
            default:
                return Begin(state, work, now);
        }
    }

    private static RouterDecision Begin(RouterState state, RouterWork work, DateTimeOffset now)
    {
        var item = work.Item;
        var events = ImmutableArray.CreateBuilder<RouterEvent>();
        events.Add(new RouterEvent.WorkDue(item.Id, item.Interaction, item.Queue));
        Overflows.Enter(state, Overflows.Unbind(state, item with { NotBefore = null }, events), work.Left, work.Overflowed, now, events);
        return RouterDecision.Of(events.ToImmutable());
    }
}

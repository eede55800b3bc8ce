using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>Work goes to other queues and partitions, or is taken up again later.</summary>
internal static class TransferDecisions
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    public static RouterDecision Decide(RouterState state, RouterCommand.Move command, DateTimeOffset now)
    {
        if (FindObstacle(state, command.Item, out var work) is { } refusal)
        {
            return refusal;
        }

        if (state.QueueOf(command.To) is not { } to)
        {
            return Refusals.UnknownQueue(command.To);
        }

        var item = work.Item;
        if (to == work.Queue)
        {
            return Refusals.AlreadyHandled($"The work {item.Id} is in the queue '{command.To}' already.");
        }

        if (to.Settings.MaxLength is { } limit && to.Length >= limit && !item.Priority.IsEmergency)
        {
            return Refusals.QueueFull(to, limit);
        }

        var events = Revoke(work);
        if (work.Status == WorkStatus.Scheduled)
        {
            events.Add(new RouterEvent.WorkMoved(item.Id, item.Interaction, item.Queue, command.To, null));
        }
        else
        {
            Overflows.Enter(state, Overflows.Move(state, item, command.To, null, events), [], 0, now, events);
        }

        return RouterDecision.Of(events.ToImmutable());
    }

    public static RouterDecision Decide(RouterState state, RouterCommand.RequestCallback command, DateTimeOffset now)
    {
        if (FindObstacle(state, command.Item, out var work) is { } refusal)
        {
            return refusal;
        }

        var item = work.Item;
        if (work.Status == WorkStatus.Scheduled || (item.IsCallback && !(command.At > now)))
        {
            return Refusals.AlreadyHandled($"The work {item.Id} is to be called back already.");
        }

        var events = Revoke(work);
        if (command.At is not { } time || time <= now)
        {
            events.Add(new RouterEvent.WorkPlaceKept(item.Id, item.Interaction, item.Queue));
            return RouterDecision.Of(events.ToImmutable());
        }

        if (FindFault(command.Item, time, now) is { } fault)
        {
            return fault;
        }

        var until = RouterMachine.WholeMilliseconds(time);
        events.Add(new RouterEvent.WorkPostponed(item.Id, item.Interaction, item.Queue, null, until, until, item.Attempt));
        return RouterDecision.Of(events.ToImmutable());
    }

    public static RouterDecision Decide(RouterState state, RouterCommand.Postpone command, DateTimeOffset now)
    {
        var work = state.WorkOf(command.Item);
        if (work is not { Status: WorkStatus.Assigned })
        {
            return work is null ? Refusals.UnknownWork(command.Item) : Refusals.NotAssigned(command.Item);
        }

        if (Refusals.OfCampaign(state, command.Item) is { } refusal)
        {
            return refusal;
        }

        if (FindFault(command.Item, command.Until, now) is { } fault)
        {
            return fault;
        }

        var (item, until) = (work.Item, RouterMachine.WholeMilliseconds(command.Until));
        return RouterDecision.Of(new RouterEvent.WorkPostponed(
            item.Id, item.Interaction, item.Queue, work.Agent!.Id, until, command.KeepPlace ? item.WaitingSince : until, item.Attempt + 1));
    }

    public static RouterDecision Decide(RouterState state, RouterCommand.TransferOut command)
    {
        if (state.IsLeaving(command.Item))
        {
            return Refusals.AlreadyHandled($"The work {command.Item} is on its way to another partition already.");
        }

        if (FindObstacle(state, command.Item, out var work) is { } refusal)
        {
            return refusal;
        }

        if (command.Partition is not { Length: > 0 and <= 64 } || command.Queue.Value.Length == 0)
        {
            return Refusals.Invalid($"The work {command.Item} is to go to the partition '{command.Partition}' and the queue '{command.Queue}'; name both, in 1 to 64 characters.");
        }

        var events = Revoke(work);
        events.Add(new RouterEvent.WorkTransferredOut(work.Item with { Queue = command.Queue, Hops = work.Item.Hops + 1 }, work.Queue.Id, command.Partition, null));
        return RouterDecision.Of(events.ToImmutable());
    }

    public static RouterDecision Decide(RouterState state, RouterCommand.TransferIn command, DateTimeOffset now)
    {
        if (state.HasReceived(command.Item.Id, command.Item.Hops))
        {
            return Refusals.AlreadyHandled($"The work {command.Item.Id} was taken from the partition '{command.Partition}' already.");
        }

        if (command.Partition is not { Length: > 0 and <= 64 })
        {
            return Refusals.Invalid($"The work {command.Item.Id} comes from the partition '{command.Partition}'; name it in 1 to 64 characters.");
        }

        // It has come back before it was heard that it had arrived. Taken now, a confirmation that is still on its way could end the next transfer of it.
        if (state.FindLeaving(command.Item.Id) is { } leaving && command.Item.Hops > leaving.Item.Hops)
        {
            return RouterDecision.Refuse(
                RouterRefusalCode.StillLeaving,
                $"The work {command.Item.Id} comes back from the partition '{command.Partition}', and its transfer from here is not confirmed yet. Confirm that one, then ask again.");
        }

        // What was refused goes back to where it comes from; the interaction hears nothing of it.
        var admitted = WorkDecisions.Admit(state, command.Item, now);
        return admitted.Refusal is not null
            ? admitted with { Events = [] }
            : RouterDecision.Of([new RouterEvent.WorkTransferredIn(command.Item.Id, command.Item.Hops, command.Partition), .. admitted.Events]);
    }

    public static RouterDecision Decide(RouterState state, RouterCommand.ConfirmTransfer command) => state.IsLeaving(command.Item)
        ? RouterDecision.Of(new RouterEvent.WorkTransferConfirmed(command.Item))
        : Refusals.UnknownTransfer(command.Item);

    public static RouterDecision Decide(RouterState state, RouterCommand.ForgetTransfer command) => state.HasReceived(command.Item, command.Hops)
        ? RouterDecision.Of(new RouterEvent.WorkTransferForgotten(command.Item, command.Hops))
        : Refusals.UnknownTransfer(command.Item);

    /// <summary>Back where it came from, whether the queue is full by now or not: it was taken once.</summary>
    public static RouterDecision Decide(RouterState state, RouterCommand.ReturnTransfer command) => state.FindLeaving(command.Item) switch
    {
        null => Refusals.UnknownTransfer(command.Item),
        var (_, queue) when state.QueueOf(queue) is null => Refusals.UnknownQueue(queue),
        var (item, queue) => RouterDecision.Of(
            [
                new RouterEvent.WorkTransferReturned(command.Item),
                new RouterEvent.WorkQueued(item with { Queue = queue, Agent = null, AgentLimit = null }),
            ]),
    };

    /// <summary>Takes back every live offer of the item.</summary>
    private static ImmutableArray<RouterEvent>.Builder Revoke(RouterWork work)
    {
        var events = ImmutableArray.CreateBuilder<RouterEvent>();
        events.AddRange(OfferDecisions.RevokeAll(work, OfferRevokedReason.Moved));
        return events;
    }

    private static RouterDecision? FindObstacle(RouterState state, WorkItemId id, out RouterWork work)
    {
        work = state.WorkOf(id)!;
        return work?.Status switch
        {
            null => Refusals.UnknownWork(id),
            WorkStatus.Assigned or WorkStatus.WrapUp => RouterDecision.Refuse(
                RouterRefusalCode.NotWaiting, $"The work {id} is in the hands of '{work.Agent!.Id}'. Take it from the agent first, or let it end."),
            _ => Refusals.OfCampaign(state, id),
        };
    }

    private static RouterDecision? FindFault(WorkItemId item, DateTimeOffset until, DateTimeOffset now) => until <= now || until > now + LongestWait
        ? Refusals.Invalid($"The work {item} is to wait until {until:O}; give a time from now ({now:O}) to 30 days ahead.")
        : null;
}

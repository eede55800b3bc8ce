using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>Work comes, ends, and is given by hand.</summary>
internal static class WorkDecisions
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);
    private static readonly TimeSpan LongestAhead = TimeSpan.FromDays(366);
    private static readonly TimeSpan LongestAge = TimeSpan.FromDays(3_660); // beyond it a time is a mistake, and would go before everybody
    private static readonly TimeSpan ClockSkew = TimeSpan.FromDays(1); // what other clocks say, and time zones forgotten

    public static RouterDecision Decide(RouterState state, RouterCommand.Enqueue command, DateTimeOffset now) => Admit(state, command.Item, now);

    /// <summary>Takes work into its queue, or where that queue's rules send it.</summary>
    public static RouterDecision Admit(RouterState state, WorkItem item, DateTimeOffset now)
    {
        item = Normalize(item, now);
        if (state.WorkOf(item.Id) is not null || state.IsLeaving(item.Id) || state.IsOfCampaign(item.Id))
        {
            return Refusals.AlreadyHandled($"The work {item.Id} is in the router already.");
        }

        if (state.QueueOf(item.Queue) is not { } queue)
        {
            return Refused(item, WorkRefusedReason.UnknownQueue, Refusals.UnknownQueue(item.Queue));
        }

        if (FindFault(state, item, now) is { } fault)
        {
            return Refused(item, WorkRefusedReason.Invalid, Refusals.Invalid(fault));
        }

        var queued = new RouterEvent.WorkQueued(item);
        if (item.NotBefore is not null || (queue.TakesAll && item.Agent is null))
        {
            return RouterDecision.Of(queued);
        }

        var full = queue.Settings.MaxLength is { } most && queue.Length >= most;
        if (!full && item.Agent is null && queue.Settings.Overflow.IsDefaultOrEmpty)
        {
            return RouterDecision.Of(queued);
        }

        var events = ImmutableArray.CreateBuilder<RouterEvent>();
        events.Add(queued);
        var last = Overflows.Enter(state, Overflows.Unbind(state, item, events), [], 0, now, events);
        return last == queue && full && !item.Priority.IsEmergency
            ? Refused(item, WorkRefusedReason.QueueFull, Refusals.QueueFull(queue, queue.Settings.MaxLength!.Value))
            : RouterDecision.Of(events.ToImmutable());
    }

    public static RouterDecision Decide(RouterState state, RouterCommand.Withdraw command)
    {
        if (state.WorkOf(command.Item) is not { } work)
        {
            return Refusals.UnknownWork(command.Item);
        }

        if (Refusals.OfCampaign(state, command.Item) is { } refusal)
        {
            return refusal;
        }

        var item = work.Item;
        var agent = work.Status == WorkStatus.Assigned ? work.Agent!.Id : (AgentId?)null;
        var withdrawn = new RouterEvent.WorkWithdrawn(item.Id, item.Interaction, item.Queue, agent, command.Reason);
        return work.Status switch
        {
            WorkStatus.Offered => RouterDecision.Of([.. OfferDecisions.RevokeAll(work, OfferRevokedReason.Withdrawn), withdrawn]),
            WorkStatus.WrapUp => Refusals.AlreadyHandled($"The work {item.Id} has ended already and is in wrap-up."),
            _ => RouterDecision.Of(withdrawn),
        };
    }

    public static RouterDecision Decide(RouterState state, RouterCommand.Complete command, DateTimeOffset now)
    {
        var work = state.WorkOf(command.Item);
        if ((FindObstacle(work, command.Item) ?? Refusals.OfCampaign(state, command.Item)) is { } refusal)
        {
            return refusal;
        }

        var (agent, wrapUp) = (work!.Agent!.Id, work.Queue.WrapUp);
        var completed = new RouterEvent.WorkCompleted(work.Id, work.Interaction, work.Queue.Id, agent, wrapUp > TimeSpan.Zero);
        return completed.WrapUp
            ? RouterDecision.Of(completed, new RouterEvent.WrapUpStarted(work.Id, work.Interaction, work.Queue.Id, agent, now + wrapUp))
            : RouterDecision.Of(completed);
    }

    public static RouterDecision Decide(RouterState state, RouterCommand.Release command)
    {
        var work = state.WorkOf(command.Item);
        return FindObstacle(work, command.Item) ?? Refusals.OfCampaign(state, command.Item)
            ?? RouterDecision.Of(new RouterEvent.WorkReleased(work!.Id, work.Interaction, work.Queue.Id, work.Agent!.Id));
    }

    public static RouterDecision Decide(RouterState state, RouterCommand.Assign command)
    {
        if (state.WorkOf(command.Item) is not { } work)
        {
            return Refusals.UnknownWork(command.Item);
        }

        if (work.Status == WorkStatus.WrapUp)
        {
            return Refusals.AlreadyHandled($"The work {command.Item} has ended already and is in wrap-up.");
        }

        var agent = state.Agent(command.Agent);
        if (FindObstacle(agent, command.Agent) is { } refusal)
        {
            return refusal;
        }

        if (work.Status == WorkStatus.Assigned && work.Agent == agent)
        {
            return Refusals.AlreadyHandled($"The agent '{command.Agent}' has the work {command.Item} already.");
        }

        if (!agent!.HasRoomFor(work.Class.Channel, without: work))
        {
            return NoCapacity(agent, work.Class.Kind);
        }

        var item = work.Item;
        var from = work.Status == WorkStatus.Assigned ? work.Agent!.Id : (AgentId?)null;
        var assigned = new RouterEvent.WorkAssigned(item.Id, item.Interaction, item.Queue, command.Agent, from, null);
        return RouterDecision.Of([.. OfferDecisions.RevokeAll(work, OfferRevokedReason.Reassigned), assigned]);
    }

    /// <summary>The work goes through its queue in the same moment, so that everything else knows it as usual.</summary>
    public static RouterDecision Decide(RouterState state, RouterCommand.TakeUp command, DateTimeOffset now)
    {
        var item = Normalize(command.Item with { Agent = null, AgentLimit = null, NotBefore = null }, now);
        if (state.WorkOf(item.Id) is not null || state.IsLeaving(item.Id) || state.IsOfCampaign(item.Id))
        {
            return Refusals.AlreadyHandled($"The work {item.Id} is in the router already.");
        }

        if (state.QueueOf(item.Queue) is null)
        {
            return Refused(item, WorkRefusedReason.UnknownQueue, Refusals.UnknownQueue(item.Queue));
        }

        if (FindFault(state, item, now) is { } fault)
        {
            return Refused(item, WorkRefusedReason.Invalid, Refusals.Invalid(fault));
        }

        var agent = state.Agent(command.Agent);
        if (FindObstacle(agent, command.Agent) is { } refusal)
        {
            return Refused(item, WorkRefusedReason.AgentCannot, refusal);
        }

        return agent!.HasRoomFor(agent.Settings.CostOf(item.Channel))
            ? RouterDecision.Of(
                new RouterEvent.WorkQueued(item, TakenUp: true),
                new RouterEvent.WorkAssigned(item.Id, item.Interaction, item.Queue, command.Agent, null, null, TakenUp: true))
            : Refused(item, WorkRefusedReason.AgentCannot, NoCapacity(agent, item.Channel));
    }

    private static RouterDecision? FindObstacle(RouterAgent? agent, AgentId id) => agent switch
    {
        null => Refusals.UnknownAgent(id),
        { SignedIn: false } => Refusals.NotSignedIn(id),
        { Connected: false } => Refusals.NotConnected(id),
        _ => null,
    };

    private static RouterDecision NoCapacity(RouterAgent agent, Channels.ChannelKind channel)
    {
        var cost = agent.Settings.CostOf(channel);
        var load = cost.Interruptible ? agent.Load : agent.FirmLoad;
        if (load.Items > 0 && (cost.Exclusive || load.Exclusive > 0))
        {
            return RouterDecision.Refuse(
                RouterRefusalCode.NoCapacity,
                $"The agent '{agent.Settings.Id}' has work, and {(cost.Exclusive ? $"{channel} work" : "that")} tolerates nothing beside it. End what the agent has, or choose another.");
        }

        return RouterDecision.Refuse(
            RouterRefusalCode.NoCapacity,
            $"The agent '{agent.Settings.Id}' has {agent.Load.Units} of {agent.Settings.Capacity} units taken; {channel} work needs "
            + $"{cost.Units}. End something first, or raise the capacity.");
    }

    private static RouterDecision? FindObstacle(RouterWork? work, WorkItemId id) => work?.Status switch
    {
        null => Refusals.UnknownWork(id),
        WorkStatus.Assigned => null,
        WorkStatus.WrapUp => Refusals.AlreadyHandled($"The work {id} has ended already and is in wrap-up."),
        _ => Refusals.NotAssigned(id),
    };

    private static RouterDecision Refused(WorkItem item, WorkRefusedReason reason, RouterDecision refusal) =>
        refusal with { Events = ImmutableArray.Create<RouterEvent>(new RouterEvent.WorkRefused(item.Id, item.Interaction, item.Queue, reason)) };

    /// <summary>Why the agent cannot be waited for; null when that is sensible.</summary>
    public static WorkUnboundReason? WhyNotFor(RouterAgent? agent, WorkItem item) => agent switch
    {
        null or { SignedIn: false } => WorkUnboundReason.NotSignedIn,
        _ when agent.Settings.CostOf(item.Channel).Units > agent.Settings.Capacity => WorkUnboundReason.NoCapacity,
        _ => null,
    };

    private static string? FindFault(RouterState state, WorkItem item, DateTimeOffset now) => item switch
    {
        { Channel.Value: "" } => $"The work {item.Id} names no channel; name the one it came by.",
        { Priority: { Value: < 0 or > 100, IsEmergency: false } } =>
            $"The work {item.Id} has priority {item.Priority.Value}; give 0 to 100, or {Priority.Emergency.Value} for an emergency.",
        _ when !state.Index.HasRoomForChannel(item.Channel) =>
            $"The work {item.Id} came by the channel '{item.Channel}', one more than the {MatchIndex.MaxChannels} a router tells apart; use another partition.",
        { AgentLimit: { } wait } when wait <= TimeSpan.Zero || wait > LongestWait =>
            $"The work {item.Id} waits for one agent for {wait:c}; give more than 0, up to 30 days, or no limit.",
        { LastRing: < 0 } => $"The work {item.Id} may get to the ring {item.LastRing}; give 0 or more, or none for all.",
        { Attempt: < 0 } => $"The work {item.Id} has {item.Attempt} attempts behind it; give 0 or more.",
        { NotBefore: { } time } when time > now + LongestAhead => $"The work {item.Id} is to wait until {time:O}; give a time up to 366 days ahead.",
        _ when item.WaitingSince < now - LongestAge || item.WaitingSince > (item.NotBefore ?? now) + (item.Hops == 0 ? ClockSkew : LongestAhead) =>
            $"The work {item.Id} waits since {item.WaitingSince:O}, and it is {now:O}; give the time at which the customer began to wait.",
        { Skills.IsDefaultOrEmpty: true, Preferred.IsDefaultOrEmpty: true } => null, // as usual: its name need not be put together
        _ => ConfigurationDecisions.FindFault($"The work {item.Id}", item.Skills) ?? ConfigurationDecisions.FindFault($"The work {item.Id}", item.Preferred),
    };

    /// <summary>Times in whole milliseconds; what is scheduled for a time to come waits from then on, unless another partition has said since when.</summary>
    private static WorkItem Normalize(WorkItem item, DateTimeOffset now)
    {
        if (item is { NotBefore: null, Skills.IsDefault: false } and ({ Agent: not null } or { AgentLimit: null })
            && item.WaitingSince.Ticks % TimeSpan.TicksPerMillisecond == 0 && (item.Preferred.IsDefault || !item.Preferred.IsEmpty))
        {
            return item;
        }

        var notBefore = item.NotBefore > now ? RouterMachine.WholeMilliseconds(item.NotBefore.Value) : (DateTimeOffset?)null;
        return item with
        {
            Skills = item.Skills.Or(),
            Preferred = item.Preferred.IsDefaultOrEmpty ? default : item.Preferred,
            AgentLimit = item.Agent is null ? null : item.AgentLimit,
            NotBefore = notBefore,
            WaitingSince = notBefore is { } begin && item.Hops == 0 ? begin : RouterMachine.WholeMilliseconds(item.WaitingSince),
        };
    }
}

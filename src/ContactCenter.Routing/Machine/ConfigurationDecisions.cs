using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>Queues and agents come, change and go while work runs.</summary>
internal static class ConfigurationDecisions
{
    public static RouterDecision Decide(RouterState state, RouterCommand.SetQueue command)
    {
        var settings = command.Settings with { Skills = command.Settings.Skills.Or() };
        if (QueueFaults.Find(state, settings) is { } fault)
        {
            return Refusals.Invalid(fault);
        }

        return state.QueueOf(settings.Id)?.Settings == settings
            ? Refusals.AlreadyHandled($"The queue '{settings.Id}' is set so already.")
            : RouterDecision.Of(new RouterEvent.QueueSet(settings));
    }

    public static RouterDecision Decide(RouterState state, RouterCommand.RemoveQueue command) => state.QueueOf(command.Queue) switch
    {
        null => Refusals.UnknownQueue(command.Queue),
        _ when state.AllCampaigns.FirstOrDefault(campaign => campaign.Settings.Queue == command.Queue) is { } user => RouterDecision.Refuse(
            RouterRefusalCode.CampaignInUse, $"The campaign '{user.Settings.Id}' calls for the queue '{command.Queue}'. Give the campaign another queue, or remove it first."),
        { InUse: true } => RouterDecision.Refuse(
            RouterRefusalCode.QueueInUse,
            $"The queue '{command.Queue}' holds work. Let it run empty, or withdraw what is in it, then remove it."),
        _ when state.FindLeaving(command.Queue) is { } away => RouterDecision.Refuse(
            RouterRefusalCode.QueueInUse,
            $"The work {away.Item.Id} is on its way from the queue '{command.Queue}' to the partition '{away.Partition}' and may come back. Confirm or return its transfer, then remove the queue."),
        _ => RouterDecision.Of(new RouterEvent.QueueRemoved(command.Queue)),
    };

    public static RouterDecision Decide(RouterState state, RouterCommand.SetAgent command)
    {
        var settings = command.Settings with { Skills = command.Settings.Skills.Or(), Costs = command.Settings.Costs.Or() };
        if (FindFault(settings) is { } fault)
        {
            return Refusals.Invalid(fault);
        }

        var agent = state.Agent(settings.Id);
        if (agent?.Settings == settings)
        {
            return Refusals.AlreadyHandled($"The agent '{settings.Id}' is set so already.");
        }

        var events = ImmutableArray.CreateBuilder<RouterEvent>();

        // What waits for the agent alone, and what the agent is asked alone: once that offer is over it would wait for nobody.
        var asked = (agent?.Held ?? []).Where(static work => work.Status == WorkStatus.Offered && work.MeantFor is not null);
        foreach (var work in asked.Concat(agent?.Meant ?? []).OrderBy(work => work.Sequence))
        {
            if (settings.CostOf(work.Class.Kind).Units > settings.Capacity)
            {
                events.Add(new RouterEvent.WorkUnbound(work.Id, work.Interaction, work.Queue.Id, settings.Id, WorkUnboundReason.NoCapacity));
            }
        }

        events.Add(new RouterEvent.AgentSet(settings)); // last: asked again after a stop in the middle, the command does the rest
        return RouterDecision.Of(events.ToImmutable());
    }

    public static RouterDecision Decide(RouterState state, RouterCommand.RemoveAgent command) => state.Agent(command.Agent) switch
    {
        null => Refusals.UnknownAgent(command.Agent),
        { SignedIn: true } => RouterDecision.Refuse(
            RouterRefusalCode.StillSignedIn,
            $"The agent '{command.Agent}' is signed in. Sign the agent out (handing back work in hand), then remove."),
        _ => RouterDecision.Of(new RouterEvent.AgentRemoved(command.Agent)),
    };

    /// <summary>What is wrong with a list of skills; null when nothing is.</summary>
    public static string? FindFault(string whose, ImmutableArray<SkillLevel> skills)
    {
        foreach (var skill in skills.Or())
        {
            if (skill.Skill.Value.Length == 0 || skill.Level is < 1 or > 10)
            {
                return $"{whose} names the skill '{skill.Skill}' at level {skill.Level}; give a skill and a level from 1 to 10.";
            }
        }

        return null;
    }

    private static string? FindFault(AgentSettings settings)
    {
        var whose = $"The agent '{settings.Id}'";
        if (settings.Id.Value.Length == 0)
        {
            return "An agent has no id; give it one.";
        }

        if (settings.Capacity is < 1 or > 1_000)
        {
            return $"{whose} has a capacity of {settings.Capacity} units; set 1 to 1,000.";
        }

        foreach (var cost in settings.Costs)
        {
            if (cost.Channel.Value.Length == 0 || cost.Units is < 1 or > 1_000)
            {
                return $"{whose} has a cost of {cost.Units} units for the channel '{cost.Channel}'; set 1 to 1,000 for a named channel.";
            }
        }

        return FindFault(whose, settings.Skills);
    }
}

using System.Collections.Immutable;
using ContactCenter.Channels;
using ContactCenter.Routing;

namespace ContactCenter.Simulation;

/// <summary>Whether a group can serve what comes, sooner or later: in the widest ring of its queue, or of one it overflows to.</summary>
internal static class Capability
{
    public static bool CanServe(Scenario scenario, ContactType type, AgentGroup group) =>
        HasRoom(group.Settings, type.Channel) && ReachedBy(scenario, type.Queue).Any(queue => Fits(queue, type, group.Settings));

    private static bool HasRoom(AgentSettings agent, ChannelKind channel) =>
        agent.Costs.Where(cost => cost.Channel == channel).DefaultIfEmpty(ChannelCost.DefaultFor(channel)).First().Units <= agent.Capacity;

    /// <summary>The queue, and those its rules lead to.</summary>
    private static List<QueueSettings> ReachedBy(Scenario scenario, QueueId first)
    {
        var reached = scenario.Queues.Select(static queue => queue.Settings).Where(queue => queue.Id == first).ToList();
        for (var i = 0; i < reached.Count; i++)
        {
            IEnumerable<QueueId?> led = reached[i].Overflow.IsDefault ? [] : reached[i].Overflow.Where(static rule => rule.To == OverflowTarget.Queue).Select(static rule => rule.Queue);
            reached.AddRange(scenario.Queues.Select(static queue => queue.Settings).Where(queue => led.Contains(queue.Id) && !reached.Contains(queue)));
        }

        return reached;
    }

    private static bool Fits(QueueSettings queue, ContactType type, AgentSettings agent)
    {
        var widest = queue.Rings.IsDefaultOrEmpty ? null : queue.Rings[^1]; // each ring asks at most what the one before asks
        var (lowerBy, without) = (widest?.LowerBy ?? 0, widest is { Without.IsDefault: false } ? widest.Without : ImmutableArray<SkillId>.Empty);
        return queue.Skills.Concat(type.Skills).Where(asked => !without.Contains(asked.Skill))
                .All(asked => agent.Skills.Any(has => has.Skill == asked.Skill && has.Level >= Math.Max(1, asked.Level - lowerBy)))
            && (queue.Teams.IsDefaultOrEmpty || widest is { AnyTeam: true } || (agent.Team is { } team && queue.Teams.Contains(team)))
            && (queue.Sites.IsDefaultOrEmpty || widest is { AnySite: true } || (agent.Site is { } site && queue.Sites.Contains(site)));
    }
}

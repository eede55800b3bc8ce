using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>What an agent can do and how much at once. Compared by value.</summary>
public sealed record AgentSettings
{
    /// <summary>The agent's id.</summary>
    public required AgentId Id { get; init; }

    /// <summary>What the agent can do; none by default.</summary>
    public ImmutableArray<SkillLevel> Skills { get; init; } = [];

    /// <summary>The team; null, the default, is none.</summary>
    public TeamId? Team { get; init; }

    /// <summary>Where the agent works; null, the default, is nowhere in particular.</summary>
    public SiteId? Site { get; init; }

    /// <summary>The units of work the agent can hold at once, offers and wrap-up included: 1 to 1,000, 100 by default.</summary>
    public int Capacity { get; init; } = 100;

    /// <summary>Costs that differ from <see cref="ChannelCost.DefaultFor"/>; none by default.</summary>
    public ImmutableArray<ChannelCost> Costs { get; init; } = [];

    /// <summary>What one item of a channel takes of the capacity.</summary>
    internal ChannelCost CostOf(Channels.ChannelKind channel)
    {
        foreach (var cost in Costs.Or())
        {
            if (cost.Channel == channel)
            {
                return cost;
            }
        }

        return ChannelCost.DefaultFor(channel);
    }

    /// <inheritdoc />
    public bool Equals(AgentSettings? other) =>
        other is not null && Id == other.Id && Capacity == other.Capacity && Team == other.Team && Site == other.Site
        && Skills.SameAs(other.Skills) && Costs.SameAs(other.Costs);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Id, Capacity, Skills.IsDefault ? 0 : Skills.Length, Costs.IsDefault ? 0 : Costs.Length);
}

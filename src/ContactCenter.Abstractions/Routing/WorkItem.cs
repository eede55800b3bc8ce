using System.Collections.Immutable;

namespace ContactCenter;

/// <summary>What the router sees of an interaction: one request for an agent.</summary>
public sealed record WorkItem
{
    /// <summary>Its id.</summary>
    public required WorkItemId Id { get; init; }

    /// <summary>The interaction it belongs to.</summary>
    public required InteractionId Interaction { get; init; }

    /// <summary>Where it waits.</summary>
    public required QueueId Queue { get; init; }

    /// <summary>The channel it came by: decides how much of an agent's capacity it takes.</summary>
    public required Channels.ChannelKind Channel { get; init; }

    /// <summary>How urgent it is.</summary>
    public Priority Priority { get; init; }

    /// <summary>What the agent must be able to do, besides what the queue requires.</summary>
    public ImmutableArray<SkillLevel> Skills { get; init; } = [];

    /// <summary>Only this agent, when the work was transferred to a person.</summary>
    public AgentId? Agent { get; init; }

    /// <summary>When the customer began to wait; kept over transfers and repeated offers.</summary>
    public required DateTimeOffset WaitingSince { get; init; }
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;

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

    /// <summary>What the agent had better be able to do: whoever has more of it goes first. None by default.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<SkillLevel> Preferred { get; init; }

    /// <summary>Only this agent: the one it was transferred to, or the one the customer knows.</summary>
    public AgentId? Agent { get; init; }

    /// <summary>How long it waits for <see cref="Agent"/> alone before it is for everyone: over 0, up to 30 days; null, the default, is for as long as the agent is signed in.</summary>
    public TimeSpan? AgentLimit { get; init; }

    /// <summary>The last ring of its queue it may get to: 0 keeps what it asks for however long it waits; null, the default, is as far as the queue goes.</summary>
    public int? LastRing { get; init; }

    /// <summary>Not before this time; null, the default, is at once. It then waits from this time on.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Whether the customer has left the line and is to be called when it is accepted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsCallback { get; init; }

    /// <summary>How many attempts to reach the customer came before: 0 or more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Attempt { get; init; }

    /// <summary>How often it has gone from one router to another: 0 or more. Together with the id it names one such transfer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Hops { get; init; }

    /// <summary>When the customer began to wait; kept over transfers and repeated offers.</summary>
    public required DateTimeOffset WaitingSince { get; init; }
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>What the router sees of an interaction: one request for an agent.</summary>
public sealed record WorkItem
{
    private readonly Rare? _rare; // what few items have; routers keep many items

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
    public ImmutableArray<SkillLevel> Preferred
    {
        get => (_rare ?? Rare.None).Preferred;
        init => _rare = value == Preferred ? _rare : Keep((_rare ?? Rare.None) with { Preferred = value });
    }

    /// <summary>Only this agent: the one it was transferred to, or the one the customer knows.</summary>
    public AgentId? Agent
    {
        get => _rare?.Agent;
        init => _rare = value == Agent ? _rare : Keep((_rare ?? Rare.None) with { Agent = value });
    }

    /// <summary>How long it waits for <see cref="Agent"/> alone before it is for everyone: over 0, up to 30 days; null, the default, is for as long as the agent is signed in.</summary>
    public TimeSpan? AgentLimit
    {
        get => _rare?.AgentLimit;
        init => _rare = value == AgentLimit ? _rare : Keep((_rare ?? Rare.None) with { AgentLimit = value });
    }

    /// <summary>The last ring of its queue it may get to: 0 keeps what it asks for however long it waits; null, the default, is as far as the queue goes.</summary>
    public int? LastRing
    {
        get => _rare?.LastRing;
        init => _rare = value == LastRing ? _rare : Keep((_rare ?? Rare.None) with { LastRing = value });
    }

    /// <summary>Not before this time; null, the default, is at once. It then waits from this time on.</summary>
    public DateTimeOffset? NotBefore
    {
        get => _rare?.NotBefore;
        init => _rare = value == NotBefore ? _rare : Keep((_rare ?? Rare.None) with { NotBefore = value });
    }

    /// <summary>Whether the customer has left the line and is to be called when it is accepted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsCallback
    {
        get => (_rare ?? Rare.None).IsCallback;
        init => _rare = value == IsCallback ? _rare : Keep((_rare ?? Rare.None) with { IsCallback = value });
    }

    /// <summary>How many attempts to reach the customer came before: 0 or more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Attempt
    {
        get => (_rare ?? Rare.None).Attempt;
        init => _rare = value == Attempt ? _rare : Keep((_rare ?? Rare.None) with { Attempt = value });
    }

    /// <summary>How often it has gone from one router to another: 0 or more. Together with the id it names one such transfer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Hops
    {
        get => (_rare ?? Rare.None).Hops;
        init => _rare = value == Hops ? _rare : Keep((_rare ?? Rare.None) with { Hops = value });
    }

    /// <summary>When the customer began to wait; kept over transfers and repeated offers.</summary>
    public required DateTimeOffset WaitingSince { get; init; }

    private static Rare? Keep(Rare rare) => rare == Rare.None ? null : rare;

    private sealed record Rare
    {
        public static Rare None { get; } = new();

        public ImmutableArray<SkillLevel> Preferred { get; init; }

        public AgentId? Agent { get; init; }

        public TimeSpan? AgentLimit { get; init; }

        public int? LastRing { get; init; }

        public DateTimeOffset? NotBefore { get; init; }

        public bool IsCallback { get; init; }

        public int Attempt { get; init; }

        public int Hops { get; init; }
    }
}

using System.Collections.Immutable;
using ContactCenter.Channels;

namespace ContactCenter.Simulation;

/// <summary>Contacts that are alike: where they wait, when they come, how long they take.</summary>
public sealed record ContactType
{
    /// <summary>Its name in results, unique in the scenario; its chance follows from it.</summary>
    public required string Name { get; init; }

    /// <summary>The queue it comes to.</summary>
    public required QueueId Queue { get; init; }

    /// <summary>The channel it comes by; voice by default.</summary>
    public ChannelKind Channel { get; init; } = ChannelKind.Voice;

    /// <summary>How urgent it is; normal by default. An emergency is 1000.</summary>
    public Priority Priority { get; init; }

    /// <summary>What its agent must be able to do, besides what the queue requires.</summary>
    public ImmutableArray<SkillLevel> Skills { get; init; } = [];

    /// <summary>When contacts come.</summary>
    public required Arrivals Arrivals { get; init; }

    /// <summary>How long an agent talks or writes; without wrap-up.</summary>
    public required Duration Handling { get; init; }

    /// <summary>How long the after-contact work takes, up to what the queue grants; null: as long as the queue grants.</summary>
    public Duration? WrapUp { get; init; }

    /// <summary>How long a customer waits before leaving; null, the default: for ever.</summary>
    public Duration? Patience { get; init; }

    /// <summary>Whether a customer who left calls again; null, the default: never.</summary>
    public RetryPlan? Retry { get; init; }
}

/// <summary>How customers who left come back: as a new contact, with a patience of its own and the same matter.</summary>
public sealed record RetryPlan
{
    /// <summary>The share that comes back each time: 0 to 1.</summary>
    public required double Probability { get; init; }

    /// <summary>After how long.</summary>
    public required Duration After { get; init; }

    /// <summary>How often in all a customer tries: 2 to 100, 10 by default.</summary>
    public int MostAttempts { get; init; } = 10;
}

/// <summary>One random factor per simulated day on the rates of every contact type: some days are busier than others for everybody.</summary>
/// <param name="Shape">The factor is Gamma distributed with mean 1 and variance 1/<paramref name="Shape"/>; 0.1 to 1,000,000.</param>
public sealed record DayFactor(double Shape);

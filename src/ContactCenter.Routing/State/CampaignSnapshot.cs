using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>A campaign in a <see cref="RouterSnapshot"/>.</summary>
public sealed record CampaignSnapshot
{
    /// <summary>The settings.</summary>
    public required CampaignSettings Settings { get; init; }

    /// <summary>Whether it dials nothing.</summary>
    public bool IsPaused { get; init; }

    /// <summary>What it has going on and has learned.</summary>
    public required PacingSnapshot Pacing { get; init; }

    /// <summary>Its place among campaigns that may dial.</summary>
    public long TurnSequence { get; init; }

    /// <summary>Lines dialled, in all.</summary>
    public long Dialled { get; init; }

    /// <summary>Calls that got an agent, in all.</summary>
    public long Connected { get; init; }

    /// <summary>Agents taken away while lines rang for them, in all.</summary>
    public long Taken { get; init; }

    /// <summary>Calls abandoned beyond the cap, in all.</summary>
    public long BeyondCap { get; init; }

    /// <summary>The order of the timer of its next contact among those due at the same time; 0 where there is none.</summary>
    public long DueSequence { get; init; }

    /// <summary>Its list, by sequence.</summary>
    public ImmutableArray<ContactSnapshot> Contacts { get; init; } = [];

    /// <summary>Its calls, by sequence.</summary>
    public ImmutableArray<CallSnapshot> Calls { get; init; } = [];
}

/// <summary>A contact in a <see cref="RouterSnapshot"/>.</summary>
/// <param name="Contact">Who.</param>
/// <param name="Attempts">How often it was dialled.</param>
/// <param name="Due">From when on it may be dialled, in Unix milliseconds.</param>
/// <param name="Sequence">The place among those due at the same time.</param>
/// <param name="IsReady">Whether that time has come.</param>
/// <param name="IsWithdrawn">Whether it leaves the list with the call under way.</param>
public sealed record ContactSnapshot(CampaignContact Contact, int Attempts, long Due, long Sequence, bool IsReady, bool IsWithdrawn);

/// <summary>A campaign's call in a <see cref="RouterSnapshot"/>.</summary>
/// <param name="Line">The line, and the work.</param>
/// <param name="Interaction">Its interaction.</param>
/// <param name="Contact">The contact; null once it is done with.</param>
/// <param name="Stage">How far it is.</param>
/// <param name="At">Since when, in Unix milliseconds.</param>
/// <param name="IsHeld">Whether an agent held the line when it was dialled.</param>
/// <param name="Sequence">Its place among the calls.</param>
/// <param name="Due">When it is given up, in Unix milliseconds.</param>
/// <param name="DueSequence">The order of that timer among those due at the same time.</param>
public sealed record CallSnapshot(
    WorkItemId Line, InteractionId Interaction, ContactId? Contact, CallStage Stage, long At, bool IsHeld, long Sequence, long? Due, long DueSequence);

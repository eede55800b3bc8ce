using ContactCenter.Routing;

namespace ContactCenter.Campaigns;

/// <summary>A campaign as it goes at a moment.</summary>
public sealed record CampaignStatus
{
    /// <summary>The campaign.</summary>
    public required CampaignId Campaign { get; init; }

    /// <summary>Its display name.</summary>
    public required string Name { get; init; }

    /// <summary>The queue whose agents take its calls.</summary>
    public required QueueId Queue { get; init; }

    /// <summary>The endpoint it calls from.</summary>
    public required EndpointId Endpoint { get; init; }

    /// <summary>How it dials.</summary>
    public CampaignMode Mode { get; init; }

    /// <summary>Whether it dials nothing before it is started.</summary>
    public bool IsPaused { get; init; }

    /// <summary>What keeps it from dialling one more line now.</summary>
    public CampaignObstacle Obstacle { get; init; }

    /// <summary>The same as a sentence.</summary>
    public required string Message { get; init; }

    /// <summary>When it may go on by itself, where it waits for a time.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>How many were ever put on its list.</summary>
    public long Listed { get; init; }

    /// <summary>How many of them are not done with.</summary>
    public int Left { get; init; }

    /// <summary>How many of those may be called now.</summary>
    public int Ready { get; init; }

    /// <summary>Calls that are offered, ring, or wait for an agent.</summary>
    public int Lines { get; init; }

    /// <summary>Lines that ring.</summary>
    public int Ringing { get; init; }

    /// <summary>People who have answered and wait for an agent.</summary>
    public int Waiting { get; init; }

    /// <summary>Calls agents have.</summary>
    public int Talking { get; init; }

    /// <summary>Agents who could take a call now.</summary>
    public int FreeAgents { get; init; }

    /// <summary>Lines dialled, in all.</summary>
    public long Dialled { get; init; }

    /// <summary>Calls answered by a person in this window.</summary>
    public long WindowAnswered { get; init; }

    /// <summary>Of those, the abandoned ones.</summary>
    public long WindowAbandoned { get; init; }

    /// <summary>Of a thousand answered in this window, how many were abandoned; rounded up.</summary>
    public long AbandonedPermille { get; init; }

    /// <summary>How many of a thousand may be.</summary>
    public int CapPermille { get; init; }

    /// <summary>When this window ends; null before the first call.</summary>
    public DateTimeOffset? WindowEnds { get; init; }

    /// <summary>Of a thousand dialled, how many are answered by a person: as learned, or else assumed.</summary>
    public int ConnectPermille { get; init; }

    /// <summary>How many calls came to what, in all.</summary>
    public IReadOnlyList<OutcomeCount> Outcomes { get; init; } = [];

    /// <summary>How many of its list are done with, by how.</summary>
    public IReadOnlyList<DoneCount> Done { get; init; } = [];
}

/// <summary>How many calls came to something.</summary>
/// <param name="Outcome">To what.</param>
/// <param name="Count">How many.</param>
public sealed record OutcomeCount(LineOutcome Outcome, long Count);

/// <summary>How many people are done with in a way.</summary>
/// <param name="State">In which.</param>
/// <param name="Count">How many.</param>
public sealed record DoneCount(ContactState State, long Count);

/// <summary>What keeps a campaign from dialling one more line.</summary>
public enum CampaignObstacle
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is paused, or was never started.</summary>
    Paused,

    /// <summary>Nobody is on its list who is not done with.</summary>
    NoContacts,

    /// <summary>Nobody's time has come.</summary>
    NobodyDue,

    /// <summary>Everybody left is being called.</summary>
    AllCalled,

    /// <summary>Its queue is closed, or about to.</summary>
    Closed,

    /// <summary>It is outside calling hours where those are who are left.</summary>
    OutsideHours,

    /// <summary>As many lines are in use as it may have.</summary>
    AllLinesInUse,

    /// <summary>No agent is free for one more, and the cap allows none beyond.</summary>
    NoAgents,

    /// <summary>Another campaign's lines count on the same agents.</summary>
    OthersCalls,

    /// <summary>Nothing here can make calls from its endpoint: no trunk, or no telephone at all.</summary>
    NoTelephone,

    /// <summary>The router has not taken what is configured; health says why.</summary>
    NotInForce,
}

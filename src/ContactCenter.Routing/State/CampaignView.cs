namespace ContactCenter.Routing;

/// <summary>A campaign at a moment.</summary>
public sealed record CampaignView
{
    /// <summary>What it may do.</summary>
    public required CampaignSettings Settings { get; init; }

    /// <summary>Whether it dials nothing.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Whether its queue is open.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Contacts on its list, those being called included.</summary>
    public int Contacts { get; init; }

    /// <summary>Of these, those who may be dialled now.</summary>
    public int Ready { get; init; }

    /// <summary>When the first of the others may be, or the calling hours of some begin; null where there is none.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>Calls that are offered in preview, ring, or wait for an agent.</summary>
    public int Lines { get; init; }

    /// <summary>Of these, lines that ring without an agent on them.</summary>
    public int Ringing { get; init; }

    /// <summary>Of these, persons who wait for an agent.</summary>
    public int Waiting { get; init; }

    /// <summary>Calls agents have.</summary>
    public int Talking { get; init; }

    /// <summary>Agents who could take a call now, whatever else they are needed for.</summary>
    public int FreeAgents { get; init; }

    /// <summary>Lines dialled, in all.</summary>
    public long Dialled { get; init; }

    /// <summary>Calls answered by a person, in all.</summary>
    public long Answered { get; init; }

    /// <summary>Calls that got an agent, in all.</summary>
    public long Connected { get; init; }

    /// <summary>Calls abandoned, in all.</summary>
    public long Abandoned { get; init; }

    /// <summary>Of these, those beyond the cap.</summary>
    public long BeyondCap { get; init; }

    /// <summary>Agents who left or were given other work while lines rang for them, in all: <see cref="BeyondCap"/> is never more.</summary>
    public long AgentsTaken { get; init; }

    /// <summary>Lines not answered, or by no person, in all.</summary>
    public long NotAnswered { get; init; }

    /// <summary>Lines of which nothing was heard, in all.</summary>
    public long Unknown { get; init; }

    /// <summary>The window of now; <see cref="PacingPeriod.AbandonedPermille"/> is its share of abandoned calls.</summary>
    public PacingPeriod Window { get; init; }

    /// <summary>How many of a thousand dialled are answered by a person, as learned or else assumed.</summary>
    public int ConnectPermille { get; init; }

    /// <summary>How long a call keeps its agent, as learned; null before the first has ended.</summary>
    public TimeSpan? Handling { get; init; }
}

/// <summary>What keeps a campaign from dialling one more line.</summary>
public enum DiallingObstacle
{
    /// <summary>Nothing: it dials with the next command.</summary>
    None,

    /// <summary>It is paused.</summary>
    Paused,

    /// <summary>Its list is empty.</summary>
    NoContacts,

    /// <summary>No contact's time has come.</summary>
    NobodyDue,

    /// <summary>Every contact on the list is being called.</summary>
    AllCalled,

    /// <summary>Its queue is closed.</summary>
    Closed,

    /// <summary>As many lines are in use as it may have.</summary>
    AllLinesInUse,

    /// <summary>Its queue closes before the line were sure to have ended.</summary>
    ClosesSoon,

    /// <summary>Every free agent has a line already, and the cap allows none beyond.</summary>
    NoAgents,

    /// <summary>Another campaign's lines count on the same agents.</summary>
    OthersCalls,

    /// <summary>Those whose time has come may not be called at this hour: their calendars are closed, or close before the line were sure to have ended.</summary>
    OutsideHours,
}

/// <summary>Why a campaign does not dial more now.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Obstacle">The first thing in the way.</param>
/// <param name="FreeAgents">Agents who could take a call now.</param>
/// <param name="OthersLines">Lines of other campaigns that may need the same agents.</param>
/// <param name="Lines">Its own lines that ring or wait for an agent.</param>
/// <param name="Room">How many lines beyond its free agents the cap allows now.</param>
/// <param name="Message">The same as a sentence for a supervisor.</param>
public sealed record CampaignExplanation(
    CampaignView Campaign, DiallingObstacle Obstacle, int FreeAgents, int OthersLines, int Lines, long Room, string Message);

namespace ContactCenter.Channels.Voice.Conduct;

/// <summary>What is configured for the conduct of calls, as one immutable snapshot.</summary>
internal sealed record ConductRules
{
    /// <summary>How long nobody presses another key before an answer counts as whole.</summary>
    public TimeSpan KeyPause { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>After how long without a key silence counts.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(7);

    /// <summary>How long an agent's telephone rings once the agent has the call.</summary>
    public TimeSpan AgentRing { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a call of ours, or to somebody who is consulted, rings.</summary>
    public TimeSpan DialRing { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>How people are told from machines.</summary>
    public VoiceScreeningOptions Screening { get; init; } = new();

    /// <summary>The longest call, from its answer.</summary>
    public TimeSpan MaxLength { get; init; } = TimeSpan.FromHours(4);

    /// <summary>The key by which somebody who waits asks to be called back; null for none.</summary>
    public char? CallbackKey { get; init; }

    /// <summary>Whether an agent who hangs up ends the call for the caller, too; otherwise the caller hears music again.</summary>
    public bool AgentHangUpEnds { get; init; } = true;

    /// <summary>The language of what is said without a plan.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The music of a queue.</summary>
    public Func<TenantId, QueueId?, string> Music { get; init; } = static (_, queue) => queue?.Value ?? "default";

    /// <summary>Whether every call of a queue is recorded once an agent talks.</summary>
    public Func<TenantId, QueueId?, bool> RecordsAlways { get; init; } = static (_, _) => false;

    /// <summary>What both are told before a recording begins; null for nothing.</summary>
    public string? RecordingNotice { get; init; }

    /// <summary>What an agent is told who answered too late; null for a tone.</summary>
    public string? TooLateNotice { get; init; }

    /// <summary>What callers are told when the host stops; null for nothing.</summary>
    public string? StopNotice { get; init; }

    /// <summary>What a caller is told when the center cannot take the call at this moment; null to refuse the call.</summary>
    public string? UnavailableNotice { get; init; }

    /// <summary>How long a parked call waits before who parked it is called, and then the queue.</summary>
    public TimeSpan ParkFor { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest message a caller leaves.</summary>
    public TimeSpan MessageMax { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>After how long without a voice a message is over.</summary>
    public TimeSpan MessageSilence { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What an agent's telephone dials before the number of a parking place to pick the call up.</summary>
    public string PickUpCode { get; init; } = "*7";

    /// <summary>How many parking places a tenant has.</summary>
    public int ParkingPlaces { get; init; } = 20;
}

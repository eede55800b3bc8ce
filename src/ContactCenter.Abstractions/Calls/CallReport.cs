namespace ContactCenter.Calls;

/// <summary>Something that happened in a call. A closed set; each becomes one entry of the call's stream.</summary>
public abstract record CallReport
{
    private CallReport()
    {
    }

    /// <summary>A call of ours is on its way to somebody.</summary>
    /// <param name="Trunk">By which trunk, a key.</param>
    public sealed record Dialled(string Trunk) : CallReport;

    /// <summary>It rings at the other side.</summary>
    public sealed record Ringing : CallReport;

    /// <summary>It was answered: an inbound one by us, an outbound one by them.</summary>
    /// <param name="By">Who answered an outbound one, where that was listened for.</param>
    public sealed record Answered(AnsweredBy By = AnsweredBy.Unknown) : CallReport;

    /// <summary>An agent talks with the caller.</summary>
    /// <param name="Agent">Who.</param>
    /// <param name="Part">As what.</param>
    public sealed record Joined(AgentId Agent, CallPart Part = CallPart.Agent) : CallReport;

    /// <summary>An agent does not talk with the caller any more.</summary>
    /// <param name="Agent">Who.</param>
    /// <param name="IsLost">Whether the telephone was lost, and nobody hung up.</param>
    public sealed record Left(AgentId Agent, bool IsLost = false) : CallReport;

    /// <summary>The caller is on hold.</summary>
    /// <param name="By">By whom.</param>
    public sealed record Held(AgentId By) : CallReport;

    /// <summary>The caller is off hold.</summary>
    /// <param name="By">By whom.</param>
    public sealed record Resumed(AgentId By) : CallReport;

    /// <summary>Nobody hears an agent, or everybody again.</summary>
    /// <param name="By">The agent.</param>
    /// <param name="IsMuted">Whether muted.</param>
    public sealed record Muted(AgentId By, bool IsMuted) : CallReport;

    /// <summary>Somebody else is asked while the caller waits, and has answered. One of both.</summary>
    /// <param name="By">By whom.</param>
    /// <param name="Colleague">A colleague.</param>
    /// <param name="Outside">Somebody outside; personal, sealed under the customer's key.</param>
    public sealed record Consulted(AgentId By, AgentId? Colleague, Channels.Address? Outside) : CallReport;

    /// <summary>The caller was left with somebody outside; no agent is in the call any more.</summary>
    /// <param name="By">By whom.</param>
    public sealed record Transferred(AgentId By) : CallReport;

    /// <summary>The caller waits in a parking place until somebody picks the call up.</summary>
    /// <param name="By">By whom.</param>
    /// <param name="Place">The place, a key.</param>
    public sealed record Parked(AgentId By, string Place) : CallReport;

    /// <summary>Nobody has picked a parked call up in time: the telephone of who parked it rings. Where that is not answered, <see cref="Left"/> as lost follows.</summary>
    /// <param name="By">Who had parked it.</param>
    public sealed record Returned(AgentId By) : CallReport;

    /// <summary>It is over.</summary>
    /// <param name="Cause">Why.</param>
    public sealed record Ended(CallCause Cause) : CallReport
    {
        /// <summary>The status the other side or we gave, such as 486 of SIP; null for none.</summary>
        public int? Status { get; init; }

        /// <summary>How it sounded at our side; null where there was no sound.</summary>
        public CallQuality? Quality { get; init; }
    }
}

/// <summary>As what somebody of the center is in a call.</summary>
public enum CallPart
{
    /// <summary>Talks with the caller.</summary>
    Agent,

    /// <summary>Hears both, and is heard by nobody.</summary>
    Listener,

    /// <summary>Hears both, and is heard by the agent.</summary>
    Whisperer,

    /// <summary>Talks with both.</summary>
    Barger,
}

/// <summary>Who answered a call of ours.</summary>
public enum AnsweredBy
{
    /// <summary>Nobody listened for it, or it could not be told.</summary>
    Unknown,

    /// <summary>A person.</summary>
    Person,

    /// <summary>A machine.</summary>
    Machine,
}

/// <summary>Why a call is over.</summary>
public enum CallCause
{
    /// <summary>The caller hung up, or the called one.</summary>
    Customer,

    /// <summary>The center hung up.</summary>
    Center,

    /// <summary>The caller gave up before it was answered.</summary>
    Abandoned,

    /// <summary>A call of ours met a busy line.</summary>
    Busy,

    /// <summary>A call of ours was not answered in time.</summary>
    NoAnswer,

    /// <summary>A call of ours was refused, or the number leads nowhere.</summary>
    Refused,

    /// <summary>No trunk could take a call of ours, or the guard against fraud stopped it.</summary>
    NoLine,

    /// <summary>The other side vanished: no sound, no answer to a refresh.</summary>
    Lost,

    /// <summary>Something failed at our side.</summary>
    Failed,

    /// <summary>The program of the center ended under it.</summary>
    Interrupted,
}

/// <summary>How a call sounded.</summary>
/// <param name="Score">The mean opinion score the E-model of ITU-T G.107 estimates, 1 (bad) to 4.5 (best).</param>
/// <param name="LossPercent">Packets lost or too late, 0 to 100.</param>
/// <param name="JitterMs">The mean deviation between packets in milliseconds, RFC 3550 section 6.4.1.</param>
/// <param name="RoundTripMs">To the other side and back, in milliseconds; null where it never reported.</param>
public sealed record CallQuality(double Score, double LossPercent, double JitterMs, double? RoundTripMs);

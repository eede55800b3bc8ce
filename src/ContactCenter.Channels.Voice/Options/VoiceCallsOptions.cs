namespace ContactCenter.Channels.Voice;

/// <summary>How calls are conducted. Bound from <see cref="Section"/> and read once, at start.</summary>
public sealed class VoiceCallsOptions
{
    /// <summary>The configuration section, <c>ContactCenter:Voice:Calls</c>.</summary>
    public const string Section = "ContactCenter:Voice:Calls";

    /// <summary>How long nobody presses another key before an answer that is long enough counts as whole, 0.5 s to 30 s; 3 s by default.</summary>
    public TimeSpan KeyPause { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>After how long without a key silence counts, where the script does not say, 1 s to 2 min; 7 s by default.</summary>
    public TimeSpan Silence { get; set; } = TimeSpan.FromSeconds(7);

    /// <summary>How long the telephone of an agent who has the call rings, 5 s to 2 min; 20 s by default. Then the agent counts as lost.</summary>
    public TimeSpan AgentRing { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long it rings at the other side of a call of ours, or at somebody who is consulted, 5 s to 3 min; 45 s by default.</summary>
    public TimeSpan DialRing { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>How people are told from machines when a campaign calls.</summary>
    public VoiceScreeningOptions Screening { get; set; } = new();

    /// <summary>The longest call from its answer, 1 min to 24 h; 4 h by default. Then it is ended.</summary>
    public TimeSpan MaxLength { get; set; } = TimeSpan.FromHours(4);

    /// <summary>The key by which somebody who waits in a queue asks to be called back, one of <c>0123456789*#</c>; null by default: none. An announcement has to say so.</summary>
    public string? CallbackKey { get; set; }

    /// <summary>Whether an agent who hangs up the telephone ends the call for the caller as well; true by default. Otherwise the caller hears music until the center decides.</summary>
    public bool HangUpEndsCall { get; set; } = true;

    /// <summary>The language of the notices below, a BCP 47 tag; <c>en</c> by default.</summary>
    public string Language { get; set; } = "en";

    /// <summary>Whether every call is recorded once an agent talks, by queue, or <c>default</c> for all others; none by default: recording begins when somebody wants it.</summary>
    public Dictionary<string, bool> Record { get; set; } = [];

    /// <summary>What caller and agent are told before a recording that begins by itself, at most 500 characters; null by default: nothing. Who hangs up meanwhile is not recorded.</summary>
    public string? RecordingNotice { get; set; }

    /// <summary>What an agent is told who answered when somebody else was faster or the caller was gone, at most 500 characters; null by default: a busy tone.</summary>
    public string? TooLateNotice { get; set; }

    /// <summary>What callers are told when the host stops, at most 500 characters; null by default: nothing.</summary>
    public string? StopNotice { get; set; }

    /// <summary>What a caller is told when the center cannot take entries at this moment, at most 500 characters; null by default: the call is refused (503), and the trunk may try elsewhere.</summary>
    public string? UnavailableNotice { get; set; }

    /// <summary>How long the words at a stop may take, 0 s to 1 min; 10 s by default.</summary>
    public TimeSpan StopWithin { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest message a caller leaves, 10 s to 10 min; 2 min by default.</summary>
    public TimeSpan MessageMax { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>After how long without a voice a message is over, 2 s to 1 min; 5 s by default.</summary>
    public TimeSpan MessageSilence { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>What an agent's telephone dials before the number of a parking place, such as <c>*71</c> for the first; <c>*7</c> by default, empty for none.</summary>
    public string PickUpCode { get; set; } = "*7";

    /// <summary>How long a parked call waits before the telephone of who parked it rings, and then it goes back to its queue, as old as it is; 10 s to 30 min, 1 min by default.</summary>
    public TimeSpan ParkFor { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many parking places a tenant has, 1 to 100; 20 by default.</summary>
    public int ParkingPlaces { get; set; } = 20;
}

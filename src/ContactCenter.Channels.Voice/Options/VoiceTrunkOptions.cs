namespace ContactCenter.Channels.Voice;

/// <summary>A trunk: lines of a carrier, or another telephone system.</summary>
public sealed class VoiceTrunkOptions
{
    /// <summary>Where it is, such as <c>sip:trunk.example</c> or <c>sip:192.0.2.1:5080</c>.</summary>
    public string Uri { get; set; } = "";

    /// <summary>How it knows where we are; <see cref="VoiceTrunkMode.Static"/> by default.</summary>
    public VoiceTrunkMode Mode { get; set; }

    /// <summary>Who we are there; needed to register, and where it asks for digest. Null by default.</summary>
    public string? Username { get; set; }

    /// <summary>The password of <see cref="Username"/>.</summary>
    public Secret? Password { get; set; }

    /// <summary>What is spoken; null by default: what its name in DNS says (RFC 3263), datagrams for an address.</summary>
    public VoiceTransport? Transport { get; set; }

    /// <summary>Whether sound is encrypted; never by default.</summary>
    public VoiceEncryption Encryption { get; set; }

    /// <summary>
    /// Addresses its calls come from, by a name of ours: an address such as <c>192.0.2.1</c> or a range such as <c>192.0.2.0/24</c>. Those that <see cref="Uri"/>
    /// leads to count as well. A call from any other address is refused.
    /// </summary>
    public Dictionary<string, string> AllowedSources { get; set; } = [];

    /// <summary>Calls at once, both directions counted, 0 to 10000; 30 by default. May be changed while the center runs: calls that are up stay.</summary>
    public int Lines { get; set; } = 30;

    /// <summary>What becomes of a call that comes in when all lines are in use; busy by default.</summary>
    public VoiceWhenFull WhenFull { get; set; }

    /// <summary>The number a caller is sent on to with <see cref="VoiceWhenFull.Overflow"/>, in E.164.</summary>
    public string? OverflowNumber { get; set; }

    /// <summary>The name of the recording that is played with <see cref="VoiceWhenFull.Queue"/> until a line is free; null: music.</summary>
    public string? Announcement { get; set; }

    /// <summary>How many calls more than <see cref="Lines"/> are answered with <see cref="VoiceWhenFull.Queue"/>, 1 to 1000; 10 by default. The next one is busy.</summary>
    public int WaitingLines { get; set; } = 10;

    /// <summary>Our numbers on it, by a name of ours, in E.164. A call to the end of one, 3 digits or more, is one to that number.</summary>
    public Dictionary<string, string> Numbers { get; set; } = [];

    /// <summary>What stands before the digits the trunk delivers, such as <c>+390612</c> where it delivers <c>345</c> for +390612345; null by default.</summary>
    public string? NumberPrefix { get; set; }

    /// <summary>The country of numbers without one, two letters of ISO 3166, such as <c>IT</c>; null by default: they stay as they are.</summary>
    public string? DefaultCountry { get; set; }

    /// <summary>How numbers are dialled; <see cref="VoiceNumberFormat.E164"/> by default.</summary>
    public VoiceNumberFormat NumberFormat { get; set; }

    /// <summary>
    /// The number shown where the caller's own is none of <see cref="Numbers"/>; null by default: the first of them by name. Without either what is asked for is shown.
    /// </summary>
    public string? CallerIdentity { get; set; }

    /// <summary>What stands in From whatever number is shown, for carriers that want the account there; null by default: the number.</summary>
    public string? FromUser { get; set; }

    /// <summary>Whether the number shown stands in P-Asserted-Identity as well (RFC 3325); true by default.</summary>
    public bool AssertsIdentity { get; set; } = true;

    /// <summary>
    /// What a minute costs, by the beginning of the number called, such as <c>+39</c> or <c>+</c> for all. Empty: it reaches every number and costs nothing.
    /// Otherwise it reaches only the numbers that begin so, and emergency numbers.
    /// </summary>
    public Dictionary<string, decimal> CostPerMinute { get; set; } = [];

    /// <summary>Of trunks that cost the same the lower one is taken, 0 to 1000; 100 by default.</summary>
    public int Priority { get; set; } = 100;

    /// <summary>The seconds between two OPTIONS that tell whether it is there, 5 to 3600; 30 by default, 0: none are sent.</summary>
    public int KeepAliveSeconds { get; set; } = 30;
}

/// <summary>How a trunk knows where we are.</summary>
public enum VoiceTrunkMode
{
    /// <summary>It is configured there.</summary>
    Static,

    /// <summary>We register.</summary>
    Register,
}

/// <summary>What becomes of a call that comes in when all lines of its trunk are in use.</summary>
public enum VoiceWhenFull
{
    /// <summary>It is busy (486).</summary>
    Busy,

    /// <summary>The trunk is asked to call another number (302).</summary>
    Overflow,

    /// <summary>It is answered, and hears an announcement until a line is free.</summary>
    Queue,
}

/// <summary>How a number is dialled.</summary>
public enum VoiceNumberFormat
{
    /// <summary>With its plus, such as <c>+390612345678</c>.</summary>
    E164,

    /// <summary>Without it, such as <c>390612345678</c>.</summary>
    Digits,

    /// <summary>As within <see cref="VoiceTrunkOptions.DefaultCountry"/>, with 00 to others.</summary>
    National,
}

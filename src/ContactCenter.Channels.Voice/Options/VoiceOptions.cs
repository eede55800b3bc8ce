namespace ContactCenter.Channels.Voice;

/// <summary>How the center uses the telephone. Bound from <see cref="Section"/> and read once, at start; the limits of lines are taken over while it runs.</summary>
public sealed class VoiceOptions
{
    /// <summary>The configuration section, <c>ContactCenter:Voice</c>.</summary>
    public const string Section = "ContactCenter:Voice";

    /// <summary>
    /// Where SIP listens, by a name of ours: transport, address and port, such as <c>udp:0.0.0.0:5060</c> or <c>tls:[::]:5061</c>. Port 0 takes a free one.
    /// Empty: <c>udp:0.0.0.0:5060</c>.
    /// </summary>
    public Dictionary<string, string> Listen { get; set; } = [];

    /// <summary>
    /// Our address as the other sides reach it, where that is not an address of this machine: the outside's of a router with a fixed mapping. An IP address;
    /// null by default: the address from which a way leads to the other side.
    /// </summary>
    public string? PublicAddress { get; set; }

    /// <summary>The first port of sound; even, 1024 to 65534; 10000 by default. A call takes two, RTP and RTCP.</summary>
    public int FirstMediaPort { get; set; } = 10_000;

    /// <summary>The last port of sound; odd, above <see cref="FirstMediaPort"/>, up to 65535; 19999 by default: 5,000 calls.</summary>
    public int LastMediaPort { get; set; } = 19_999;

    /// <summary>After how many seconds without any sound from the other side a call counts as lost, 5 to 3600; 60 by default, 0: never. Not while the other side holds us.</summary>
    public int SilenceSeconds { get; set; } = 60;

    /// <summary>The certificate for TLS; needed where <see cref="Listen"/> has <c>tls</c>.</summary>
    public VoiceCertificateOptions Certificate { get; set; } = new();

    /// <summary>The trunks by name, a key by <see cref="KeyRules"/>.</summary>
    public Dictionary<string, VoiceTrunkOptions> Trunks { get; set; } = [];

    /// <summary>The telephones of agents.</summary>
    public VoicePhonesOptions Phones { get; set; } = new();

    /// <summary>What stands against toll fraud.</summary>
    public VoiceGuardOptions Guard { get; set; } = new();

    /// <summary>Adds a trunk, or changes the one of this name.</summary>
    /// <param name="name">Its name, a key by <see cref="KeyRules"/>.</param>
    /// <param name="uri">Where it is, such as <c>sip:trunk.example</c>.</param>
    /// <param name="lines">How many calls at once, both directions counted.</param>
    /// <param name="configure">Changes the rest.</param>
    public VoiceOptions Trunk(string name, string uri, int lines = 30, Action<VoiceTrunkOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!Trunks.TryGetValue(name, out var trunk))
        {
            Trunks[name] = trunk = new VoiceTrunkOptions();
        }

        (trunk.Uri, trunk.Lines) = (uri, lines);
        configure?.Invoke(trunk);
        return this;
    }

    /// <summary>Adds a telephone of an agent, or changes the one of this name.</summary>
    /// <param name="device">The name it registers with, a key by <see cref="KeyRules"/>.</param>
    /// <param name="agent">Whose it is.</param>
    /// <param name="password">What it registers with.</param>
    public VoiceOptions Phone(string device, string agent, string password)
    {
        ArgumentNullException.ThrowIfNull(device);
        Phones.Devices[device] = new VoicePhoneOptions { Agent = agent, Password = new Secret(password) };
        return this;
    }
}

/// <summary>A certificate with its key, and whom we believe.</summary>
public sealed class VoiceCertificateOptions
{
    /// <summary>A file with the certificate: PEM, or PKCS #12 where <see cref="KeyPath"/> is null. Null by default: there is none.</summary>
    public string? Path { get; set; }

    /// <summary>The file with its private key, PEM; null where <see cref="Path"/> is PKCS #12.</summary>
    public string? KeyPath { get; set; }

    /// <summary>What opens the key; null where it is not locked.</summary>
    public Secret? Password { get; set; }

    /// <summary>A PEM file of roots to believe besides the machine's, such as a carrier's own; null by default.</summary>
    public string? RootsPath { get; set; }
}

/// <summary>What SIP travels on.</summary>
public enum VoiceTransport
{
    /// <summary>Datagrams.</summary>
    Udp,

    /// <summary>A connection.</summary>
    Tcp,

    /// <summary>A connection that cannot be read on the way.</summary>
    Tls,
}

/// <summary>Whether sound is encrypted: SRTP with keys in the description (RFC 4568), which is worth something over TLS alone.</summary>
public enum VoiceEncryption
{
    /// <summary>Never.</summary>
    Never,

    /// <summary>Where the other side does, too.</summary>
    Optional,

    /// <summary>Always; a call without is not made and not taken (488).</summary>
    Required,
}

namespace ContactCenter.Channels.Voice;

/// <summary>The telephones of agents.</summary>
public sealed class VoicePhonesOptions
{
    /// <summary>The domain telephones register with, and the realm of their digest; <c>contactcenter</c> by default.</summary>
    public string Realm { get; set; } = "contactcenter";

    /// <summary>Telephones by the name they register with, a key by <see cref="KeyRules"/>. An agent may have several.</summary>
    public Dictionary<string, VoicePhoneOptions> Devices { get; set; } = [];

    /// <summary>Numbers outside by agent, in E.164, for those who work on any telephone.</summary>
    public Dictionary<string, string> Numbers { get; set; } = [];

    /// <summary>
    /// The endpoint from which calls are made that an agent dials on a telephone, by agent: what the other side is shown, and where the conversation belongs. Of others it is the
    /// tenant's first endpoint of the telephone, by its name.
    /// </summary>
    public Dictionary<string, string> CallFrom { get; set; } = [];

    /// <summary>Whether sound is encrypted; where the telephone does, by default.</summary>
    public VoiceEncryption Encryption { get; set; } = VoiceEncryption.Optional;

    /// <summary>
    /// By which hashes telephones are asked for their passwords; the stronger and the weaker, by default. A telephone that knows MD5 alone, and gives up at a challenge it does not
    /// know instead of answering the next one, needs <see cref="VoiceDigest.Md5"/>, and then TLS.
    /// </summary>
    public VoiceDigest Digest { get; set; } = VoiceDigest.Both;

    /// <summary>The longest a registration lasts, 60 to 86400 s; 600 by default. A telephone that is unplugged is missed after that.</summary>
    public int MaxRegistrationSeconds { get; set; } = 600;
}

/// <summary>By which hashes telephones prove their passwords. RFC 8760.</summary>
public enum VoiceDigest
{
    /// <summary>SHA-256 where the telephone can, otherwise MD5.</summary>
    Both,

    /// <summary>SHA-256 alone.</summary>
    Sha256,

    /// <summary>MD5 alone, for telephones that know nothing else and do not pass over what they do not know.</summary>
    Md5,
}

/// <summary>One telephone.</summary>
public sealed class VoicePhoneOptions
{
    /// <summary>Whose it is, an agent's id.</summary>
    public string Agent { get; set; } = "";

    /// <summary>What it registers with.</summary>
    public Secret? Password { get; set; }
}

/// <summary>What stands against toll fraud: stolen passwords are used to call expensive numbers. Off until one of its bounds is set.</summary>
public sealed class VoiceGuardOptions
{
    /// <summary>
    /// The beginnings of numbers that may be called, by a name of ours, such as <c>+39</c>. Empty: all. Emergency numbers always may. A number without a plus has to be named itself.
    /// </summary>
    public Dictionary<string, string> AllowedPrefixes { get; set; } = [];

    /// <summary>Calls outside begun within a minute, 1 to 100000; null by default: any.</summary>
    public int? MaxCallsPerMinute { get; set; }

    /// <summary>What the calls of one day (UTC) may cost by <see cref="VoiceTrunkOptions.CostPerMinute"/>; null by default: anything. The call that passes it is not cut off; the next is not made.</summary>
    public decimal? MaxCostPerDay { get; set; }
}

namespace ContactCenter.Sqlite;

/// <summary>Whose key signs the logs, and where it lies. Read once, at start.</summary>
public sealed class LogSigningOptions
{
    /// <summary>The configuration section, <c>ContactCenter:LogSigning</c>.</summary>
    public const string Section = "ContactCenter:LogSigning";

    /// <summary>Whose key it is, as it stands in every signed head: 1 to 128 characters without spaces and <c>+</c>, such as <c>cc.example.com</c>. One center, one name. Not looked at where the host registers its own signer.</summary>
    public string KeyName { get; set; } = "";

    /// <summary>The private key in PEM (PKCS #8), ECDSA over P-256. <c>signing.key</c> in <see cref="SqliteOptions.Root"/> by default; better on another disk. The public key lies beside it, with <c>.pub</c> behind its name.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>
    /// To change the key: the private key the logs were signed with until now, while <see cref="KeyFile"/> is the new one. Each log hands over from the one to the other when it is
    /// opened next; leave this set until all have, then destroy the old key. Empty by default.
    /// </summary>
    public string PreviousKeyFile { get; set; } = "";

    /// <summary>The key under which a host registers, as a keyed <c>ILogSigner</c>, a signer of its own that is to be replaced.</summary>
    public const string PreviousSigner = "contactcenter.previous-log-signer";

    /// <summary>Whether the first start makes the key, readable by its owner only. False by default: then a missing key stops every tenant. Behind logs that are signed already none is made, unless <see cref="PreviousKeyFile"/> hands over to it.</summary>
    public bool MakeKey { get; set; }
}

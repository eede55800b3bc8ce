namespace ContactCenter.Sqlite;

/// <summary>Where tenants' data lies and under which key it is kept. Read once, at start.</summary>
public sealed class SqliteOptions
{
    /// <summary>The configuration section, <c>ContactCenter:Sqlite</c>.</summary>
    public const string Section = "ContactCenter:Sqlite";

    /// <summary>The folder that holds one folder per tenant; made at the first start. A relative path counts from the working directory.</summary>
    public string Root { get; set; } = "";

    /// <summary>
    /// The key that wraps all subjects' keys: 32 bytes in base64. By default a random one, which the first start writes to
    /// <c>master.key</c> in <see cref="Root"/>, readable by its owner only. Without it no personal data can be read again:
    /// back it up, apart from the data.
    /// </summary>
    public Secret? MasterKey { get; set; }

    /// <summary>With less free space than this on the disk of <see cref="Root"/>, the readiness page warns; with less than an eighth of it, it fails. 0 for never.</summary>
    /// <value>2 GiB by default.</value>
    public long FreeSpaceWarningBytes { get; set; } = 2L * 1_024 * 1_024 * 1_024;

    /// <summary>
    /// For tests that break things: called with the name of each point where a crash matters (<c>views.before-commit</c>,
    /// <c>views.after-commit</c>, <c>keys.before-commit</c>, <c>keys.after-commit</c>, and the log's own). What it throws counts as a failed disk.
    /// None by default.
    /// </summary>
    public Action<string>? FaultPoint { get; set; }
}

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

    /// <summary>
    /// The folder of the period keys: a small file per tenant without which its <c>keys.db</c> opens nothing. Keep it out of the backups of the data and copy
    /// it apart, or a backup opens whoever has been erased since. A relative path counts from the working directory.
    /// </summary>
    /// <value>Empty by default: the folder <c>_periods</c> in <see cref="Root"/>.</value>
    public string KeyPeriodFolder { get; set; } = "";

    /// <summary>
    /// How long subjects' keys stay wrapped under one period's key. Then a new one is made, everything is wrapped under it, and after <see cref="KeyPeriodOverlap"/>
    /// the old one is destroyed: so much later than an erasure, at most, no copy of <c>keys.db</c> opens the erased any more.
    /// </summary>
    /// <value>30 days by default, 1 to 366 days.</value>
    public TimeSpan KeyPeriod { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long the key of a period that is over is kept, so that the newest copy of <c>keys.db</c> can be restored all the time: longer than from one copy to the next.</summary>
    /// <value>2 days by default, 0 to 30 days and at most <see cref="KeyPeriod"/>. 0 destroys it as soon as nothing is wrapped under it.</value>
    public TimeSpan KeyPeriodOverlap { get; set; } = TimeSpan.FromDays(2);

    /// <summary>With less free space than this on the disk of <see cref="Root"/>, the readiness page warns; with less than an eighth of it, it fails. 0 for never.</summary>
    /// <value>2 GiB by default.</value>
    public long FreeSpaceWarningBytes { get; set; } = 2L * 1_024 * 1_024 * 1_024;

    /// <summary>
    /// For tests that break things: called with the name of each point where a crash matters (<c>views.before-commit</c>,
    /// <c>views.after-commit</c>, <c>keys.before-commit</c>, <c>keys.after-commit</c>, those of periods, and the log's own). What it throws counts as a failed disk.
    /// None by default.
    /// </summary>
    public Action<string>? FaultPoint { get; set; }
}

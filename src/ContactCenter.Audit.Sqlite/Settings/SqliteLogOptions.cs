namespace ContactCenter.Audit.Sqlite;

/// <summary>How a log in SQLite is run.</summary>
public sealed class SqliteLogOptions
{
    /// <summary>The fault point between the writing of a batch and its commit.</summary>
    public const string BeforeCommit = "log.before-commit";

    /// <summary>The fault point between the commit of a batch and the answers to its callers.</summary>
    public const string AfterCommit = "log.after-commit";

    /// <summary>The fault point, at an opening, behind the sync of a write-ahead log that was there.</summary>
    internal const string WrittenAgain = "log.written-again";

    /// <summary>The sequencer's options.</summary>
    public AuditLogOptions Log { get; } = new();

    /// <summary>Pages of 4 KiB the write-ahead log may hold before they move to the log file. 1,000 to 1,000,000; 4,000 by default.</summary>
    public int CheckpointPages { get; set; } = 4_000;

    /// <summary>How long the index gathers entries unless it has <see cref="IndexBatch"/>. 20 ms by default.</summary>
    public TimeSpan IndexDelay { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Entries with which the index does not wait longer. 4,096 by default.</summary>
    public int IndexBatch { get; set; } = 4_096;

    /// <summary>Entries by which the index may be behind; beyond that appends wait for it, and so many are indexed at most when a log is opened after a kill. 16,384 by default.</summary>
    public int MaxIndexLag { get; set; } = 16_384;

    /// <summary>Bytes of pages each connection that looks something up may keep, one connection for each look-up at the same moment: 1 MiB to 1 GiB; 16 MiB by default, taken as they are read.</summary>
    public int ReadCacheBytes { get; set; } = 16 << 20;

    /// <summary>For tests: called by the writing thread at <see cref="BeforeCommit"/> and <see cref="AfterCommit"/>; what it throws is a failed write.</summary>
    public Action<string>? FaultPoint { get; set; }
}

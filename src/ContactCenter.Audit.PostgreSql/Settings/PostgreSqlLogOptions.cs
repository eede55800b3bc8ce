namespace ContactCenter.Audit.PostgreSql;

/// <summary>How a log in PostgreSQL is run.</summary>
public sealed class PostgreSqlLogOptions
{
    /// <summary>The fault point before a batch is sent: the server takes it and commits it in one exchange.</summary>
    public const string BeforeCommit = "log.before-commit";

    /// <summary>The fault point between the commit of a batch and the answers to its callers.</summary>
    public const string AfterCommit = "log.after-commit";

    /// <summary>The sequencer's options.</summary>
    public AuditLogOptions Log { get; } = new();

    /// <summary>The log's schema; <see cref="PostgreSqlLogSchema.NameOf"/> by default.</summary>
    public string? Schema { get; set; }

    /// <summary>How long an opening waits for the writer before it to be gone, as one that is just ending. Up to a minute; 2 s by default.</summary>
    public TimeSpan LockWait { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Whether an opening ends the session of a writer that is still there after <see cref="LockWait"/>. For whoever knows that the other is to be
    /// replaced, such as an elected leader; two that both do this end one another in turn. Off by default: the opening is refused.
    /// </summary>
    public bool TakeOver { get; set; }

    /// <summary>For tests: called by the writing thread at <see cref="BeforeCommit"/> and <see cref="AfterCommit"/>; what it throws is a failed write.</summary>
    public Action<string>? FaultPoint { get; set; }
}

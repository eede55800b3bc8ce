namespace ContactCenter.Audit;

/// <summary>How a log is run. The defaults suit a center of hundreds of agents; read once, when the log is opened.</summary>
public sealed class AuditLogOptions
{
    /// <summary>Entries one batch takes at most (a single append may still bring more bytes than <see cref="MaxBatchBytes"/>). 1 to 65,536; 1,024 by default.</summary>
    public int MaxBatchEntries { get; set; } = 1_024;

    /// <summary>Bytes one batch takes at most, unless one append alone is larger. 1 MiB by default.</summary>
    public int MaxBatchBytes { get; set; } = 1024 * 1024;

    /// <summary>Entries that may wait for the sequencer; a caller beyond that waits before it is taken in. 65,536 by default; an eighth of them is for urgent appends alone.</summary>
    public int MaxWaitingEntries { get; set; } = 65_536;

    /// <summary>Bytes that may wait for the sequencer; a caller beyond that waits before it is taken in. 64 MiB by default; an eighth of them is for urgent appends alone.</summary>
    public long MaxWaitingBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Committed entries kept in memory for followers and readers; who is further behind reads them from the store. 4,096 by default: collections carry each of them along.</summary>
    public int TailEntries { get; set; } = 4_096;

    /// <summary>Bytes of committed entries kept in memory. 16 MiB by default.</summary>
    public long TailBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Machines whose version is kept in memory. 65,536 by default.</summary>
    public int CachedStreams { get; set; } = 65_536;

    /// <summary>Signs each commit record; null for an unsigned log. Asked on the log's own thread, so it should answer within a millisecond.</summary>
    public ILogSigner? Signer { get; set; }

    /// <summary>
    /// Who may have signed the log before <see cref="Signer"/>: where one of them did, it hands over to it when the log is opened, by a commit record both sign. Of the same
    /// name. None by default: then a log that another key signed stays closed.
    /// </summary>
    public IReadOnlyList<ILogSigner> PreviousSigners { get; set; } = [];

    internal void Check()
    {
        InRange(nameof(MaxBatchEntries), MaxBatchEntries, 65_536);
        InRange(nameof(MaxBatchBytes), MaxBatchBytes, int.MaxValue);
        InRange(nameof(MaxWaitingEntries), MaxWaitingEntries, int.MaxValue);
        InRange(nameof(MaxWaitingBytes), MaxWaitingBytes, long.MaxValue);
        InRange(nameof(TailEntries), TailEntries, int.MaxValue);
        InRange(nameof(TailBytes), TailBytes, long.MaxValue);
        InRange(nameof(CachedStreams), CachedStreams, int.MaxValue);
        foreach (var previous in PreviousSigners)
        {
            HasName(previous.Name, Signer?.Name);
        }
    }

    private static void HasName(string previous, string? name)
    {
        if (previous != name)
        {
            throw new ArgumentException($"{nameof(AuditLogOptions)}.{nameof(PreviousSigners)} has '{previous}', and the log is to be signed by '{name}'; a change of the key keeps the name.", nameof(previous));
        }
    }

    private static void InRange(string option, long value, long max)
    {
        if (value < 1 || value > max)
        {
            throw new ArgumentOutOfRangeException(nameof(value), $"{nameof(AuditLogOptions)}.{option} is {value}; set it to 1 to {max}.");
        }
    }
}

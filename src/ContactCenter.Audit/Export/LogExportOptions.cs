namespace ContactCenter.Audit;

/// <summary>What goes into an export.</summary>
public sealed class LogExportOptions
{
    /// <summary>Signs the head that the export ends with, and gives its public key along; null for a log that is not signed.</summary>
    public ILogSigner? Signer { get; set; }

    /// <summary>Whether <c>entries.jsonl</c> is written too: every entry as a line of JSON, for people and their tools. True by default; nothing depends on it.</summary>
    public bool ForPeople { get; set; } = true;

    /// <summary>Told the number of entries written, now and then.</summary>
    public IProgress<long>? Progress { get; set; }
}

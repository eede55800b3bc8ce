using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>One append waiting for the sequencer: its entries already encoded and hashed by the caller, who goes on where it is answered.</summary>
internal sealed class PendingAppend(Append append, EncodedEntry[] entries, long bytes) : TaskCompletionSource<AppendResult>
{
    public Append Append { get; } = append;

    public EncodedEntry[] Entries { get; } = entries;

    public long Bytes { get; } = bytes;

    /// <summary>What the caller is told once the batch is durable.</summary>
    public AppendResult Outcome { get; set; }

    /// <summary>What the caller is told instead, when the append itself is wrong or the log has ended.</summary>
    public Exception? Fault { get; set; }

    public void Answer()
    {
        if (Fault is { } fault)
        {
            SetException(fault);
        }
        else
        {
            SetResult(Outcome);
        }
    }
}

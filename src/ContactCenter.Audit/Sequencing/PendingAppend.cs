using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>One append waiting for the sequencer: its entries already encoded and hashed by the caller.</summary>
internal sealed class PendingAppend(Append append, EncodedEntry[] entries, long bytes)
    : TaskCompletionSource<AppendResult>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public Append Append { get; } = append;

    public EncodedEntry[] Entries { get; } = entries;

    public long Bytes { get; } = bytes;

    /// <summary>What the caller is told once the batch is durable.</summary>
    public AppendResult Outcome { get; set; }

    /// <summary>What the caller is told instead, when the append itself is wrong.</summary>
    public ArgumentException? Fault { get; set; }

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

using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>The state of a verification: the tree and the chain so far, and the first fault.</summary>
internal sealed class ChainCheck(LogId log)
{
    private readonly MerkleFrontier _edge = new();
    private byte[] _previous = new byte[MerkleHash.Size];
    private long _epoch;
    private DateTimeOffset _time = DateTimeOffset.UnixEpoch;

    public long Entries => _edge.Size;

    public long Records { get; private set; }

    public LogFault? Fault { get; private set; }

    public LogVerification Result() => new(Entries, Records, _edge.Root(), _previous, Fault);

    /// <summary>The record, when it follows the one before; else null and a fault.</summary>
    public CommitRecord? Begin(StoredRecord stored)
    {
        CommitRecord record;
        try
        {
            record = CommitRecord.Decode(stored.Bytes.Span);
        }
        catch (LogFormatException e)
        {
            return Wrong($"Commit record {stored.Number} cannot be read: {e.Message}");
        }

        var last = new LogPosition(Math.Max(Entries, Entries + record.Count - 1));
        return record switch
        {
            _ when stored.Number != Records || record.Number != Records => Wrong($"Commit record {Records} is missing: there is {record.Number} under number {stored.Number}.", last),
            _ when record.Log != log => Wrong($"Commit record {Records} belongs to log '{record.Log}', not '{log}'.", last),
            _ when !record.Previous.Span.SequenceEqual(_previous) => Wrong($"Commit record {Records} does not follow record {Records - 1}: one of the two was altered or put in.", last),
            _ when record.First.Value != Entries => Wrong($"Commit record {Records} begins at position {record.First}, not at {Entries}: records or entries were cut out or put in.", last),
            _ when record.Epoch < _epoch => Wrong($"Commit record {Records} has epoch {record.Epoch}, less than {_epoch} before it: a writer that had been replaced wrote it.", last),
            _ when record.Time < _time => Wrong($"Commit record {Records} has an earlier time than the record before it.", last),
            _ => record,
        };
    }

    public void Add(StoredEntry entry)
    {
        if (Fault is not null)
        {
            return;
        }

        if (entry.Position.Value != Entries)
        {
            Wrong($"Entry {Entries} is missing; the next one stands at {entry.Position}.");
            return;
        }

        try
        {
            EntryCodec.Decode(log, entry.Position, entry.Bytes);
        }
        catch (LogFormatException e)
        {
            Wrong(e.Message);
            return;
        }

        _edge.Append(MerkleHash.Leaf(entry.Bytes.Span));
    }

    /// <summary>Compares the root after the batch.</summary>
    public void End(CommitRecord record, ReadOnlySpan<byte> bytes)
    {
        if (Fault is not null)
        {
            return;
        }

        if (!_edge.Root().AsSpan().SequenceEqual(record.Root.Span))
        {
            var last = Entries - 1;
            Fault = new LogFault(
                record.Count == 0 ? new LogPosition(Entries) : record.First,
                new LogPosition(record.Count == 0 ? Entries : last),
                record.Count switch
                {
                    0 => $"The root of commit record {record.Number} (an opening at position {Entries}) was altered.",
                    1 => $"Entry {record.First} was altered, or the root of commit record {record.Number}: they do not give one another.",
                    _ => $"An entry from {record.First} to {last} was altered, or the root of commit record {record.Number}: they do not give one another.",
                });
            return;
        }

        (_epoch, _time) = (record.Epoch, record.Time);
        _previous = CommitRecord.Hash(bytes);
        Records++;
    }

    public void Missing(CommitRecord record) =>
        Wrong($"Entry {Entries} is missing: commit record {record.Number} speaks of {record.Count} entries from {record.First} on.", new LogPosition(record.First.Value + record.Count - 1));

    public void Uncommitted(LogPosition position) => Wrong($"Entry {position} stands after the last commit record: it was put in, or records were cut off.");

    private CommitRecord? Wrong(string cause, LogPosition? last = null)
    {
        Fault = new LogFault(new LogPosition(Entries), last ?? new LogPosition(Entries), cause);
        return null;
    }
}

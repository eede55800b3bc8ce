using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>The state of a verification: the tree and the chain so far, and the first fault.</summary>
internal sealed class ChainCheck
{
    private readonly LogId _log;
    private readonly LogVerificationOptions _options;
    private readonly LogKeys? _keys;
    private readonly HeadCheck _heads;
    private readonly TileBuilder _tiles;
    private readonly MerkleFrontier _edge;
    private byte[] _previous;
    private long _epoch;
    private DateTimeOffset _time;

    public ChainCheck(LogId log, LogVerificationOptions options, LogVerificationState from, LogKeys? keys, HeadCheck heads)
    {
        (_log, _options, _keys, _heads) = (log, options, keys, heads);
        (_previous, _epoch, _time, Records) = (from.LastRecordHash.ToArray(), from.Epoch, from.Time, from.Records);
        _tiles = TileBuilder.From(from.Entries, [.. from.Tiles.Select(static t => t.ToArray())]);
        _edge = _tiles.Edge();
    }

    public long Entries => _edge.Size;

    public long Records { get; private set; }

    public LogFault? Fault { get; set; }

    /// <summary>The leaf hashes of the batch being checked.</summary>
    public List<ReadOnlyMemory<byte>> Batch { get; } = [];

    public LogVerification Result() => new(Entries, Records, _edge.Root(), _previous, Fault);

    public LogVerificationState State() => new(Entries, Records, [.. _tiles.Partials().Select(static p => new ReadOnlyMemory<byte>(p))], _previous, _epoch, _time)
    {
        Log = _log,
        Key = _keys?.First.Id,
        SignedFrom = _keys is null ? 0 : _options.SignedFrom,
    };

    /// <summary>The tiles that became full since the last time.</summary>
    public MerkleTile[] TakeTiles() => _tiles.Take();

    /// <summary>The record, when it follows the one before; else null and a fault.</summary>
    public CommitRecord? Begin(StoredRecord stored)
    {
        Batch.Clear();
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
            _ when record.Log != _log => Wrong($"Commit record {Records} belongs to log '{record.Log}', not '{_log}'.", last),
            _ when !record.Previous.Span.SequenceEqual(_previous) => Wrong($"Commit record {Records} does not follow record {Records - 1}: one of the two was altered or put in.", last),
            _ when record.First.Value != Entries => Wrong($"Commit record {Records} begins at position {record.First}, not at {Entries}: records or entries were cut out or put in.", last),
            _ when record.Epoch < _epoch => Wrong($"Commit record {Records} has epoch {record.Epoch}, less than {_epoch} before it: a writer that had been replaced wrote it.", last),
            _ when Records == 0 && record.Count > 0 => Wrong("Commit record 0 is no opening of the log: it speaks of entries, and the opening before it is missing.", last),
            _ when record.Count == 0 && record.Epoch == _epoch => Wrong($"Commit record {Records} opens the log and keeps epoch {record.Epoch}: an opening raises it."),
            _ when record.Count > 0 && record.Epoch != _epoch => Wrong($"Commit record {Records} has epoch {record.Epoch} after {_epoch}, and no opening between them raised it: the opening was cut out, or the record put in.", last),
            _ when record.Time < _time => Wrong($"Commit record {Records} has an earlier time than the record before it.", last),
            _ => record,
        };
    }

    public void Add(CheckedEntry entry)
    {
        if (entry.Position.Value != Entries)
        {
            Wrong($"Entry {Entries} is missing; the next one stands at {entry.Position}.");
        }
        else if (entry.Fault is { } fault)
        {
            Wrong(fault);
        }
        else
        {
            _edge.Append(entry.LeafHash.Span, entry.Nodes);
            _tiles.Append(entry.LeafHash.Span, _edge);
            Batch.Add(entry.LeafHash);
        }
    }

    /// <summary>Whether the tree after the batch has the root the record says.</summary>
    public bool HasRoot(CommitRecord record) => _edge.Root().AsSpan().SequenceEqual(record.Root.Span);

    /// <summary>The batch, or its record, was altered; which of its entries, if that is known.</summary>
    public void Altered(CommitRecord record, LogPosition? entry)
    {
        var last = Entries - 1;
        Fault = new LogFault(
            entry ?? (record.Count == 0 ? new LogPosition(Entries) : record.First),
            entry ?? new LogPosition(record.Count == 0 ? Entries : last),
            record.Count switch
            {
                _ when entry is { } found => $"Entry {found} was altered: neither commit record {record.Number} nor the tree's tile knows it so.",
                0 => $"The root of commit record {record.Number} (an opening at position {Entries}) was altered.",
                1 => $"Entry {record.First} was altered, or the root of commit record {record.Number}: they do not give one another.",
                _ => $"An entry from {record.First} to {last} was altered, or the root of commit record {record.Number}: they do not give one another.",
            });
    }

    /// <summary>The batch is as its record says: the record's own signature, and what is known of it elsewhere.</summary>
    public void End(CommitRecord record, StoredRecord stored)
    {
        var hash = CommitRecord.Hash(stored.Bytes.Span);
        if (FindSignatureFault(record, stored, hash) is { } cause)
        {
            About(record, cause);
        }
        else if (_heads.Find(record, hash) is { } other)
        {
            About(record, other);
        }
        else
        {
            (_epoch, _time, _previous) = (record.Epoch, record.Time, hash);
            Records++;
        }
    }

    /// <summary>
    /// The entries end inside the batch: any of it may have been taken out, and the others moved up. Where the next record does not go on
    /// behind the batch, not the entries are wrong but the record is.
    /// </summary>
    public void Missing(CommitRecord record, LogPosition? next)
    {
        var end = new LogPosition(record.First.Value + record.Count);
        Fault = new LogFault(record.First, new LogPosition(end.Value - 1), next is { } first && first != end
            ? $"Commit record {record.Number} speaks of {record.Count} entries from {record.First} on, and record {record.Number + 1} begins at {first}: one of the two was altered."
            : $"Entry {Entries} is missing: commit record {record.Number} speaks of {record.Count} entries from {record.First} on.");
    }

    public void Uncommitted(LogPosition position) => Wrong($"Entry {position} stands after the last commit record: it was put in, or records were cut off.");

    /// <summary>The record that comes next cannot be read.</summary>
    public void Unreadable(string cause) => Wrong(cause);

    public void WrongTile(MerkleTile tile, string cause)
    {
        var entries = 1L << (8 * (tile.Level + 1));
        Fault = new LogFault(
            new LogPosition(tile.Index * entries),
            new LogPosition(((tile.Index + 1) * entries) - 1),
            cause);
    }

    /// <summary>Compares the end of the log with what is known of it elsewhere.</summary>
    public void CheckEnd()
    {
        if (_heads.FindMissing() is var (fault, size))
        {
            Wrong(fault, new LogPosition(Math.Max(Entries, size - 1)));
        }
    }

    /// <summary>A hand-over of the key is looked at wherever it stands; other signatures from where the log began to be signed.</summary>
    private string? FindSignatureFault(CommitRecord record, StoredRecord stored, ReadOnlySpan<byte> hash) =>
        HandOverLink.FindUnaccepted(record) is { } unaccepted ? $"Commit record {record.Number} {unaccepted}."
        : record.Number >= _options.SignedFrom || record.HandOver is not null ? _keys?.FindFault(record, hash, stored.Signature.Span)
        : null;

    private void About(CommitRecord record, string cause) => Fault = new LogFault(
        new LogPosition(Math.Min(record.First.Value, Math.Max(0, Entries - 1))), new LogPosition(Math.Max(0, Entries - 1)), cause);

    private CommitRecord? Wrong(string cause, LogPosition? last = null)
    {
        Fault = new LogFault(new LogPosition(Entries), last ?? new LogPosition(Entries), cause);
        return null;
    }
}

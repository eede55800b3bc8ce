using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>
/// A log in memory, for tests: what was written survives its <see cref="AuditLog"/> and can be opened again, like a file. Thread-safe.
/// </summary>
public sealed class MemoryLogStore : ILogStore
{
    private readonly Lock _gate = new();
    private readonly List<(EntryHeader Header, ReadOnlyMemory<byte> Bytes)> _entries = [];
    private readonly List<StoredRecord> _records = [];
    private readonly Dictionary<(int Level, long Index), MerkleTile> _tiles = [];
    private readonly Dictionary<EntryId, long> _ids = [];
    private readonly Dictionary<MachineId, List<long>> _machines = [];
    private ReadOnlyMemory<byte> _edgeBefore;
    private bool _owned;

    /// <summary>An empty log.</summary>
    public MemoryLogStore(LogId id) => Id = id;

    /// <inheritdoc />
    public LogId Id { get; }

    /// <inheritdoc />
    public ValueTask<StoredTail> OpenAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_owned)
            {
                throw new LogUnavailableException($"Log '{Id}' is open already; dispose the other first.");
            }

            _owned = true;
            if (_records.Count == 0)
            {
                return ValueTask.FromResult(StoredTail.Empty);
            }

            var last = CommitRecord.Decode(_records[^1].Bytes.Span);
            return ValueTask.FromResult(new StoredTail(_records[^1].Bytes, _edgeBefore, Range(last.First.Value, last.Count), _entries.Count));
        }
    }

    /// <inheritdoc />
    public void FindEntries(IReadOnlyList<EntryId> ids, Dictionary<EntryId, long> found)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(found);
        lock (_gate)
        {
            foreach (var id in ids)
            {
                if (_ids.TryGetValue(id, out var position))
                {
                    found[id] = position;
                }
            }
        }
    }

    /// <inheritdoc />
    public void FindStreams(IReadOnlyList<MachineId> machines, Dictionary<MachineId, long> versions)
    {
        ArgumentNullException.ThrowIfNull(machines);
        ArgumentNullException.ThrowIfNull(versions);
        lock (_gate)
        {
            foreach (var machine in machines)
            {
                versions[machine] = !_machines.TryGetValue(machine, out var positions) ? 0
                    : _entries[(int)positions[0]].Header.MachineVersion == Append.AnyVersion ? Append.AnyVersion
                    : positions.Count;
            }
        }
    }

    /// <inheritdoc />
    public void Write(LogBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        lock (_gate)
        {
            if (batch.Record.Number != _records.Count)
            {
                throw new LogUnavailableException($"A writer with a newer epoch than {batch.Record.Epoch} owns log '{Id}'.");
            }

            foreach (var entry in batch.Entries)
            {
                _ids.Add(entry.Header.Id, _entries.Count);
                if (!_machines.TryGetValue(entry.Header.Machine, out var positions))
                {
                    _machines.Add(entry.Header.Machine, positions = []);
                }

                positions.Add(_entries.Count);
                _entries.Add((entry.Header, entry.Bytes));
            }

            _records.Add(new StoredRecord(_records.Count, batch.RecordBytes, batch.Signature));
            _edgeBefore = batch.EdgeBefore;
            WriteTiles(batch.Tiles);
        }
    }

    /// <inheritdoc />
    public void WriteTiles(IReadOnlyList<MerkleTile> tiles)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        lock (_gate)
        {
            foreach (var tile in tiles)
            {
                _tiles.TryAdd((tile.Level, tile.Index), tile);
            }
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<long>> FindAsync(LogQuery query, LogPosition from, int max, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        lock (_gate)
        {
            var found = new List<long>();
            var step = query.Descending ? -1 : 1;
            for (var at = query.Descending ? from.Value - 1 : from.Value; at >= 0 && at < _entries.Count && found.Count < max; at += step)
            {
                if (query.Matches(_entries[(int)at].Header))
                {
                    found.Add(at);
                }
            }

            return ValueTask.FromResult<IReadOnlyList<long>>(found);
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<long>> FindMachineAsync(MachineId machine, long fromOrdinal, int max, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var positions = _machines.GetValueOrDefault(machine) ?? [];
            return ValueTask.FromResult<IReadOnlyList<long>>([.. positions.Where(p => Ordinal(p) >= fromOrdinal).Take(max)]);
        }

        long Ordinal(long position) => _entries[(int)position].Header.MachineVersion is >= 0 and var version ? version : position;
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredEntry>> ReadAsync(LogPosition from, int max, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var count = (int)Math.Clamp(_entries.Count - from.Value, 0, max);
            return ValueTask.FromResult(Range(from.Value, count));
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredEntry>> ReadAtAsync(IReadOnlyList<long> positions, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<StoredEntry>>([.. positions.Select(p => new StoredEntry(new LogPosition(p), _entries[(int)p].Bytes))]);
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredRecord>> ReadRecordsAsync(long number, int max, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<StoredRecord>>([.. _records.Skip((int)number).Take(max)]);
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<MerkleTile>> ReadTilesAsync(int level, long index, int max, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var found = new List<MerkleTile>();
            while (found.Count < max && _tiles.TryGetValue((level, index + found.Count), out var tile))
            {
                found.Add(tile);
            }

            return ValueTask.FromResult<IReadOnlyList<MerkleTile>>(found);
        }
    }

    /// <inheritdoc />
    public ValueTask ReleaseAsync() => DisposeAsync();

    /// <summary>Gives up ownership; what was written stays.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _owned = false;
        }

        return ValueTask.CompletedTask;
    }

    private IReadOnlyList<StoredEntry> Range(long first, int count) =>
        [.. _entries.GetRange((int)first, count).Select((entry, i) => new StoredEntry(new LogPosition(first + i), entry.Bytes))];
}

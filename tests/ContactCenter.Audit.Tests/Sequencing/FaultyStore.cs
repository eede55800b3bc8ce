using ContactCenter.Journal;

namespace ContactCenter.Audit.Tests.Sequencing;

/// <summary>A store in memory whose calls can be made to fail or to wait.</summary>
internal class FaultyStore(MemoryLogStore store) : ILogStore
{
    public Func<LogBatch, bool> FailsBefore { get; set; } = _ => false;

    public Func<LogBatch, bool> FailsAfter { get; set; } = _ => false;

    public bool FailsToFind { get; set; }

    public Func<LogBatch, LogBatch> Alters { get; set; } = static batch => batch;

    public Action<LogBatch> OnWrite { get; set; } = _ => { };

    public int Writes { get; private set; }

    public LogId Id => store.Id;

    public ValueTask<StoredTail> OpenAsync(CancellationToken cancellationToken) => store.OpenAsync(cancellationToken);

    public void FindEntries(IReadOnlyList<EntryId> ids, Dictionary<EntryId, long> found)
    {
        if (FailsToFind)
        {
            throw new IOException("cannot find");
        }

        store.FindEntries(ids, found);
    }

    public void FindStreams(IReadOnlyList<MachineId> machines, Dictionary<MachineId, long> versions) => store.FindStreams(machines, versions);

    public void Write(LogBatch batch)
    {
        Writes++;
        OnWrite(batch);
        if (FailsBefore(batch))
        {
            throw new IOException("no space");
        }

        store.Write(Alters(batch));
        if (FailsAfter(batch))
        {
            throw new IOException("sync failed");
        }
    }

    public void WriteTiles(IReadOnlyList<MerkleTile> tiles) => store.WriteTiles(tiles);

    public ValueTask<IReadOnlyList<MerkleTile>> ReadTilesAsync(int level, long index, int max, CancellationToken cancellationToken) =>
        store.ReadTilesAsync(level, index, max, cancellationToken);

    public ValueTask<IReadOnlyList<long>> FindAsync(LogQuery query, LogPosition from, int max, CancellationToken cancellationToken) =>
        store.FindAsync(query, from, max, cancellationToken);

    public ValueTask<IReadOnlyList<long>> FindMachineAsync(MachineId machine, long fromOrdinal, int max, CancellationToken cancellationToken) =>
        store.FindMachineAsync(machine, fromOrdinal, max, cancellationToken);

    public ValueTask<IReadOnlyList<StoredEntry>> ReadAsync(LogPosition from, int max, CancellationToken cancellationToken) => store.ReadAsync(from, max, cancellationToken);

    public ValueTask<IReadOnlyList<StoredEntry>> ReadAtAsync(IReadOnlyList<long> positions, CancellationToken cancellationToken) => store.ReadAtAsync(positions, cancellationToken);

    public ValueTask<IReadOnlyList<StoredRecord>> ReadRecordsAsync(long number, int max, CancellationToken cancellationToken) => store.ReadRecordsAsync(number, max, cancellationToken);

    public ValueTask ReleaseAsync() => store.ReleaseAsync();

    public ValueTask DisposeAsync() => store.DisposeAsync();
}

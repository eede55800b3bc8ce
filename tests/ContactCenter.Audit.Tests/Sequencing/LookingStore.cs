using ContactCenter.Journal;

namespace ContactCenter.Audit.Tests.Sequencing;

/// <summary>A store in memory that looks and writes in one call, as a far one does in one exchange.</summary>
internal sealed class LookingStore(MemoryLogStore store) : FaultyStore(store), ILookingLogStore
{
    private readonly MemoryLogStore _store = store;

    /// <summary>Calls of <see cref="TryWrite"/> that wrote nothing.</summary>
    public int Refused { get; private set; }

    public bool TryWrite(LogBatch batch, IReadOnlyList<KeyValuePair<MachineId, long>> streams)
    {
        Dictionary<EntryId, long> found = [];
        Dictionary<MachineId, long> versions = [];
        _store.FindEntries([.. batch.Entries.Select(static e => e.Header.Id)], found);
        _store.FindStreams([.. streams.Select(static s => s.Key)], versions);
        if (found.Count > 0 || streams.Any(s => versions[s.Key] != s.Value && (versions[s.Key], s.Value) != (0, Append.AnyVersion)))
        {
            Refused++;
            return false;
        }

        Write(batch);
        return true;
    }
}

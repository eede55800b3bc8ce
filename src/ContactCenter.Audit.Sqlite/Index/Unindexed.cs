using ContactCenter.Journal;

namespace ContactCenter.Audit.Sqlite;

/// <summary>The batches the index does not hold yet, at one moment. Immutable: whoever reads has all before <see cref="Start"/> from the index and the rest from here.</summary>
/// <param name="Start">The first position that may be missing in the index.</param>
/// <param name="Batches">In order; without openings.</param>
internal readonly record struct Unindexed(long Start, LogBatch[] Batches)
{
    public long? Find(EntryId id)
    {
        foreach (var batch in Batches)
        {
            for (var i = 0; i < batch.Entries.Count; i++)
            {
                if (batch.Entries[i].Header.Id == id)
                {
                    return batch.Record.First.Value + i;
                }
            }
        }

        return null;
    }

    /// <summary>The stream's version after its last entry here; null when it has none here.</summary>
    public long? Version(MachineId machine)
    {
        for (var b = Batches.Length - 1; b >= 0; b--)
        {
            for (var i = Batches[b].Entries.Count - 1; i >= 0; i--)
            {
                var header = Batches[b].Entries[i].Header;
                if (header.Machine == machine)
                {
                    return header.MachineVersion == Append.AnyVersion ? Append.AnyVersion : header.MachineVersion + 1;
                }
            }
        }

        return null;
    }

    /// <summary>Positions whose header fits, in order.</summary>
    public IEnumerable<long> Where(Func<EntryHeader, long, bool> fits)
    {
        foreach (var batch in Batches)
        {
            for (var i = 0; i < batch.Entries.Count; i++)
            {
                if (fits(batch.Entries[i].Header, batch.Record.First.Value + i))
                {
                    yield return batch.Record.First.Value + i;
                }
            }
        }
    }

    /// <summary>The entries from a position on.</summary>
    public IEnumerable<EntryHeader> Headers(long from)
    {
        foreach (var batch in Batches)
        {
            for (var i = (int)Math.Clamp(from - batch.Record.First.Value, 0, batch.Entries.Count); i < batch.Entries.Count; i++)
            {
                yield return batch.Entries[i].Header;
            }
        }
    }
}

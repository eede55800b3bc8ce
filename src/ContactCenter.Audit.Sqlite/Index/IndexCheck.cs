namespace ContactCenter.Audit.Sqlite;

/// <summary>Reads an index through once, as of one moment: its keys for a filter, and whether its rows are those that were written.</summary>
/// <param name="path">The file.</param>
/// <param name="keys">About how many keys it holds.</param>
/// <param name="isClosing">Whether nobody wants to know any more.</param>
internal sealed class IndexCheck(string path, long keys, Func<bool> isClosing)
{
    private const int CacheBytes = 2 << 20; // it is read from one end to the other

    /// <summary>Entries before this position have been looked at.</summary>
    public long Applied { get; private set; }

    /// <summary>Reads everything; the keys are handed on as soon as they are known to be all, since appends wait for them.</summary>
    /// <returns>What does not add up; null when everything does, or the index closes meanwhile.</returns>
    public string? Run(Action<KeyFilter> useKeys)
    {
        using var reader = new IndexReader(path, CacheBytes);
        reader.Hold();
        var (sums, kept) = (new IndexSums(), reader.Sums());
        Applied = reader.Applied();
        var filter = new KeyFilter(keys);
        var (ids, names) = (0L, 0L);
        foreach (var (hash, position) in reader.AllIds().TakeWhile(_ => !isClosing()))
        {
            filter.Add(KeyFilter.Mix((ulong)hash, 0));
            sums.AddId(hash, position);
            ids++;
        }

        foreach (var (name, number) in reader.AllNames().TakeWhile(_ => !isClosing()))
        {
            filter.Add(name);
            sums.AddName(name, number);
            names++;
        }

        if (isClosing())
        {
            return null;
        }

        if (ids != Applied || names != reader.Names() || !sums.HasKeysOf(kept))
        {
            return "entry ids or names";
        }

        useKeys(filter);
        AddRest(reader, sums);
        return isClosing() ? null : sums.Difference(kept);
    }

    private void AddRest(IndexReader reader, IndexSums sums)
    {
        AddRuns(reader, sums);
        foreach (var (block, first, last) in reader.AllBlocks().TakeWhile(_ => !isClosing()))
        {
            sums.AddBlock(block, first, last);
        }

        foreach (var (kind, block) in reader.AllKinds().TakeWhile(_ => !isClosing()))
        {
            sums.AddKind(kind, block);
        }

        foreach (var (agent, hour, row) in reader.AllCounts().TakeWhile(_ => !isClosing()))
        {
            ReadOnlySpan<byte> kinds = row;
            while (IndexRollUp.TryRead(ref kinds, out var kind, out var entries))
            {
                sums.AddCount(agent, hour, kind, entries);
            }

            AddUnread(sums, kinds.IsEmpty);
        }
    }

    private void AddRuns(IndexReader reader, IndexSums sums)
    {
        var positions = new List<long>();
        foreach (var (name, first, run) in reader.AllLinks().TakeWhile(_ => !isClosing()))
        {
            positions.Clear();
            AddUnread(sums, PositionRun.Read(first, includesFirst: true, run, positions));
            foreach (var position in positions)
            {
                sums.AddLink(name, position);
            }
        }

        foreach (var (name, ordinal, run) in reader.AllStreams().TakeWhile(_ => !isClosing()))
        {
            positions.Clear();
            AddUnread(sums, PositionRun.Read(0, includesFirst: false, run, positions));
            for (var i = 0; i < positions.Count; i++)
            {
                sums.AddStream(name, ordinal + i, positions[i]);
            }
        }
    }

    private static void AddUnread(IndexSums sums, bool isRead)
    {
        if (!isRead)
        {
            sums.AddRest();
        }
    }
}

namespace ContactCenter.Audit;

/// <summary>
/// The heads that were published of one log, checked among themselves: each must continue one kept before it. Two that do not are two histories under one key, which
/// shows a rewriting, a restored old copy that went on, or a stolen key, also without the log.
/// </summary>
/// <remarks>
/// A head whose place never answered is passed over by the next one, which continues an earlier one; it may not be continued any more, or two histories would do the same. One with <c>old 0</c> says
/// nothing of those before it: whether they are of one history, the log shows, which has to contain them all.
/// </remarks>
public static class HeadSeries
{
    /// <summary>What is wrong with a series; null when each head continues one before it.</summary>
    /// <param name="heads">All heads kept in one place, in any order.</param>
    /// <param name="key">Who must have signed each, or one of the keys where it was changed; null to leave signatures alone.</param>
    /// <param name="handOvers">The changes of the key that the log itself has, which count beside those in the heads.</param>
    /// <exception cref="LogFormatException">A head is signed by nobody of ours.</exception>
    public static LogFault? FindFault(IEnumerable<PublishedHead> heads, LogKey? key, IEnumerable<StoredRecord>? handOvers = null)
    {
        ArgumentNullException.ThrowIfNull(heads);
        var all = heads.Select(static h => (Published: h, h.Head)).OrderBy(static h => h.Head.Record).ThenBy(static h => h.Head.Size).ToList();
        if (all.Count > 0 && key is not null && FindKeyFault([.. all.Select(static h => h.Published)], key, handOvers ?? []) is { } fault)
        {
            return fault;
        }

        var line = new Stack<Checkpoint>(); // from the first head on, those that may be continued
        Checkpoint? before = null;
        foreach (var (published, head) in all)
        {
            if (head == before)
            {
                continue; // sent again
            }

            if ((FindDisorder(before, head) ?? FindGap(line, head, published)) is { } cause)
            {
                var from = before?.Size ?? 0;
                return new LogFault(new(from), new(Math.Max(from, head.Size - 1)), cause);
            }

            line.Push(head);
            before = head;
        }

        return null;
    }

    /// <summary>The changes of the key that heads and log know together, in order.</summary>
    /// <param name="heads">The heads.</param>
    /// <param name="handOvers">Those of the log.</param>
    public static IReadOnlyList<StoredRecord> HandOversOf(IEnumerable<PublishedHead> heads, IEnumerable<StoredRecord> handOvers) =>
        [.. handOvers.Concat(heads.SelectMany(static h => h.HandOvers)).DistinctBy(static r => (r.Number, Convert.ToHexString(r.Bytes.Span))).OrderBy(static r => r.Number)];

    private static LogFault? FindKeyFault(List<PublishedHead> heads, LogKey key, IEnumerable<StoredRecord> ofLog)
    {
        var handOvers = HandOversOf(heads, ofLog);
        if (handOvers.GroupBy(static r => r.Number).FirstOrDefault(static g => g.Count() > 1) is { } two)
        {
            var at = CommitRecord.Decode(two.First().Bytes.Span).First;
            return new LogFault(at, at, $"Two different changes of the key stand in commit record {two.Key}: there are two histories under one key.");
        }

        var keys = LogKeys.Of(LogOf(heads[0], key), key, handOvers);
        if (keys.Fault is { } fault)
        {
            return fault;
        }

        foreach (var head in heads)
        {
            if (keys.FindReplaced(head.Note) is { } replaced)
            {
                return replaced;
            }

            keys.Read(head.Note);
        }

        return null;
    }

    private static LogId LogOf(PublishedHead head, LogKey key) =>
        head.Head.Origin.StartsWith(key.Name + "/", StringComparison.Ordinal) && head.Head.Origin[(key.Name.Length + 1)..] is var id && KeyRules.IsValid(id)
            ? new LogId(id)
            : throw new LogFormatException($"A head is one of '{head.Head.Origin}', not by the key '{key.Name}'.");

    private static string? FindDisorder(Checkpoint? before, Checkpoint head) => head switch
    {
        _ when before is null => null,
        _ when head.Record == before.Record => $"Two heads speak of commit record {head.Record} and differ: there are two histories under one key.",
        _ when head.Origin != before.Origin => $"The heads are of two logs, '{before.Origin}' and '{head.Origin}'.",
        _ when head.Size < before.Size || head.Time < before.Time => $"The head of commit record {head.Record} has fewer entries or an earlier time than that of record {before.Record}: there are two histories under one key.",
        _ when head.Size == before.Size && !head.Root.Span.SequenceEqual(before.Root.Span) => $"The heads of commit records {before.Record} and {head.Record} have both {head.Size} entries, and they are others: there are two histories under one key.",
        _ => null,
    };

    /// <summary>Whether a head continues one in the line. Those after that one are passed over and leave the line.</summary>
    private static string? FindGap(Stack<Checkpoint> line, Checkpoint head, PublishedHead published)
    {
        var isFirst = line.Count == 0;
        while (line.TryPeek(out var last) && last.Size != published.OldSize)
        {
            line.Pop();
        }

        if (line.TryPeek(out var continued))
        {
            return MerkleProof.IsConsistent(continued.Size, continued.Root.Span, head.Size, head.Root.Span, published.Proof.Span) ? null
                : $"The head of {head.Time:u} with {head.Size} entries does not continue that of {continued.Time:u} with {continued.Size}: the history was rewritten in between.";
        }

        return published switch
        {
            { OldSize: 0, Proof.IsEmpty: true } => null,
            { OldSize: 0 } => $"The head of commit record {head.Record} continues none and brings a proof: it was altered.",
            _ when isFirst => $"The first head kept continues one of {published.OldSize} entries: heads before it were taken away.",
            _ => $"The head of commit record {head.Record} continues one of {published.OldSize} entries, which was not kept, or which another head passed over: a head between was taken away, or there are two histories under one key.",
        };
    }
}

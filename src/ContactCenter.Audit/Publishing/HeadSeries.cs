namespace ContactCenter.Audit;

/// <summary>
/// The heads that were published of one log, checked among themselves: each must continue the one before it. Two that do not are two histories under one key, which
/// shows a rewriting, a restored old copy that went on, or a stolen key, also without the log.
/// </summary>
public static class HeadSeries
{
    /// <summary>What is wrong with a series; null when each head continues the one before.</summary>
    /// <param name="heads">All heads kept in one place, in any order.</param>
    /// <param name="key">Who must have signed each; null to leave signatures alone.</param>
    public static LogFault? FindFault(IEnumerable<PublishedHead> heads, LogKey? key)
    {
        ArgumentNullException.ThrowIfNull(heads);
        Checkpoint? before = null;
        foreach (var (published, head) in heads.Select(h => (Published: h, Head: Checkpoint.Read(h.Note, key))).OrderBy(static h => h.Head.Record).ThenBy(static h => h.Head.Size).ToList())
        {
            var cause = before is not null ? Find(before, head, published)
                : published.OldSize == 0 ? null : $"The first head kept continues one of {published.OldSize} entries: heads before it were taken away.";
            if (cause is not null)
            {
                var from = before?.Size ?? 0;
                return new LogFault(new(from), new(Math.Max(from, head.Size - 1)), cause);
            }

            before = head;
        }

        return null;
    }

    private static string? Find(Checkpoint before, Checkpoint head, PublishedHead published) => head switch
    {
        _ when head.Record == before.Record => head == before ? null
            : $"Two heads speak of commit record {head.Record} and differ: there are two histories under one key.",
        _ when head.Origin != before.Origin => $"The heads are of two logs, '{before.Origin}' and '{head.Origin}'.",
        _ when head.Size < before.Size || head.Time < before.Time => $"The head of commit record {head.Record} has fewer entries or an earlier time than that of record {before.Record}: there are two histories under one key.",
        _ when published.OldSize != before.Size => $"The head of commit record {head.Record} continues one of {published.OldSize} entries, and the one kept before it has {before.Size}: a head between was taken away, or there are two histories under one key.",
        _ when !MerkleProof.IsConsistent(before.Size, before.Root.Span, head.Size, head.Root.Span, published.Proof.Span) =>
            $"The head of {head.Time:u} with {head.Size} entries does not continue that of {before.Time:u} with {before.Size}: the history was rewritten in between.",
        _ => null,
    };
}

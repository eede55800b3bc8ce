namespace ContactCenter.Scripting.Analysis;

/// <summary>Pairs lines that have no text id: those that are written alike in their order, then those that are about the same.</summary>
internal static class LinePairs
{
    /// <summary>Of steps with more lines than anybody reads, the order counts no more.</summary>
    private const int MostCells = 4_000_000;

    public static void Add(IEnumerable<WrittenLine> old, IEnumerable<WrittenLine> now, Action<WrittenLine, WrittenLine> pair)
    {
        var (before, after) = (old.ToList(), now.ToList());
        foreach (var (was, line) in (long)before.Count * after.Count > MostCells ? [] : Common(before, after))
        {
            pair(was, line);
            before.Remove(was);
            after.Remove(line);
        }

        // A line that moved past others is still written alike; one that was changed is about the same.
        Greedy(before, after, static line => line.Signature, pair);
        Greedy(before, after, static line => $"{line.Word} {line.About}", pair);
    }

    private static void Greedy(List<WrittenLine> before, List<WrittenLine> after, Func<WrittenLine, string> key, Action<WrittenLine, WrittenLine> pair)
    {
        foreach (var line in after.ToList())
        {
            if (before.Find(was => was.TextId is null == line.TextId is null && key(was) == key(line)) is { } was)
            {
                pair(was, line);
                before.Remove(was);
                after.Remove(line);
            }
        }
    }

    /// <summary>The longest row of lines that are the same and stand in the same order.</summary>
    private static List<(WrittenLine Was, WrittenLine Line)> Common(List<WrittenLine> before, List<WrittenLine> after)
    {
        var lengths = new int[before.Count + 1, after.Count + 1];
        for (var i = before.Count - 1; i >= 0; i--)
        {
            for (var j = after.Count - 1; j >= 0; j--)
            {
                lengths[i, j] = before[i].Signature == after[j].Signature ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        var common = new List<(WrittenLine, WrittenLine)>();
        for (var (i, j) = (0, 0); i < before.Count && j < after.Count;)
        {
            if (before[i].Signature == after[j].Signature)
            {
                common.Add((before[i++], after[j++]));
            }
            else if (lengths[i + 1, j] >= lengths[i, j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return common;
    }
}

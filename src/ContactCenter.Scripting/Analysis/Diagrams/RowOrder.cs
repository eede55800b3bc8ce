namespace ContactCenter.Scripting.Analysis;

/// <summary>Orders the boxes of each row so that few edges cross: each goes to the middle of those it is connected to, down and up by turns.</summary>
internal static class RowOrder
{
    private const int Sweeps = 16;

    /// <summary>With more, nobody sees how few edges cross.</summary>
    private const int MostBoxes = 20_000;

    public static void Arrange(List<List<Box>> rows)
    {
        if (rows.Sum(static row => row.Count) > MostBoxes)
        {
            return;
        }

        var best = Save(rows);
        var fewest = Crossings(rows);
        for (var sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            var isDown = sweep % 2 == 0;
            for (var i = 1; i < rows.Count; i++)
            {
                var row = rows[isDown ? i : rows.Count - 1 - i];
                var middles = row.ToDictionary(static box => box, box => Middle(isDown ? box.Above : box.Below) ?? box.Order);
                row.Sort((a, b) => middles[a] == middles[b] ? a.Order.CompareTo(b.Order) : middles[a].CompareTo(middles[b]));
                Number(row);
            }

            var crossings = Crossings(rows);
            if (crossings < fewest)
            {
                (fewest, best) = (crossings, Save(rows));
            }
        }

        for (var i = 0; i < rows.Count; i++)
        {
            rows[i] = [.. best[i]];
            Number(rows[i]);
        }
    }

    private static List<Box[]> Save(List<List<Box>> rows) => [.. rows.Select(static row => row.ToArray())];

    private static void Number(List<Box> row)
    {
        for (var i = 0; i < row.Count; i++)
        {
            row[i].Order = i;
        }
    }

    private static double? Middle(List<Box> others) => others.Count == 0 ? null : others.Average(static other => other.Order);

    private static long Crossings(List<List<Box>> rows)
    {
        var all = 0L;
        foreach (var row in rows)
        {
            // From left to right: an edge crosses those before it that end further to the right.
            var ends = row.SelectMany(static box => box.Below.Select(static below => below.Order).Order()).ToList();
            for (var i = 1; i < ends.Count; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    all += ends[j] > ends[i] ? 1 : 0;
                }
            }
        }

        return all;
    }
}

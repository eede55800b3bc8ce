namespace ContactCenter.Scripting.Analysis;

/// <summary>
/// Gives the boxes of each row places from left to right, as near as they can be to those they are connected to, with room between them. Of all places that
/// keep the order and the room, a row takes those with the least squared distances, found by joining neighbours that push one another.
/// </summary>
internal static class RowPlaces
{
    private const int Sweeps = 48;

    public static void Place(List<List<Box>> rows)
    {
        foreach (var row in rows)
        {
            Settle(row, [.. row.Select(static _ => 0.0)]);
        }

        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            for (var i = 0; i < rows.Count; i++)
            {
                var row = rows[sweep % 2 == 0 ? i : rows.Count - 1 - i];
                Settle(row, [.. row.Select(box => Wanted(box, sweep))]);
            }
        }
    }

    /// <summary>Makes pieces of a line straight where nothing stands in the way.</summary>
    public static void Straighten(List<List<Box>> rows, IEnumerable<Wire> wires)
    {
        foreach (var wire in wires)
        {
            for (var from = 1; from < wire.Boxes.Count - 1;)
            {
                var (low, high, sum, end) = (double.NegativeInfinity, double.PositiveInfinity, 0.0, from);
                for (; end < wire.Boxes.Count - 1; end++)
                {
                    var (left, right) = Free(rows, wire.Boxes[end]);
                    if (Math.Max(low, left) > Math.Min(high, right))
                    {
                        break;
                    }

                    (low, high, sum) = (Math.Max(low, left), Math.Min(high, right), sum + wire.Boxes[end].X);
                }

                var x = Math.Clamp(sum / Math.Max(1, end - from), low, high);
                for (; from < end; from++)
                {
                    wire.Boxes[from].X = x;
                }

                from = Math.Max(from, end);
            }
        }
    }

    /// <summary>Between which places a box can move.</summary>
    private static (double Left, double Right) Free(List<List<Box>> rows, Box box)
    {
        var row = rows[box.Row];
        var left = box.Order == 0 ? double.NegativeInfinity : row[box.Order - 1].X + row[box.Order - 1].Right + Layout.Beside + box.Left;
        var right = box.Order == row.Count - 1 ? double.PositiveInfinity : row[box.Order + 1].X - row[box.Order + 1].Left - Layout.Beside - box.Right;
        return (Math.Min(left, box.X), Math.Max(right, box.X));
    }

    /// <summary>The middle of those above, or below, or all; in the second half of the sweeps all.</summary>
    private static double Wanted(Box box, int sweep)
    {
        var others = sweep >= Sweeps / 2 ? box.Above.Concat(box.Below) : sweep % 2 == 0 ? box.Above : box.Below;
        var (sum, weights) = (0.0, 0.0);
        foreach (var other in others)
        {
            var weight = Weight(box, other);
            (sum, weights) = (sum + (weight * other.X), weights + weight);
        }

        return weights == 0 ? box.X : sum / weights;
    }

    /// <summary>How much it matters that a piece of line is straight: most in the middle of long lines.</summary>
    private static double Weight(Box box, Box other) => (box.Node is null, other.Node is null) switch
    {
        (true, true) => 8,
        (false, false) => 1,
        _ => 2,
    };

    private static double Weight(Box box) => Math.Max(1, box.Above.Concat(box.Below).Sum(other => Weight(box, other)));

    private static void Settle(List<Box> row, double[] wanted)
    {
        // With the room between them taken out, places need only not fall: blocks of boxes with a common place.
        var blocks = new List<(double Place, double Weight, int Count)>();
        var offsets = new double[row.Count];
        for (var i = 0; i < row.Count; i++)
        {
            offsets[i] = i == 0 ? 0 : offsets[i - 1] + row[i - 1].Right + Layout.Beside + row[i].Left;
            var block = (Place: wanted[i] - offsets[i], Weight: Weight(row[i]), Count: 1);
            while (blocks.Count > 0 && blocks[^1].Place > block.Place)
            {
                var (place, weight, count) = blocks[^1];
                blocks.RemoveAt(blocks.Count - 1);
                block = (((place * weight) + (block.Place * block.Weight)) / (weight + block.Weight), weight + block.Weight, count + block.Count);
            }

            blocks.Add(block);
        }

        var at = 0;
        foreach (var (place, _, count) in blocks)
        {
            for (var i = 0; i < count; i++, at++)
            {
                row[at].X = place + offsets[at];
            }
        }
    }
}

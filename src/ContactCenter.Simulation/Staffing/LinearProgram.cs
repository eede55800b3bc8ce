namespace ContactCenter.Simulation;

/// <summary>A small linear program with costs over 0, by the dual simplex method on a dense table.</summary>
internal static class LinearProgram
{
    private const double Tolerance = 1e-9;

    /// <summary>The cheapest x ≥ 0 with row · x ≥ least for each row; null when there is none.</summary>
    public static double[]? Minimize(double[] costs, IReadOnlyList<(double[] Row, double AtLeast)> rows)
    {
        // −row · x + slack = −least: with costs over 0 the slacks are a dual feasible start.
        var (columns, height) = (costs.Length + rows.Count, rows.Count);
        var table = new double[height, columns + 1];
        var reduced = new double[columns];
        costs.CopyTo(reduced, 0);
        var basis = new int[height];
        for (var i = 0; i < height; i++)
        {
            for (var j = 0; j < costs.Length; j++)
            {
                table[i, j] = -rows[i].Row[j];
            }

            (table[i, costs.Length + i], table[i, columns], basis[i]) = (1, -rows[i].AtLeast, costs.Length + i);
        }

        for (var step = 0; ; step++)
        {
            var leaving = FindLeaving(table, basis, step > 50 * (height + costs.Length));
            if (leaving < 0)
            {
                break;
            }

            var entering = FindEntering(table, reduced, leaving);
            if (entering < 0)
            {
                return null;
            }

            Pivot(table, reduced, leaving, entering);
            basis[leaving] = entering;
        }

        var solution = new double[costs.Length];
        for (var i = 0; i < height; i++)
        {
            if (basis[i] < costs.Length)
            {
                solution[basis[i]] = table[i, columns];
            }
        }

        return solution;
    }

    /// <summary>The row furthest below 0; after many steps the first by number (Bland), which cannot go in a circle.</summary>
    private static int FindLeaving(double[,] table, int[] basis, bool careful)
    {
        var (last, found) = (table.GetLength(1) - 1, -1);
        for (var i = 0; i < basis.Length; i++)
        {
            if (table[i, last] < -Tolerance && (found < 0 || (careful ? basis[i] < basis[found] : table[i, last] < table[found, last])))
            {
                found = i;
            }
        }

        return found;
    }

    private static int FindEntering(double[,] table, double[] reduced, int row)
    {
        var (found, least) = (-1, double.PositiveInfinity);
        for (var j = 0; j < reduced.Length; j++)
        {
            if (table[row, j] < -Tolerance && reduced[j] / -table[row, j] < least - Tolerance)
            {
                (found, least) = (j, reduced[j] / -table[row, j]);
            }
        }

        return found;
    }

    private static void Pivot(double[,] table, double[] reduced, int row, int column)
    {
        var (height, width) = (table.GetLength(0), table.GetLength(1));
        var pivot = table[row, column];
        for (var j = 0; j < width; j++)
        {
            table[row, j] /= pivot;
        }

        for (var i = 0; i < height; i++)
        {
            var factor = table[i, column];
            if (i == row || factor == 0)
            {
                continue;
            }

            for (var j = 0; j < width; j++)
            {
                table[i, j] -= factor * table[row, j];
            }
        }

        var price = reduced[column];
        for (var j = 0; j < reduced.Length; j++)
        {
            reduced[j] -= price * table[row, j];
        }
    }
}

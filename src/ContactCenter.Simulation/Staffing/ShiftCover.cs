namespace ContactCenter.Simulation;

/// <summary>
/// Shifts that cover what each interval needs at the least cost: branch and bound over the linear relaxation, which for shifts without breaks is
/// whole by itself. What it did not finish within its nodes it says, with a bound on how much better a cover could be. Thread-safe.
/// </summary>
public static class ShiftCover
{
    private const double Tolerance = 1e-6;

    /// <summary>Finds a cover.</summary>
    /// <param name="interval">How long an interval is; over 0.</param>
    /// <param name="needs">How many agents each interval needs; 0 to 100,000 each, at most 2,000 intervals.</param>
    /// <param name="patterns">The shifts allowed; 1 to 1,000.</param>
    /// <param name="mostNodes">After how many branches it stops with the best found; 2,000 by default.</param>
    /// <exception cref="ArgumentException">Something is out of its range.</exception>
    /// <exception cref="ScenarioException">No cover is possible; the message names the interval.</exception>
    public static ShiftCoverPlan Solve(TimeSpan interval, IReadOnlyList<int> needs, IReadOnlyList<ShiftPattern> patterns, int mostNodes = 2_000)
    {
        ArgumentNullException.ThrowIfNull(needs);
        ArgumentNullException.ThrowIfNull(patterns);
        Check(interval, needs, patterns);
        var covers = patterns.Select(pattern => Enumerable.Range(0, needs.Count).Select(i => pattern.Covers(i * interval, (i + 1) * interval)).ToArray()).ToArray();
        FindHole(interval, needs, patterns, covers);
        return new Search(needs, patterns, covers, mostNodes).Run();
    }

    private static void Check(TimeSpan interval, IReadOnlyList<int> needs, IReadOnlyList<ShiftPattern> patterns)
    {
        if (interval <= TimeSpan.Zero || needs.Count > 2_000 || needs.Any(static need => need is < 0 or > 100_000))
        {
            throw new ArgumentException($"Give an interval over 0 and at most 2,000 needs of 0 to 100,000 agents, not {interval:c} and {needs.Count}.", nameof(needs));
        }

        if (ShiftPattern.FindFault(patterns) is { } fault)
        {
            throw new ArgumentException(fault, nameof(patterns));
        }
    }

    private static void FindHole(TimeSpan interval, IReadOnlyList<int> needs, IReadOnlyList<ShiftPattern> patterns, bool[][] covers)
    {
        for (var i = 0; i < needs.Count; i++)
        {
            var most = patterns.Select((pattern, p) => covers[p][i] ? pattern.Most ?? long.MaxValue / 2_000 : 0).Sum();
            if (most < needs[i])
            {
                throw new ScenarioException($"The interval at {i * interval:c} needs {needs[i]} agents, and the shifts that cover it have {most}. Add a shift, or raise a limit.");
            }
        }
    }

    private sealed class Search(IReadOnlyList<int> needs, IReadOnlyList<ShiftPattern> patterns, bool[][] covers, int mostNodes)
    {
        private readonly double[] _costs = [.. patterns.Select(static pattern => pattern.Price)];
        private int[]? _best;
        private double _bestCost = double.PositiveInfinity;

        public ShiftCoverPlan Run()
        {
            // Best bound first: the bound of what is still open is the proof.
            var open = new PriorityQueue<(int[] Low, int[] High), double>();
            var high = patterns.Select(static pattern => pattern.Most ?? int.MaxValue).ToArray();
            open.Enqueue((new int[patterns.Count], high), 0);
            var bound = 0.0;
            for (var nodes = 0; nodes < mostNodes && open.TryDequeue(out var node, out var lowest); nodes++)
            {
                bound = Math.Max(bound, lowest);
                if (bound >= _bestCost - Tolerance)
                {
                    open.Clear();
                    break;
                }

                Branch(node.Low, node.High, open);
            }

            var isOptimal = open.Count == 0;
            if (!isOptimal && open.TryPeek(out _, out var least))
            {
                bound = Math.Max(bound, Math.Min(least, _bestCost));
            }

            var best = _best ?? throw new ScenarioException("The shifts' limits allow no cover. Raise a limit, or add a shift.");
            var atWork = needs.Select((_, i) => Enumerable.Range(0, patterns.Count).Sum(p => covers[p][i] ? best[p] : 0));
            return new ShiftCoverPlan([.. best], [.. atWork], _bestCost, isOptimal ? _bestCost : bound, isOptimal);
        }

        private void Branch(int[] low, int[] high, PriorityQueue<(int[] Low, int[] High), double> open)
        {
            var rows = new List<(double[] Row, double AtLeast)>();
            for (var i = 0; i < needs.Count; i++)
            {
                var still = needs[i] - Enumerable.Range(0, low.Length).Sum(p => covers[p][i] ? low[p] : 0);
                if (still > 0)
                {
                    rows.Add(([.. covers.Select(cover => cover[i] ? 1.0 : 0)], still));
                }
            }

            for (var p = 0; p < high.Length; p++)
            {
                if (high[p] != int.MaxValue)
                {
                    var row = new double[high.Length];
                    row[p] = -1;
                    rows.Add((row, low[p] - high[p]));
                }
            }

            if (LinearProgram.Minimize(_costs, rows) is not { } solution)
            {
                return;
            }

            var relaxed = solution.Select((value, p) => low[p] + value).ToArray();
            var bound = Cost(relaxed);
            Offer([.. relaxed.Select(static value => (int)Math.Ceiling(value - Tolerance))]);
            if (bound >= _bestCost - Tolerance)
            {
                return;
            }

            var fraction = Enumerable.Range(0, relaxed.Length).MaxBy(p => Math.Abs(relaxed[p] - Math.Round(relaxed[p])));
            var (below, above) = ((int[])high.Clone(), (int[])low.Clone());
            below[fraction] = (int)Math.Floor(relaxed[fraction]);
            above[fraction] = below[fraction] + 1;
            open.Enqueue((low, below), bound);
            open.Enqueue((above, high), bound);
        }

        /// <summary>A cover, with whoever is not needed taken out, the dearest first. It is kept when it is the best.</summary>
        private void Offer(int[] agents)
        {
            if (agents.Where((count, p) => count > (patterns[p].Most ?? int.MaxValue)).Any())
            {
                return;
            }

            var spare = needs.Select((need, i) => Enumerable.Range(0, agents.Length).Sum(p => covers[p][i] ? agents[p] : 0) - need).ToArray();
            foreach (var p in Enumerable.Range(0, agents.Length).OrderByDescending(p => _costs[p]))
            {
                while (agents[p] > 0 && Enumerable.Range(0, spare.Length).All(i => !covers[p][i] || spare[i] > 0))
                {
                    agents[p]--;
                    for (var i = 0; i < spare.Length; i++)
                    {
                        spare[i] -= covers[p][i] ? 1 : 0;
                    }
                }
            }

            var cost = Cost(Array.ConvertAll(agents, static count => (double)count));
            if (cost < _bestCost - Tolerance)
            {
                (_best, _bestCost) = (agents, cost);
            }
        }

        private double Cost(double[] agents) => agents.Select((count, p) => count * _costs[p]).Sum();
    }
}

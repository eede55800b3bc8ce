namespace ContactCenter.Simulation.Tests.Published;

/// <summary>
/// MSK once more, by somebody else: numbers of busy agents instead of agents, lists of waiting times instead of a router, and another
/// generator of chance. It shares nothing with the package but the scenario's numbers.
/// </summary>
internal sealed class GroupLevelSimulator(int seed)
{
    private static readonly double[][] Rates = [[4.2, 5.3, 3.2], [5.1, 4.3, 4.8], [6.3, 5.2, 4.8]];
    private static readonly double[] Service = [0.5, 0.6, 0.4];
    private static readonly double[] Impatience = [0.3, 0.4, 0.2];
    private static readonly int[][] Staff = [[12, 18, 9], [15, 20, 11]];
    private static readonly int[][] GroupsOfType = [[0], [0, 1], [1]];

    private readonly Random _chance = new(seed);

    public readonly record struct Outcome(int Served, int Abandoned, int GoodT0P0, int GoodT1P1, int GoodT2P0, int GoodT2P2);

    public Outcome RunDay()
    {
        var factor = Gamma(28.7) / 28.7;
        var calls = new List<(double At, int Type, int Period)>();
        for (var type = 0; type < 3; type++)
        {
            for (var period = 0; period < 3; period++)
            {
                for (var at = period * 120.0; (at += Exponential(Rates[type][period] * factor)) < (period + 1) * 120;)
                {
                    calls.Add((at, type, period));
                }
            }
        }

        calls.Sort();
        var waiting = new LinkedList<(double At, int Type, int Period, double Leaves, double Handling)>();
        var ends = new PriorityQueue<int, double>(); // whose group, when
        int[] busy = [0, 0];
        var (served, abandoned) = (0, 0);
        var good = new int[3, 3];
        var next = 0;
        while (next < calls.Count || waiting.Count > 0)
        {
            var arrival = next < calls.Count ? calls[next].At : double.MaxValue;
            var end = ends.TryPeek(out _, out var first) ? first : double.MaxValue;
            var shift = Now < 120 ? 120 : Now < 240 ? 240 : double.MaxValue;
            Now = Math.Min(Math.Min(arrival, end), shift);
            if (Now == end)
            {
                busy[ends.Dequeue()]--;
            }
            else if (Now == arrival)
            {
                var (at, type, period) = calls[next++];
                waiting.AddLast((at, type, period, at + Exponential(Impatience[period]), Exponential(Service[period])));
            }

            for (var node = waiting.First; node is not null;)
            {
                var call = node.Value;
                var following = node.Next;
                if (call.Leaves <= Now)
                {
                    abandoned++;
                    waiting.Remove(node);
                }
                else if (FreeGroup(call.Type, busy) is { } group)
                {
                    busy[group]++;
                    ends.Enqueue(group, Now + call.Handling);
                    served++;
                    good[call.Type, call.Period] += Now - call.At <= 20 / 60.0 ? 1 : 0;
                    waiting.Remove(node);
                }

                node = following;
            }
        }

        Now = 0;
        return new Outcome(served, abandoned, good[0, 0], good[1, 1], good[2, 0], good[2, 2]);
    }

    private double Now { get; set; }

    private int? FreeGroup(int type, int[] busy)
    {
        // Among groups with a free agent, by chance in proportion to how many are free: as good as who has been idle longest.
        var period = Math.Min(2, (int)(Now / 120));
        int Free(int group) => Math.Max(0, Staff[group][period] - busy[group]);
        var all = 0;
        foreach (var group in GroupsOfType[type])
        {
            all += Free(group);
        }

        if (all == 0)
        {
            return null;
        }

        var pick = _chance.Next(all);
        return GroupsOfType[type].First(group => (pick -= Free(group)) < 0);
    }

    private double Exponential(double rate) => -Math.Log(1 - _chance.NextDouble()) / rate;

    /// <summary>As a sum of exponentials for the whole part of the shape, and Jöhnk's method for the rest.</summary>
    private double Gamma(double shape)
    {
        var whole = (int)shape;
        var sum = Enumerable.Range(0, whole).Sum(_ => Exponential(1));
        var rest = shape - whole;
        while (rest > 0)
        {
            var (x, y) = (Math.Pow(_chance.NextDouble(), 1 / rest), Math.Pow(_chance.NextDouble(), 1 / (1 - rest)));
            if (x + y <= 1)
            {
                return sum + (Exponential(1) * x / (x + y));
            }
        }

        return sum;
    }
}

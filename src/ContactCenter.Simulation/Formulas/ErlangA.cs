namespace ContactCenter.Simulation;

/// <summary>
/// Erlang A (M/M/n+M): Erlang C whose customers leave after an exponential patience, so that it is stable at any load. Immutable.
/// </summary>
/// <remarks>
/// By the density of the wait a customer of endless patience would have (Baccelli and Hébuterne; Zeltyn and Mandelbaum):
/// at x &gt; 0 it is proportional to exp(λ(1−e^(−θx))/θ − nμx). Integrals of it are taken over the stretch where it matters, relative
/// to its highest point, which neither overflows nor cancels for thousands of agents.
/// </remarks>
public sealed class ErlangA
{
    private readonly double _rate; // λ per second
    private readonly double _capacity; // nμ per second
    private readonly double _impatience; // θ per second
    private readonly double _top; // the highest exponent
    private readonly (double From, double To) _stretch; // beyond it the density is under 1e-20 of its highest
    private readonly double _whole;

    /// <summary>Works the formula out.</summary>
    /// <param name="agents">1 to 1,000,000.</param>
    /// <param name="perHour">Contacts arriving per hour; over 0.</param>
    /// <param name="handling">The mean time an agent is busy with a contact, wrap-up included; over 0.</param>
    /// <param name="patience">The mean time after which a waiting customer leaves; over 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public ErlangA(int agents, double perHour, TimeSpan handling, TimeSpan patience)
    {
        Agents = Demand.Agents(agents);
        _rate = Demand.Rate(perHour);
        var seconds = Demand.Duration(handling, nameof(handling));
        _capacity = agents / seconds;
        _impatience = 1 / Demand.Duration(patience, nameof(patience));
        Load = _rate * seconds;

        var peak = _rate > _capacity ? Math.Log(_rate / _capacity) / _impatience : 0;
        _top = Exponent(peak);
        _stretch = (Exponent(0) > _top - 46 ? 0 : Find(0, peak), Find(PastTheEnd(peak), peak));
        _whole = Integrate(static (_, _) => 1, _stretch.From, _stretch.To);

        // P(wait) = λJ / (E + λJ), where 1/E is Erlang B of one agent less; by logarithms, as J may be beyond any double.
        var odds = Math.Log(_rate * _whole) + _top + Math.Log(ErlangB.Blocking(agents - 1, Load));
        WaitProbability = 1 / (1 + Math.Exp(-odds));
        AbandonProbability = WaitProbability * Integrate(static (x, impatience) => Left(x * impatience), _stretch.From, _stretch.To) / _whole;
        MeanWaitSeconds = AbandonProbability / _impatience;
        var servedWait = WaitProbability * Integrate(static (x, impatience) => x * Math.Exp(-x * impatience), _stretch.From, _stretch.To) / _whole;
        ServedMeanWaitSeconds = servedWait / (1 - AbandonProbability);
    }

    /// <summary>How many agents there are.</summary>
    public int Agents { get; }

    /// <summary>The work that arrives, in Erlang, that of customers who will leave included.</summary>
    public double Load { get; }

    /// <summary>The share of contacts that do not get an agent at once.</summary>
    public double WaitProbability { get; }

    /// <summary>The share of contacts whose customer leaves before an agent is free.</summary>
    public double AbandonProbability { get; }

    /// <summary>The mean wait of everyone, ended by an agent or by leaving.</summary>
    public double MeanWaitSeconds { get; }

    /// <summary>The mean wait of those who were served (ASA), those who did not wait included.</summary>
    public double ServedMeanWaitSeconds { get; }

    /// <summary>The share of their time for which agents are busy.</summary>
    public double Occupancy => Load * (1 - AbandonProbability) / Agents;

    /// <summary>How many wait, on average.</summary>
    public double QueueLength => _rate * MeanWaitSeconds;

    /// <summary>The share served within a time, by one of the formulas.</summary>
    /// <param name="within">0 or more.</param>
    /// <param name="formula">How customers who left count.</param>
    /// <param name="shortAbandon">For <see cref="ServiceLevelFormula.WithoutShortAbandons"/>: who leaves before it is not counted.</param>
    public double ServiceLevel(TimeSpan within, ServiceLevelFormula formula = ServiceLevelFormula.All, TimeSpan shortAbandon = default)
    {
        var good = 1 - WaitProbability + (WaitProbability * Share(static (x, impatience) => Math.Exp(-x * impatience), 0, within.TotalSeconds));
        var share = formula switch
        {
            ServiceLevelFormula.Served => good / (1 - AbandonProbability),
            ServiceLevelFormula.LateAbandons => good / (1 - AbandonedWithin(within)),
            ServiceLevelFormula.WithoutShortAbandons => good / (1 - AbandonedWithin(shortAbandon)),
            _ => good,
        };
        return Math.Min(1, share); // where next to nobody is served both sides are all but rounding
    }

    /// <summary>The share of contacts that wait longer than a time, whether they are served then or leave.</summary>
    /// <param name="time">0 or more.</param>
    public double WaitTail(TimeSpan time) => WaitTail(time.TotalSeconds);

    /// <summary>The wait that this share of contacts does not exceed.</summary>
    /// <param name="share">0 to under 1, such as 0.9.</param>
    public double WaitQuantileSeconds(double share)
    {
        if (WaitProbability <= 1 - share)
        {
            return 0;
        }

        var (low, high) = (0.0, _stretch.To);
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = WaitTail(middle) > 1 - share ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    private static double Left(double x) => x < 1e-5 ? x * (1 - (x / 2 * (1 - (x / 3)))) : 1 - Math.Exp(-x);

    private double WaitTail(double seconds) =>
        WaitProbability * Math.Exp(-seconds * _impatience) * Share(static (_, _) => 1, seconds, _stretch.To);

    private double AbandonedWithin(TimeSpan time)
    {
        var limit = Math.Max(0, time.TotalSeconds);
        return WaitProbability * (Share(static (x, impatience) => Left(x * impatience), 0, limit)
            + (Left(limit * _impatience) * Share(static (_, _) => 1, limit, _stretch.To)));
    }

    private double Share(Func<double, double, double> of, double from, double to) =>
        Integrate(of, Math.Max(from, _stretch.From), Math.Min(to, _stretch.To)) / _whole;

    private double Exponent(double x) => (_rate / _impatience * Left(x * _impatience)) - (_capacity * x);

    /// <summary>A point beyond the peak where the density is too small to matter.</summary>
    private double PastTheEnd(double peak)
    {
        var step = 1 / _capacity;
        while (Exponent(peak + step) > _top - 46)
        {
            step *= 2;
        }

        return peak + step;
    }

    /// <summary>Where between a point outside and the peak the density begins to matter.</summary>
    private double Find(double outside, double inside)
    {
        for (var step = 0; step < 60; step++)
        {
            var middle = (outside + inside) / 2;
            (outside, inside) = Exponent(middle) > _top - 46 ? (outside, middle) : (middle, inside);
        }

        return outside;
    }

    /// <summary>Gauss–Legendre, five points on each of 256 panels: the exponent falls by 92 at most over all of them.</summary>
    private double Integrate(Func<double, double, double> of, double from, double to)
    {
        const int Panels = 256;
        ReadOnlySpan<double> nodes = [0, 0.5384693101056831, -0.5384693101056831, 0.9061798459386640, -0.9061798459386640];
        ReadOnlySpan<double> weights = [0.5688888888888889, 0.4786286704993665, 0.4786286704993665, 0.2369268850561891, 0.2369268850561891];
        if (to <= from)
        {
            return 0;
        }

        var half = (to - from) / Panels / 2;
        var sum = 0.0;
        for (var panel = 0; panel < Panels; panel++)
        {
            var middle = from + (((2 * panel) + 1) * half);
            for (var i = 0; i < nodes.Length; i++)
            {
                var x = middle + (half * nodes[i]);
                sum += weights[i] * of(x, _impatience) * Math.Exp(Exponent(x) - _top);
            }
        }

        return sum * half;
    }
}

namespace ContactCenter.Simulation;

/// <summary>For how many seconds a group's agents were there, and busy, in each interval.</summary>
internal sealed class StaffUsage(Scenario scenario)
{
    private readonly double _interval = scenario.Interval.TotalMilliseconds;
    private readonly double _from = scenario.WarmUp.TotalMilliseconds;
    private readonly double _to = scenario.Length.TotalMilliseconds;

    public double[] Busy { get; } = new double[scenario.IntervalCount];

    public double[] Staffed { get; } = new double[scenario.IntervalCount];

    /// <summary>Adds a stretch of time to the intervals it lies in; what is outside the measured day is left out.</summary>
    public void Add(double[] seconds, double from, double to)
    {
        (from, to) = (Math.Max(from, _from), Math.Min(to, _to));
        for (var interval = (int)(from / _interval); from < to; interval++)
        {
            var end = Math.Min(to, (interval + 1) * _interval);
            seconds[interval] += (end - from) / 1000;
            from = end;
        }
    }
}

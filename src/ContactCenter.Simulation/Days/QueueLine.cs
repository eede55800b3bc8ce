namespace ContactCenter.Simulation;

/// <summary>How many wait in a queue, over time.</summary>
internal sealed class QueueLine(Scenario scenario)
{
    private readonly double _from = scenario.WarmUp.TotalMilliseconds;
    private readonly double _to = scenario.Length.TotalMilliseconds;
    private double _sum;
    private long _since;
    private int _count;

    /// <summary>On average over the measured time.</summary>
    public double Mean => _sum / (_to - _from);

    public void Change(long now, int change)
    {
        var stretch = Math.Min(now, _to) - Math.Max(_since, _from);
        _sum += stretch > 0 ? stretch * _count : 0;
        (_since, _count) = (now, _count + change);
    }
}

using System.Diagnostics.Metrics;

namespace ContactCenter.Timers;

/// <summary>How punctual timers are.</summary>
internal sealed class TimerMetrics
{
    private readonly Histogram<double> _lateness;

    public TimerMetrics(IMeterFactory meters)
    {
        _lateness = meters.Create(Tracing.Name).CreateHistogram(
            "contactcenter.timer.lateness",
            "s",
            "From the time a timer was due until its machine had reacted.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.5, 1, 5, 30, 60, 300, 3600] });
    }

    public void Fired(string name, TimeSpan lateness) => _lateness.Record(Math.Max(0, lateness.TotalSeconds), new KeyValuePair<string, object?>("timer", name));
}

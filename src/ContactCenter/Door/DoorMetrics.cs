using System.Diagnostics.Metrics;
using ContactCenter.Channels;

namespace ContactCenter.Door;

/// <summary>What comes through the door.</summary>
internal sealed class DoorMetrics
{
    private readonly Histogram<double> _duration;

    public DoorMetrics(IMeterFactory meters)
    {
        _duration = meters.Create(Tracing.Name).CreateHistogram(
            "contactcenter.door.duration",
            "s",
            "From handing something in until it is durable or refused.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5] });
    }

    public void Took(ChannelKind channel, string what, InboxStatus status, TimeSpan duration) => _duration.Record(
        duration.TotalSeconds,
        new("channel", channel.Value),
        new("what", what),
        new("outcome", status switch { InboxStatus.Accepted => "accepted", InboxStatus.Repeated => "repeated", _ => "refused" }));
}

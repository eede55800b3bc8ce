using System.Diagnostics.Metrics;
using ContactCenter.Channels;

namespace ContactCenter.Effects;

/// <summary>What is fetched from providers.</summary>
internal sealed class MediaMetrics
{
    private readonly Histogram<double> _duration;

    public MediaMetrics(IMeterFactory meters)
    {
        _duration = meters.Create(Tracing.Name).CreateHistogram(
            "contactcenter.media.fetch.duration",
            "s",
            "One attempt to fetch a medium, until it is stored or could not be had.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120] });
    }

    public void Fetched(ChannelKind channel, string outcome, TimeSpan duration) =>
        _duration.Record(duration.TotalSeconds, new("channel", channel.Value), new("outcome", outcome));
}

using System.Diagnostics.Metrics;
using ContactCenter.Channels;

namespace ContactCenter.Effects;

/// <summary>What goes out.</summary>
internal sealed class EffectMetrics
{
    private readonly Histogram<double> _duration;

    public EffectMetrics(IMeterFactory meters)
    {
        _duration = meters.Create(Tracing.Name).CreateHistogram(
            "contactcenter.effect.duration",
            "s",
            "One attempt to send, from the call to the provider's answer.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] });
    }

    public void Attempted(ChannelKind channel, SendOutcome outcome, TimeSpan duration) => _duration.Record(
        duration.TotalSeconds,
        new("channel", channel.Value),
        new("outcome", outcome switch { SendOutcome.Accepted => "accepted", SendOutcome.Refused => "refused", _ => "unknown" }));
}

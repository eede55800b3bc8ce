using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ContactCenter.Channels.Twilio;

/// <summary>The package's instruments; they are listed in <c>docs/channels/sms.md</c>.</summary>
internal sealed class TwilioMetrics
{
    public const string MeterName = "ContactCenter.Channels.Twilio";

    /// <summary>Spans <c>twilio.send</c>, <c>twilio.find</c>, <c>twilio.sweep</c>, <c>twilio.media</c> and <c>twilio.webhook</c>.</summary>
    public static readonly ActivitySource Tracing = new(MeterName);

    private readonly Histogram<double> _requests;
    private readonly Counter<long> _webhooks;

    public TwilioMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _requests = meter.CreateHistogram(
            "contactcenter.twilio.request.duration",
            "s",
            "How long requests to Twilio take, by operation (send, list, media) and outcome.",
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] });
        _webhooks = meter.CreateCounter<long>("contactcenter.twilio.webhooks", "{request}", "Webhooks received, by kind (sms, status, other) and outcome.");
    }

    public static string Name(SendOutcome outcome) => outcome switch
    {
        SendOutcome.Accepted => "accepted",
        SendOutcome.Refused { IsTransient: true } => "refused-transient",
        SendOutcome.Refused => "refused",
        _ => "unknown",
    };

    public void Requested(string operation, string outcome, TimeSpan took) =>
        _requests.Record(took.TotalSeconds, new("operation", operation), new("outcome", outcome));

    public void Received(string kind, string outcome) => _webhooks.Add(1, new("kind", kind), new("outcome", outcome));
}

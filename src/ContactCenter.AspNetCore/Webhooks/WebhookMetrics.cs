using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ContactCenter.AspNetCore;

/// <summary>What webhooks cost and how they end.</summary>
internal sealed class WebhookMetrics : IDisposable
{
    public const string MeterName = "ContactCenter.AspNetCore";

    private static readonly InstrumentAdvice<double> Buckets = new()
    {
        HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
    };

    private readonly Meter _meter;
    private readonly Histogram<double> _duration;
    private readonly UpDownCounter<long> _active;

    public WebhookMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _duration = _meter.CreateHistogram("contactcenter.webhook.duration", "s", "From a webhook's headers to the end of its answer.", tags: null, Buckets);
        _active = _meter.CreateUpDownCounter<long>("contactcenter.webhook.active", "{request}", "Webhook requests in work.");
    }

    public void Begin(string webhook) => _active.Add(1, new KeyValuePair<string, object?>("webhook", webhook));

    public void End(string webhook, string outcome, TimeSpan took)
    {
        _active.Add(-1, new KeyValuePair<string, object?>("webhook", webhook));
        _duration.Record(took.TotalSeconds, new TagList { { "webhook", webhook }, { "outcome", outcome } });
    }

    public void Dispose() => _meter.Dispose();
}

/// <summary>How a webhook request ends: the values of the tag <c>outcome</c>.</summary>
internal static class WebhookOutcome
{
    /// <summary>Answered below 400.</summary>
    public const string Accepted = "accepted";

    /// <summary>Answered 4xx: not for us, not genuine, too large, too slow.</summary>
    public const string Rejected = "rejected";

    /// <summary>Answered 503: the log cannot take it.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>Answered 503: too many in work.</summary>
    public const string Busy = "busy";

    /// <summary>Answered 503: the host goes down.</summary>
    public const string Draining = "draining";

    /// <summary>Answered 5xx: our fault.</summary>
    public const string Failed = "failed";

    /// <summary>Not answered: the caller hung up.</summary>
    public const string Aborted = "aborted";
}

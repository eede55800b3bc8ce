using System.Diagnostics.Metrics;
using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Screening;

namespace ContactCenter.Channels.Voice.Conduct;

/// <summary>The instruments of calls.</summary>
internal sealed class ConductMetrics
{
    public const string MeterName = "ContactCenter.Channels.Voice";

    private readonly Counter<long> _ended;
    private readonly UpDownCounter<long> _active;
    private readonly Histogram<double> _admission;
    private readonly Counter<long> _orders;
    private readonly Histogram<double> _screening;

    public ConductMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _ended = meter.CreateCounter<long>("contactcenter.voice.calls", "{call}", "Calls that are over, by direction and cause.");
        _active = meter.CreateUpDownCounter<long>("contactcenter.voice.active", "{call}", "Calls that are up or under way, by direction.");
        _admission = meter.CreateHistogram<double>("contactcenter.voice.admission.duration", "s", "From a call's arrival until it is durable or not, by outcome.");
        _orders = meter.CreateCounter<long>("contactcenter.voice.orders", "{order}", "Orders of the center, by kind and outcome.");
        _screening = meter.CreateHistogram<double>("contactcenter.voice.screening.duration", "s", "From the answer of a campaign's call until it was known who answered, by who and why.");
    }

    public void Began(bool isOutbound) => _active.Add(1, Direction(isOutbound));

    public void Left(bool isOutbound) => _active.Add(-1, Direction(isOutbound));

    public void Ended(bool isOutbound, CallCause cause) => _ended.Add(1, Direction(isOutbound), new("cause", cause.ToString()));

    public void Admitted(TimeSpan after, string outcome) => _admission.Record(after.TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));

    public void Ordered(CallOrder order, CallOrderResult result) => _orders.Add(1, new("order", order.GetType().Name), new("outcome", result.Code ?? "done"));

    public void Screened(ScreeningVerdict verdict) =>
        _screening.Record(verdict.At.TotalSeconds, new KeyValuePair<string, object?>("who", verdict.Who.ToString()), new KeyValuePair<string, object?>("reason", verdict.Reason.ToString()));

    private static KeyValuePair<string, object?> Direction(bool isOutbound) => new("direction", isOutbound ? "out" : "in");
}

using System.Diagnostics.Metrics;

namespace ContactCenter.Routing;

/// <summary>The instruments of the meter <c>ContactCenter.Routing</c>; tags are partition, queue, command and outcome, all of few values.</summary>
internal sealed class RouterMetrics
{
    private readonly KeyValuePair<string, object?> _partition;
    private readonly Counter<long> _commands;
    private readonly Counter<long> _offers;
    private readonly Histogram<double> _wait;
    private readonly Histogram<double> _append;
    private readonly Histogram<int> _batch;

    public RouterMetrics(IMeterFactory meters, string partition)
    {
        _partition = new("partition", partition);
        var meter = meters.Create("ContactCenter.Routing");
        _commands = meter.CreateCounter<long>("contactcenter.router.commands", "{command}", "Commands by kind and outcome.");
        _offers = meter.CreateCounter<long>("contactcenter.router.offers", "{offer}", "Offers by queue and what became of them.");
        _wait = meter.CreateHistogram(
            "contactcenter.queue.wait.duration",
            "s",
            "From the customer's beginning to wait to an agent having the work.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600] });
        _append = meter.CreateHistogram(
            "contactcenter.router.append.duration",
            "s",
            "How long the journal took to make a batch durable.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5] });
        _batch = meter.CreateHistogram(
            "contactcenter.router.append.records",
            "{record}",
            "How many records one batch had.",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024] });
    }

    public void Refused(RouterCommand command) => _commands.Add(1, _partition, new("command", command.GetType().Name), new("outcome", nameof(RouterRefusalCode.Busy)));

    public void Carried(RouterCommand command, RouterRefusal? refusal, RouterState state, List<RouterRecord> records, int first)
    {
        if (_commands.Enabled)
        {
            _commands.Add(1, _partition, new("command", command.GetType().Name), new("outcome", refusal?.Code.ToString() ?? "Accepted"));
        }

        for (var i = first; i < records.Count; i++)
        {
            Count(records[i], state);
        }
    }

    public void Appended(int records, TimeSpan took)
    {
        _batch.Record(records, _partition);
        _append.Record(took.TotalSeconds, _partition);
    }

    private void Count(RouterRecord record, RouterState state)
    {
        switch (record.Event)
        {
            case RouterEvent.OfferMade e: CountOffer(e.Queue, "made"); break;
            case RouterEvent.OfferAccepted e: CountOffer(e.Queue, "accepted"); break;
            case RouterEvent.OfferDeclined e: CountOffer(e.Queue, "declined"); break;
            case RouterEvent.OfferExpired e: CountOffer(e.Queue, "expired"); break;
            case RouterEvent.OfferRevoked e: CountOffer(e.Queue, "revoked"); break;
            case RouterEvent.WorkAssigned { From: null } e when state.WorkOf(e.Item) is { } work:
                var waited = (record.At - work.WaitingSince).TotalSeconds;
                _wait.Record(Math.Max(0, waited), _partition, new("queue", e.Queue.Value));
                break;
        }
    }

    private void CountOffer(QueueId queue, string outcome) => _offers.Add(1, _partition, new("queue", queue.Value), new("outcome", outcome));
}

using System.Diagnostics.Metrics;
using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>The log's instruments; listed in <c>docs/metrics.md</c>.</summary>
internal sealed class AuditMetrics : IDisposable
{
    private static readonly KeyValuePair<string, object?>[] Statuses =
        [.. Enum.GetNames<AppendStatus>().Select(name => new KeyValuePair<string, object?>("status", name.ToLowerInvariant()))];

    private readonly Meter? _own;
    private readonly Histogram<double> _appendDuration;
    private readonly Histogram<double> _commitDuration;
    private readonly Histogram<int> _batchSize;
    private readonly Counter<long> _entries;

    public AuditMetrics(IMeterFactory? factory)
    {
        _own = factory is null ? new Meter("ContactCenter.Audit") : null;
        var meter = _own ?? factory!.Create("ContactCenter.Audit");
        var seconds = new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5] };
        _appendDuration = meter.CreateHistogram("contactcenter.log.append.duration", "s", "From the call of an append to its answer.", advice: seconds);
        _commitDuration = meter.CreateHistogram("contactcenter.log.commit.duration", "s", "Writing and syncing one batch.", advice: seconds);
        _batchSize = meter.CreateHistogram(
            "contactcenter.log.batch.size", "{entry}", "Entries of a batch.", advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024] });
        _entries = meter.CreateCounter<long>("contactcenter.log.entries", "{entry}", "Entries committed.");
    }

    public void Appended(AppendStatus status, TimeSpan duration) => _appendDuration.Record(duration.TotalSeconds, Statuses[(int)status]);

    public void Committed(int entries, TimeSpan duration)
    {
        _commitDuration.Record(duration.TotalSeconds);
        _batchSize.Record(entries);
        _entries.Add(entries);
    }

    public void Dispose() => _own?.Dispose();
}

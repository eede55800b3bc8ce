using System.Diagnostics.Metrics;

namespace ContactCenter.Sqlite;

/// <summary>The instruments of views and keys, over all tenants; listed in <c>docs/metrics.md</c>.</summary>
internal sealed class StorageMetrics : IDisposable
{
    private readonly Meter? _own;
    private readonly Histogram<double> _duration;
    private readonly Histogram<int> _size;
    private readonly TimeProvider _time;

    public StorageMetrics(IMeterFactory? factory, TimeProvider time)
    {
        _own = factory is null ? new Meter("ContactCenter.Sqlite") : null;
        var meter = _own ?? factory!.Create("ContactCenter.Sqlite");
        _duration = meter.CreateHistogram(
            "contactcenter.storage.commit.duration", "s", "One commit of views or keys, with what precedes it in the transaction.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5] });
        _size = meter.CreateHistogram(
            "contactcenter.storage.commit.size", "{change}", "Rows or requests that shared one commit.",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096] });
        _time = time;
    }

    public long Started() => _time.GetTimestamp();

    /// <param name="store"><c>views</c> or <c>keys</c>.</param>
    /// <param name="started">What <see cref="Started"/> said.</param>
    /// <param name="size">Rows or requests.</param>
    public void Committed(string store, long started, int size)
    {
        var tag = new KeyValuePair<string, object?>("store", store);
        _duration.Record(_time.GetElapsedTime(started).TotalSeconds, tag);
        _size.Record(size, tag);
    }

    public void Dispose() => _own?.Dispose();
}

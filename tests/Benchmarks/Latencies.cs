using System.Diagnostics;

namespace ContactCenter.Benchmarks;

/// <summary>Durations, collected from many threads and told by percentile, in milliseconds.</summary>
internal sealed class Latencies
{
    private readonly List<double> _all = [];

    public int Count => _all.Count;

    public void Add(long fromTimestamp)
    {
        var took = Stopwatch.GetElapsedTime(fromTimestamp).TotalMilliseconds;
        lock (_all)
        {
            _all.Add(took);
        }
    }

    public void Clear()
    {
        lock (_all)
        {
            _all.Clear();
        }
    }

    public double At(double percent)
    {
        lock (_all)
        {
            _all.Sort();
            return _all.Count == 0 ? double.NaN : _all[Math.Min(_all.Count - 1, (int)(_all.Count * percent / 100))];
        }
    }

    public override string ToString() => $"p50 {At(50),6:F1}  p95 {At(95),6:F1}  p99 {At(99),6:F1}  max {At(100),6:F1} ms";
}

using System.Diagnostics.Metrics;

namespace ContactCenter.Audit;

/// <summary>The instruments of publishing; listed in <c>docs/metrics.md</c>.</summary>
internal sealed class HeadMetrics : IDisposable
{
    private readonly Meter? _own;
    private readonly Counter<long> _heads;

    public HeadMetrics(IMeterFactory? factory)
    {
        _own = factory is null ? new Meter("ContactCenter.Audit") : null;
        _heads = (_own ?? factory!.Create("ContactCenter.Audit")).CreateCounter<long>("contactcenter.log.heads", "{head}", "Heads sent to a place away from the log.");
    }

    public void Published(string place, string outcome) =>
        _heads.Add(1, new KeyValuePair<string, object?>("place", place), new KeyValuePair<string, object?>("outcome", outcome));

    public void Dispose() => _own?.Dispose();
}

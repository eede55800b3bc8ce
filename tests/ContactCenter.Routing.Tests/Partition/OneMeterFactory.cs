using System.Diagnostics.Metrics;

namespace ContactCenter.Routing.Tests.Partition;

/// <summary>Meters of this test alone.</summary>
internal sealed class OneMeterFactory : IMeterFactory
{
    private readonly Dictionary<string, Meter> _meters = [];

    public Meter Create(MeterOptions options)
    {
        if (!_meters.TryGetValue(options.Name, out var meter))
        {
            options.Scope = this;
            _meters.Add(options.Name, meter = new Meter(options));
        }

        return meter;
    }

    public void Dispose()
    {
        foreach (var meter in _meters.Values)
        {
            meter.Dispose();
        }
    }
}

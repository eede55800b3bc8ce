using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace ContactCenter.Benchmarks.Calls;

/// <summary>What the center's own instruments say of how long things took: how often, mean and most.</summary>
internal static class Durations
{
    private static readonly ConcurrentDictionary<string, Sum> All = new();

    public static MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument is Histogram<double> && instrument.Meter.Name.StartsWith("ContactCenter", StringComparison.Ordinal))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>(static (instrument, value, tags, _) =>
        {
            var name = instrument.Name;
            foreach (var (key, tag) in tags)
            {
                name += key == "store" ? " " + tag : "";
            }

            All.GetOrAdd(name, static _ => new Sum()).Add(value);
        });
        listener.Start();
        return listener;
    }

    /// <summary>What was since it was asked last, in milliseconds: how often, mean and most.</summary>
    public static Dictionary<string, double[]> Take() => All.ToDictionary(static s => s.Key, static s => s.Value.Take());

    private sealed class Sum
    {
        private readonly Lock _gate = new();
        private long _count;
        private double _total;
        private double _most;

        public void Add(double seconds)
        {
            lock (_gate)
            {
                (_count, _total, _most) = (_count + 1, _total + seconds, Math.Max(_most, seconds));
            }
        }

        public double[] Take()
        {
            lock (_gate)
            {
                double[] taken = [_count, _count == 0 ? 0 : 1e3 * _total / _count, 1e3 * _most];
                (_count, _total, _most) = (0, 0, 0);
                return taken;
            }
        }
    }
}

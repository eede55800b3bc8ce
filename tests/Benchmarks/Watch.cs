using System.Diagnostics;

namespace ContactCenter.Benchmarks;

/// <summary>Prints what a process holds in memory while something runs for long.</summary>
internal sealed class Watch : IDisposable
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Timer? _timer;

    private Watch(int every, Func<double> megabytes)
    {
        if (every > 0)
        {
            var period = TimeSpan.FromSeconds(every);
            _timer = new Timer(_ => Console.WriteLine($"            {Stopwatch.GetElapsedTime(_started).TotalSeconds,5:F0} s: {megabytes():F0} MB resident"), null, period, period);
        }
    }

    /// <param name="every">Seconds between lines; 0 for none.</param>
    /// <param name="megabytes">What it holds now.</param>
    public static Watch Start(int every, Func<double> megabytes) => new(every, megabytes);

    public void Dispose() => _timer?.Dispose();
}

namespace ContactCenter.Desktop.Circuit;

/// <summary>One timer of one second for all clocks on a page; it runs only while there are some.</summary>
internal sealed class SecondTicker(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly List<Action> _clocks = [];
    private ITimer? _timer;

    public DateTimeOffset Now => time.GetUtcNow();

    public IDisposable Start(Action clock)
    {
        lock (_gate)
        {
            _clocks.Add(clock);
            _timer ??= time.CreateTimer(static me => ((SecondTicker)me!).Tick(), this, Second, Second);
        }

        return new Clock(this, clock);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _clocks.Clear();
            _timer?.Dispose();
            _timer = null;
        }
    }

    private void Tick()
    {
        Action[] clocks;
        lock (_gate)
        {
            clocks = [.. _clocks];
        }

        foreach (var clock in clocks)
        {
            clock();
        }
    }

    private void Stop(Action clock)
    {
        lock (_gate)
        {
            if (_clocks.Remove(clock) && _clocks.Count == 0)
            {
                _timer?.Dispose();
                _timer = null;
            }
        }
    }

    private sealed class Clock(SecondTicker ticker, Action clock) : IDisposable
    {
        public void Dispose() => ticker.Stop(clock);
    }
}

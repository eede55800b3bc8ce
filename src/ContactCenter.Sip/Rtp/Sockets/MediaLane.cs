using Microsoft.Extensions.Logging;

namespace ContactCenter.Sip.Rtp.Sockets;

/// <summary>One thread of media: it receives, and it gives everybody their turns.</summary>
internal sealed class MediaLane : IDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(20);

    private readonly MediaTime _time;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private readonly MediaPriority _wanted;
    private volatile bool _isOver;
    private long _failures;

    public MediaLane(MediaEngineOptions options, MediaTime time, ILogger logger, int number)
    {
        _time = time;
        _logger = logger;
        _wanted = options.Priority;
        Poller = options.IsPortable ? new PortablePoller(time, Failed) : new LinuxPoller(time, Advance);
        _thread = new Thread(Run) { IsBackground = true, Name = $"Media {number}" };
        _thread.Start();
    }

    public PacedWheel Wheel { get; } = new();

    public MediaPoller Poller { get; }

    /// <value>What the kernel permitted.</value>
    public MediaPriority Priority { get; private set; }

    /// <value>Sockets it watches.</value>
    public int Sockets { get; set; }

    /// <summary>Waits for the thread to end.</summary>
    public void Dispose()
    {
        _isOver = true;
        Poller.Wake();
        _thread.Join();
        Poller.Dispose();
    }

    private void Run()
    {
        Priority = OperatingSystem.IsLinux() && LinuxCalls.Prefer(_wanted) ? _wanted : MediaPriority.Normal;
        while (!_isOver)
        {
            try
            {
                var now = _time.Now;
                var next = Advance(now);
                Poller.Wait(Wheel.Count > 0 ? next : now + Idle);
            }
            catch (Exception e)
            {
                Failed(e);
            }
        }
    }

    private TimeSpan Advance(TimeSpan now) => Wheel.Advance(now);

    /// <summary>What a stream's owner does wrong in its hook must not end everybody's calls.</summary>
    private void Failed(Exception e)
    {
        // A fault that comes with every packet is told of at 1, 2, 4, 8 and so on.
        if (long.IsPow2(Interlocked.Increment(ref _failures)))
        {
            MediaLog.LaneFailed(_logger, _failures, e);
        }
    }
}

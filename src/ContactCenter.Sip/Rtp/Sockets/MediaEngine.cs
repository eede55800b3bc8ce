using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactCenter.Sip.Rtp.Sockets;

/// <summary>Owns the ports of media, the threads that serve them and the one clock all streams are paced by. Nothing is allocated for a packet.</summary>
/// <remarks>Safe to use from any thread. Dispose it after the ports.</remarks>
public sealed class MediaEngine : IDisposable
{
    private readonly MediaEngineOptions _options;
    private readonly MediaLane[] _lanes;
    private readonly PortRange _ports;
    private readonly Lock _changing = new();
    private bool _isClosed;

    /// <summary>Starts the threads.</summary>
    /// <param name="options">Where the ports are.</param>
    /// <param name="time">The clock; it must be a real one, the threads wait for sockets in real time.</param>
    /// <param name="logger">Hears what went wrong in what the threads called.</param>
    /// <exception cref="ArgumentException">The range of ports is empty.</exception>
    public MediaEngine(MediaEngineOptions options, TimeProvider time, ILogger<MediaEngine>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        if (options.LastPort <= options.FirstPort)
        {
            throw new ArgumentException($"The ports of media are {options.FirstPort} to {options.LastPort}, which is none; set LastPort above FirstPort.", nameof(options));
        }

        if (!options.IsPortable && !OperatingSystem.IsLinux())
        {
            options = options with { IsPortable = true };
        }

        _options = options;
        _ports = new PortRange(options.FirstPort, options.LastPort);
        Time = new MediaTime(time);
        _lanes = [.. Enumerable.Range(0, options.Threads).Select(i => new MediaLane(options, Time, (ILogger?)logger ?? NullLogger.Instance, i))];
    }

    /// <value>The time of media: since the engine began, never set back.</value>
    public TimeSpan Now => Time.Now;

    /// <value>What the kernel permitted the threads; <see cref="MediaPriority.Normal"/> until they have begun.</value>
    public MediaPriority Priority => _lanes.Min(static l => l.Priority);

    /// <value>Pairs of ports that are open.</value>
    public int OpenPorts
    {
        get
        {
            lock (_changing)
            {
                return _ports.Taken;
            }
        }
    }

    internal MediaTime Time { get; }

    /// <summary>Binds the next pair of ports.</summary>
    /// <param name="withRtcp">Whether the second one is bound, too; without, RTCP shares the first.</param>
    /// <param name="family">IPv4 or IPv6, where <see cref="MediaEngineOptions.Address"/> is all addresses or the loopback; by default, and otherwise, that address's own.</param>
    /// <exception cref="MediaPortsExhaustedException">None is free.</exception>
    /// <exception cref="ArgumentException">The engine is bound to one address, and it is of the other family.</exception>
    /// <exception cref="SocketException">The address is not of this machine, or there is no descriptor left.</exception>
    public MediaPort Open(bool withRtcp = true, AddressFamily family = AddressFamily.Unspecified)
    {
        var address = AddressOf(family);
        lock (_changing)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            var others = new List<int>();
            try
            {
                while (_ports.TryTake(out var port))
                {
                    if (TryServe(address, port, withRtcp) is { } open)
                    {
                        return open;
                    }

                    others.Add(port);
                }

                throw new MediaPortsExhaustedException(_options.Address, _options.FirstPort, _options.LastPort, _ports.Taken - others.Count);
            }
            finally
            {
                others.ForEach(_ports.Return);
            }
        }
    }

    /// <summary>Gives turns to something of the caller's own, beside the streams: a mixer, a player.</summary>
    /// <param name="paced">Whose turns.</param>
    /// <param name="period">A whole number of milliseconds, 1 to 200.</param>
    /// <returns>Disposing it ends the turns.</returns>
    public IDisposable Pace(IPaced paced, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(paced);
        var milliseconds = (int)period.TotalMilliseconds;
        var wheel = _lanes.MinBy(static l => l.Wheel.Count)!.Wheel;
        wheel.Add(paced, milliseconds);
        return new Turns(wheel, paced, milliseconds);
    }

    /// <summary>Ends the threads. Ports that are still open hear nothing any more.</summary>
    public void Dispose()
    {
        lock (_changing)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
        }

        foreach (var lane in _lanes)
        {
            lane.Dispose();
        }
    }

    internal void Closed(MediaLane lane, int sockets)
    {
        lock (_changing)
        {
            lane.Sockets -= sockets;
        }
    }

    internal void Return(int port)
    {
        lock (_changing)
        {
            _ports.Return(port);
        }
    }

    private IPAddress AddressOf(AddressFamily family)
    {
        var own = _options.Address;
        if (family == AddressFamily.Unspecified || family == own.AddressFamily)
        {
            return own;
        }

        var isAny = own.Equals(IPAddress.Any) || own.Equals(IPAddress.IPv6Any);
        return (isAny, IPAddress.IsLoopback(own), family) switch
        {
            (true, _, AddressFamily.InterNetworkV6) => IPAddress.IPv6Any,
            (true, _, AddressFamily.InterNetwork) => IPAddress.Any,
            (_, true, AddressFamily.InterNetworkV6) => IPAddress.IPv6Loopback,
            (_, true, AddressFamily.InterNetwork) => IPAddress.Loopback,
            _ => throw new ArgumentException($"The engine's ports are bound to {own}, which is not of {family}; make another engine for that, or bind this one to all addresses.", nameof(family)),
        };
    }

    private MediaPort? TryServe(IPAddress address, int port, bool withRtcp)
    {
        var rtp = TryBind(address, port);
        var rtcp = rtp is not null && withRtcp ? TryBind(address, port + 1) : null;
        if (rtp is null || (withRtcp && rtcp is null))
        {
            rtp?.Dispose();
            return null;
        }

        var lane = _lanes.MinBy(static l => l.Sockets)!;
        var first = new MediaSocket(rtp, lane.Poller);
        var second = rtcp is null ? null : new MediaSocket(rtcp, lane.Poller);
        lane.Poller.Add(first);
        if (second is not null)
        {
            lane.Poller.Add(second);
        }

        lane.Sockets += second is null ? 1 : 2;
        return new MediaPort(this, lane, first, second);
    }

    /// <returns><see langword="null"/> when another program has the port.</returns>
    private Socket? TryBind(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
            {
                socket.DualMode = false;
            }

            socket.ReceiveBufferSize = _options.ReceiveBufferBytes;
            socket.Bind(new IPEndPoint(address, port));
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            if (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                return null;
            }

            throw;
        }
    }

    private sealed class Turns(PacedWheel wheel, IPaced paced, int period) : IDisposable
    {
        private int _isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
            {
                wheel.Remove(paced, period);
            }
        }
    }
}

using System.Net;
using System.Security.Cryptography;
using ContactCenter.Sip.Rtp.Digits;
using ContactCenter.Sip.Rtp.Packets;
using ContactCenter.Sip.Rtp.Sockets;

namespace ContactCenter.Sip.Rtp.Streams;

/// <summary>
/// One stream of sound, both ways, on a pair of ports: it sends a frame of its source each packet time, hears the other side through a jitter buffer, sends
/// and hears digits, reports (RTCP) and is encrypted where keys are agreed on. Disposing says BYE; the port stays its owner's.
/// </summary>
/// <remarks>Safe to use from any thread. Events come on a thread of media, one at a time for a stream and outside its lock: return at once.</remarks>
[System.Runtime.CompilerServices.SkipLocalsInit] // buffers on the stack are written before they are read
public sealed partial class MediaStream : IPacketHook, IPaced, IDisposable
{
    private const int MostReport = 512;

    private readonly Lock _gate = new();
    private readonly Lock _telling = new(); // digits are told in order; never taken inside the other
    private readonly MediaPort _port;
    private readonly MediaStreamOptions _options;
    private readonly RtcpHook _rtcpHook;
    private readonly SendPath _send;
    private readonly ReceivePath _receive;
    private readonly Reports _reports;
    private MediaParameters _parameters;
    private SocketAddress? _rtcpTo;
    private int _period;
    private TimeSpan _listensSince;
    private bool _isSilent;
    private bool _hasHeard;
    private bool _hasRefused;
    private bool _isOver;
    private MediaStream? _forwardTo;

    /// <summary>Starts to send and to listen.</summary>
    /// <param name="port">Its ports; its hooks are the stream's from now on.</param>
    /// <param name="parameters">What was agreed on.</param>
    /// <param name="options">How it treats its peer.</param>
    /// <exception cref="ArgumentException">A parameter is outside its limits; the message names it.</exception>
    public MediaStream(MediaPort port, MediaParameters parameters, MediaStreamOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(port);
        ArgumentNullException.ThrowIfNull(parameters);
        parameters.Check(nameof(parameters));
        (_port, _parameters, _options) = (port, parameters, options ?? new MediaStreamOptions());
        _send = new SendPath(parameters);
        _receive = new ReceivePath(parameters, _options);
        _reports = new Reports(port.Engine.Time, _options.ReportInterval, new Random(RandomNumberGenerator.GetInt32(int.MaxValue)));
        _rtcpHook = new RtcpHook(this);
        _listensSince = port.Engine.Now;
        Signal();
        _period = (int)parameters.PacketTime.TotalMilliseconds;
        port.Attach(this, _rtcpHook);
        port.Wheel.Add(this, _period);
    }

    /// <summary>The first packet of the other side came.</summary>
    public event Action<MediaStream>? PeerHeard;

    /// <summary>Nothing came from the other side for <see cref="MediaStreamOptions.SilenceTimeout"/> while we listen; once, until something comes again.</summary>
    public event Action<MediaStream>? PeerSilent;

    /// <summary>The other side said in RTCP that its stream ends. RFC 3550 section 6.6.</summary>
    public event Action<MediaStream>? PeerLeft;

    /// <summary>A packet came from elsewhere than the stream's source and was refused; told once until parameters change, counted always.</summary>
    public event Action<MediaStream>? SourceRefused;

    /// <summary>The other side pressed a key or let it go.</summary>
    public event Action<MediaStream, DigitEvent>? DigitReceived;

    /// <value>What is sent; <see langword="null"/> is silence.</value>
    public IAudioSource? Source
    {
        get => Volatile.Read(ref field);
        set => Volatile.Write(ref field, value);
    }

    /// <value>What hears the other side; <see langword="null"/> throws it away.</value>
    public IAudioSink? Sink
    {
        get => Volatile.Read(ref field);
        set => Volatile.Write(ref field, value);
    }

    /// <value>Whether silence is sent whatever the source says.</value>
    public bool IsMuted { get; set; }

    /// <value>What is agreed on.</value>
    public MediaParameters Parameters
    {
        get
        {
            lock (_gate)
            {
                return _parameters;
            }
        }
    }

    /// <value>The source of what we send, in RTP's sense.</value>
    public long Ssrc => _send.Ssrc;

    /// <value>What has been done so far.</value>
    public MediaFigures Figures
    {
        get
        {
            lock (_gate)
            {
                return _receive.Count(new MediaFigures { PacketsSent = _send.Packets, OctetsSent = _send.Octets, PeerLoss = _reports.PeerLoss }, _reports.RoundTrip);
            }
        }
    }

    /// <summary>Something else was agreed on (a re-INVITE): the source we are, its numbers and its times go on without a gap.</summary>
    /// <exception cref="ArgumentException">A parameter is outside its limits; the message names it.</exception>
    public void Update(MediaParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        parameters.Check(nameof(parameters));
        var period = (int)parameters.PacketTime.TotalMilliseconds;
        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            if (!_parameters.Direction.HasFlag(MediaDirection.ReceiveOnly) && parameters.Direction.HasFlag(MediaDirection.ReceiveOnly))
            {
                (_listensSince, _isSilent) = (_port.Engine.Now, false);
            }

            _send.Update(parameters);
            _receive.Update(parameters, _port.Engine.Now);
            _parameters = parameters;
            _hasRefused = false;
            Signal();
            if (period == _period)
            {
                return;
            }

            _port.Wheel.Remove(this, _period);
            _port.Wheel.Add(this, period);
            _period = period;
        }
    }

    /// <summary>Sends a key after those that wait.</summary>
    /// <param name="key"><c>0</c> to <c>9</c>, <c>*</c>, <c>#</c>, <c>A</c> to <c>D</c>, <c>!</c> for the hook flash.</param>
    /// <param name="duration">How long it is pressed; 40 ms to 60 s, 100 ms is usual.</param>
    /// <param name="pause">The silence after it; 50 ms by default, 0 to 10 s.</param>
    /// <returns><see langword="false"/> when the other side takes none, or 64 wait already.</returns>
    /// <exception cref="ArgumentException">There is no such key, or a time is outside its limits.</exception>
    public bool SendDigit(char key, TimeSpan duration, TimeSpan? pause = null)
    {
        if (!TelephoneEvent.TryGetCode(key, out var code))
        {
            throw new ArgumentException($"There is no key '{key}'; use 0 to 9, *, #, A to D or ! for the flash.", nameof(key));
        }

        var rest = pause ?? TimeSpan.FromMilliseconds(50);
        if (duration < TimeSpan.FromMilliseconds(40) || duration > TimeSpan.FromSeconds(60) || rest < TimeSpan.Zero || rest > TimeSpan.FromSeconds(10))
        {
            throw new ArgumentOutOfRangeException(nameof(duration), duration, $"The key is pressed for {duration} with {rest} after it; use 40 ms to 60 s and 0 to 10 s.");
        }

        lock (_gate)
        {
            return _parameters.DigitPayloadType is not null && _send.Digits.TryAdd(code, duration, rest);
        }
    }

    /// <summary>Keys that wait are not sent, and the one being sent ends.</summary>
    public void CancelDigits()
    {
        lock (_gate)
        {
            _send.Digits.Clear();
        }
    }

    /// <summary>Says BYE and ends; its port hears nothing any more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            _port.Wheel.Remove(this, _period);
            _port.Attach(null);
            SendReport(isBye: true, _port.Engine.Now);
            _isOver = true;
            _send.Dispose();
            _receive.Dispose();
        }
    }

    /// <inheritdoc/>
    void IPaced.Tick(TimeSpan now, int turns)
    {
        var silent = false;
        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            Play(now);
            SendFrame(turns);
            if (_reports.IsDue(now))
            {
                SendReport(isBye: false, now);
            }

            _receive.Digits.Elapse(now);
            if (!_isSilent && _parameters.Direction.HasFlag(MediaDirection.ReceiveOnly) && now - Later(_listensSince, _receive.HeardAt) >= _options.SilenceTimeout)
            {
                _isSilent = silent = true;
            }
        }

        TellDigits();
        if (silent)
        {
            PeerSilent?.Invoke(this);
        }
    }

    /// <inheritdoc/>
    void IPacketHook.Received(Span<byte> datagram, SocketAddress source, TimeSpan now)
    {
        switch (Datagrams.KindOf(datagram))
        {
            case DatagramKind.Rtp:
                ReceiveRtp(datagram, source, now);
                break;
            case DatagramKind.Rtcp:
                ReceiveRtcp(datagram, source, isOfOwnPort: false, now);
                break;
            default:
                _options.Others?.Received(datagram, source, now);
                break;
        }
    }

    /// <summary>What comes in goes out there instead of being played; <see langword="null"/> ends it.</summary>
    internal void ForwardTo(MediaStream? other)
    {
        lock (_gate)
        {
            _forwardTo = other;
        }
    }

    /// <summary>Nothing is forwarded through this stream any more: its own frames go on.</summary>
    internal void EndForwarding()
    {
        lock (_gate)
        {
            _send.EndForwarding();
        }
    }
}

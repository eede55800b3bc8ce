using System.Net;

namespace ContactCenter.Sip.Rtp.Sockets;

/// <summary>A pair of ports of one stream of media: RTP and, unless both share one, RTCP on the next. Disposing gives them back.</summary>
/// <remarks>Safe to use from any thread.</remarks>
public sealed class MediaPort : IDisposable
{
    private readonly MediaEngine _engine;
    private readonly MediaLane _lane;
    private readonly MediaSocket _rtp;
    private MediaSocket? _rtcp;
    private int _isClosed;

    internal MediaPort(MediaEngine engine, MediaLane lane, MediaSocket rtp, MediaSocket? rtcp)
    {
        (_engine, _lane, _rtp, _rtcp) = (engine, lane, rtp, rtcp);
        LocalEndPoint = (IPEndPoint)rtp.Socket.LocalEndPoint!;
    }

    /// <value>Where RTP is received and sent from.</value>
    public IPEndPoint LocalEndPoint { get; }

    /// <value>Whether RTCP has a port of its own, the next one.</value>
    public bool HasRtcpPort => Volatile.Read(ref _rtcp) is not null;

    /// <value>Datagrams the kernel did not take.</value>
    public long Unsent => _rtp.Unsent + (Volatile.Read(ref _rtcp)?.Unsent ?? 0);

    internal MediaEngine Engine => _engine;

    internal PacedWheel Wheel => _lane.Wheel;

    /// <summary>Who hears the datagrams from now on; <see langword="null"/> throws them away.</summary>
    /// <param name="rtp">Hears those of the first port.</param>
    /// <param name="rtcp">Hears those of the second.</param>
    public void Attach(IPacketHook? rtp, IPacketHook? rtcp = null)
    {
        _rtp.Hook = rtp;
        if (Volatile.Read(ref _rtcp) is { } second)
        {
            second.Hook = rtcp;
        }
    }

    /// <summary>Sends from the first port, or drops it: media does not wait.</summary>
    /// <returns>Whether the kernel took it.</returns>
    public bool Send(ReadOnlySpan<byte> datagram, SocketAddress to) => _rtp.Send(datagram, to);

    /// <summary>Sends from the second port, or from the first when both share it.</summary>
    /// <returns>Whether the kernel took it.</returns>
    public bool SendRtcp(ReadOnlySpan<byte> datagram, SocketAddress to) => (Volatile.Read(ref _rtcp) ?? _rtp).Send(datagram, to);

    /// <summary>Both sides agreed to share one port: the second is closed. RFC 5761 section 5.1.</summary>
    public void CloseRtcp()
    {
        if (Interlocked.Exchange(ref _rtcp, null) is { } second)
        {
            second.Dispose();
            _engine.Closed(_lane, 1);
        }
    }

    /// <summary>Closes both and gives the pair back.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) == 0)
        {
            CloseRtcp();
            _rtp.Dispose();
            _engine.Closed(_lane, 1);
            _engine.Return(LocalEndPoint.Port);
        }
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ContactCenter.Sip.Audio;
using ContactCenter.Sip.Rtp.Packets;
using ContactCenter.Sip.Rtp.Sockets;
using ContactCenter.Sip.Rtp.Streams;

namespace ContactCenter.Sip.Tests.Rtp.Streams;

/// <summary>A constant: whoever hears it knows from whom it is.</summary>
internal sealed class Constant(short value) : IAudioSource
{
    public bool Fill(Span<short> frame, int sampleRate)
    {
        frame.Fill(value);
        return true;
    }
}

/// <summary>Counts the frames that are heard.</summary>
internal sealed class Listener : IAudioSink
{
    private int _received;

    public int Received => Volatile.Read(ref _received);

    public int Concealed { get; private set; }

    /// <value>The middle sample of the last frame that was received.</value>
    public short Last { get; private set; }

    public int Length { get; private set; }

    public int SampleRate { get; private set; }

    public void Play(ReadOnlySpan<short> frame, int sampleRate, AudioFrameKind kind)
    {
        (Length, SampleRate) = (frame.Length, sampleRate);
        if (kind == AudioFrameKind.Received)
        {
            Last = frame[frame.Length / 2];
            Interlocked.Increment(ref _received);
        }

        Concealed += kind == AudioFrameKind.Concealed ? 1 : 0;
    }

    public Task HearsAsync(int frames) => Patience.UntilAsync(() => Received >= frames, $"{frames} frames are heard ({Received} were)");
}

/// <summary>A packet a bare peer received.</summary>
internal sealed record HeardPacket(byte PayloadType, ushort Sequence, uint Timestamp, uint Ssrc, bool Marker, byte[] Payload);

/// <summary>A peer without a clock: a socket that sends what it is told and keeps what comes.</summary>
internal sealed class BarePeer : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Task _reading;

    public BarePeer()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _reading = ReadAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    public ConcurrentQueue<HeardPacket> Heard { get; } = new();

    public ConcurrentQueue<byte[]> Reports { get; } = new();

    public uint Ssrc { get; init; } = 0x1234;

    public byte PayloadType { get; init; }

    public void Send(IPEndPoint to, int number, byte fill = 0x90, bool marker = false)
    {
        var packet = new byte[172];
        new RtpHeader(PayloadType, (ushort)number, (uint)(number * 160), Ssrc, marker).Write(packet);
        packet.AsSpan(12).Fill(fill);
        _socket.SendTo(packet, to);
    }

    public void SendRaw(IPEndPoint to, ReadOnlySpan<byte> datagram) => _socket.SendTo(datagram, to);

    public Task HearsAsync(int packets) => Patience.UntilAsync(() => Heard.Count >= packets, $"{packets} packets come ({Heard.Count} did)");

    public void Dispose()
    {
        _socket.Dispose();
        _reading.IsFaulted.ShouldBeFalse();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[2_048];
        while (true)
        {
            try
            {
                var length = await _socket.ReceiveAsync(buffer);
                if (Datagrams.KindOf(buffer.AsSpan(0, length)) == DatagramKind.Rtcp)
                {
                    Reports.Enqueue(buffer[..length]);
                }
                else
                {
                    Keep(buffer.AsSpan(0, length));
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Keep(ReadOnlySpan<byte> datagram)
    {
        if (RtpPacket.Read(datagram, out var p) == RtpFault.None)
        {
            Heard.Enqueue(new HeardPacket(p.PayloadType, p.Sequence, p.Timestamp, p.Ssrc, p.Marker, p.Payload.ToArray()));
        }
    }
}

/// <summary>Between two streams: drops, delays and doubles by a seed.</summary>
internal sealed class BadNetwork : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Random _random;
    private readonly int _lossPercent;
    private byte[]? _held;

    public BadNetwork(int seed, int lossPercent)
    {
        (_random, _lossPercent) = (new Random(seed), lossPercent);
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _ = RelayAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    public IPEndPoint? To { get; set; }

    public int Dropped { get; private set; }

    public void Dispose() => _socket.Dispose();

    private async Task RelayAsync()
    {
        var buffer = new byte[2_048];
        while (true)
        {
            try
            {
                var length = await _socket.ReceiveAsync(buffer);
                Pass(buffer.AsSpan(0, length));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Pass(ReadOnlySpan<byte> datagram)
    {
        if (_random.Next(100) < _lossPercent)
        {
            Dropped++;
            return;
        }

        if (_held is null && _random.Next(20) == 0)
        {
            _held = datagram.ToArray(); // comes behind the next one
            return;
        }

        _socket.SendTo(datagram, To!);
        if (_random.Next(20) == 0)
        {
            _socket.SendTo(datagram, To!);
        }

        if (_held is { } held)
        {
            _socket.SendTo(held, To!);
            _held = null;
        }
    }
}

internal static class Parameters
{
    public static MediaParameters To(IPEndPoint remote) => new()
    {
        Remote = remote,
        SharesPort = true,
        Formats = [MediaFormat.Static(AudioCodecs.Pcmu)],
        DigitPayloadType = 101,
    };
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ContactCenter.Sip.Messages;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Sip.Transport;

/// <summary>A datagram socket: everything that comes goes to the receiver, everything that goes leaves by the port it listens on (RFC 3581 section 4).</summary>
internal sealed class UdpTransport : IAsyncDisposable
{
    /// <summary>The largest datagram there is.</summary>
    private const int MaxBytes = 65_535;

    /// <summary>Addresses whose flows are remembered; it is a cache, so it is emptied when it is full.</summary>
    private const int MaxFlows = 16_384;

    private readonly Socket _socket;
    private readonly ISipReceiver _receiver;
    private readonly ILogger _logger;
    private readonly Func<IPAddress, string> _sentBy;
    private readonly ConcurrentDictionary<SocketAddress, UdpFlow> _flows = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _receiving;

    /// <summary>Listens on <paramref name="local"/>; port 0 takes a free one.</summary>
    /// <param name="local">Where.</param>
    /// <param name="sentBy">Our host as a peer at an address is told it.</param>
    /// <param name="receiver">Who gets what comes in.</param>
    /// <param name="logger">For what fails.</param>
    /// <exception cref="SocketException">The address is in use, or none of this machine's.</exception>
    public UdpTransport(IPEndPoint local, Func<IPAddress, string> sentBy, ISipReceiver receiver, ILogger logger)
    {
        (_sentBy, _receiver, _logger) = (sentBy, receiver, logger);
        _socket = new Socket(local.AddressFamily, SocketType.Dgram, ProtocolType.Udp)
        {
            // Seconds of a busy center's signalling; the kernel takes less where it has a lower limit.
            ReceiveBufferSize = 8 << 20,
            SendBufferSize = 4 << 20,
        };
        TakeRoom();
        try
        {
            _socket.Bind(local);
        }
        catch
        {
            _socket.Dispose();
            throw;
        }

        Local = (IPEndPoint)_socket.LocalEndPoint!;
        _receiving = Task.Run(ReceiveAsync);
    }

    public IPEndPoint Local { get; }

    /// <summary>The flow to an address.</summary>
    public SipFlow To(IPEndPoint remote) => To(remote.Serialize());

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _receiving.ConfigureAwait(false);
        _socket.Dispose();
        _stopping.Dispose();
    }

    /// <summary>
    /// Linux gives a socket 208 kB at most, a hundred messages; a pause of 20 ms at 6,000 a second overflows it. Whoever may pass the limit does.
    /// </summary>
    private void TakeRoom()
    {
        const int SocketLevel = 1;
        const int ForcedReceiveBuffer = 33; // SO_RCVBUFFORCE, for CAP_NET_ADMIN
        if (OperatingSystem.IsLinux())
        {
            try
            {
                _socket.SetRawSocketOption(SocketLevel, ForcedReceiveBuffer, BitConverter.GetBytes(8 << 20));
            }
            catch (SocketException)
            {
                // what the machine allows must do: net.core.rmem_max
            }
        }
    }

    private UdpFlow To(SocketAddress address)
    {
        if (_flows.TryGetValue(address, out var flow))
        {
            return flow;
        }

        if (_flows.Count >= MaxFlows)
        {
            _flows.Clear();
        }

        var own = new SocketAddress(address.Family, address.Size);
        address.Buffer[..address.Size].CopyTo(own.Buffer);
        return _flows.GetOrAdd(own, new UdpFlow(this, own));
    }

    private async Task ReceiveAsync()
    {
        var buffer = GC.AllocateUninitializedArray<byte>(MaxBytes, pinned: true);
        var from = new SocketAddress(_socket.AddressFamily);
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var length = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, from, _stopping.Token).ConfigureAwait(false);
                _receiver.Received(To(from), buffer.AsSpan(0, length));
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException e)
            {
                // A peer's port that is closed comes back as an error of this socket; the next datagram is another matter.
                TransportLog.ReceiveFailed(_logger, e, Local);
            }
            catch (Exception e)
            {
                TransportLog.ReceiverFailed(_logger, e, Local);
            }
        }
    }

    private bool Send(ReadOnlyMemory<byte> message, SocketAddress to)
    {
        try
        {
            return _socket.SendTo(message.Span, SocketFlags.None, to) == message.Length;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.NoBufferSpaceAvailable)
        {
            return true; // lost as a network loses: what is repeated is repeated
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            TransportLog.SendFailed(_logger, e, Local);
            return false;
        }
    }

    private sealed class UdpFlow(UdpTransport transport, SocketAddress address) : SipFlow
    {
        public override SipTransportKind Kind => SipTransportKind.Udp;

        public override IPEndPoint Remote { get; } = (IPEndPoint)new IPEndPoint(address.Family == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0).Create(address);

        public override IPEndPoint Local => transport.Local;

        public override string SentByHost => transport._sentBy(Remote.Address);

        public override int SentByPort => transport.Local.Port;

        /// <summary>
        /// To the port the request came from where its sender asks for that (RFC 3581), to the one it names otherwise; always to the address it came from. A
        /// <c>maddr</c> is not followed: it would let anybody have our answers sent to anybody else.
        /// </summary>
        public override SipFlow For(SipVia via) => via.WantsRPort || (via.Port ?? 5060) == Remote.Port ? this : transport.To(new IPEndPoint(Remote.Address, via.Port ?? 5060));

        public override bool Send(ReadOnlyMemory<byte> message) => transport.Send(message, address);
    }
}

using System.Net;
using System.Net.Sockets;

namespace ContactCenter.Sip.Rtp.Sockets;

/// <summary>The same with .NET's own sockets: each has a receive that is always pending, and its datagrams are handed over on threads of the pool.</summary>
internal sealed class PortablePoller(MediaTime time, Action<Exception> failed) : MediaPoller
{
    private readonly ManualResetEventSlim _woken = new();

    public override void Add(MediaSocket socket) => _ = ReceiveAsync(socket);

    /// <summary>Closing the socket ends its receive.</summary>
    public override void Remove(MediaSocket socket)
    {
    }

    public override bool Send(Socket socket, ReadOnlySpan<byte> datagram, SocketAddress to)
    {
        try
        {
            return socket.SendTo(datagram, SocketFlags.None, to) == datagram.Length;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return false; // unreachable, no buffer, or closed meanwhile: media does not wait and does not try again
        }
    }

    public override void Wait(TimeSpan until)
    {
        var left = until - time.Now;
        if (left > TimeSpan.Zero)
        {
            _woken.Wait(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)));
        }
    }

    public override void Wake() => _woken.Set();

    protected override void Dispose(bool disposing) => _woken.Dispose();

    private async Task ReceiveAsync(MediaSocket socket)
    {
        var buffer = GC.AllocateArray<byte>(MostOctets, pinned: true);
        var source = new SocketAddress(socket.Socket.AddressFamily);
        while (true)
        {
            try
            {
                var length = await socket.Socket.ReceiveFromAsync(buffer, SocketFlags.None, source).ConfigureAwait(false);
                socket.Hook?.Received(buffer.AsSpan(0, length), source, time.Now);
            }
            catch (SocketException e) when (e.SocketErrorCode is not (SocketError.OperationAborted or SocketError.Interrupted or SocketError.NotSocket))
            {
                // A datagram that was too long, or what the network said about one we sent: the next one may be good.
            }
            catch (Exception e) when (e is ObjectDisposedException or SocketException)
            {
                return;
            }
            catch (Exception e)
            {
                failed(e);
            }
        }
    }
}

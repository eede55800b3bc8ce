using System.Net;
using System.Net.Sockets;

namespace ContactCenter.Sip.Rtp.Sockets;

/// <summary>One bound socket of a port, and who hears it.</summary>
internal sealed class MediaSocket(Socket socket, MediaPoller poller) : IDisposable
{
    private IPacketHook? _hook;
    private long _unsent;

    public Socket Socket => socket;

    /// <value>Where the poller keeps it.</value>
    public int Slot { get; set; } = -1;

    public IPacketHook? Hook
    {
        get => Volatile.Read(ref _hook);
        set => Volatile.Write(ref _hook, value);
    }

    /// <value>Datagrams the kernel did not take.</value>
    public long Unsent => Volatile.Read(ref _unsent);

    /// <summary>Sends one datagram, or drops it: media does not wait.</summary>
    public bool Send(ReadOnlySpan<byte> datagram, SocketAddress to)
    {
        if (poller.Send(socket, datagram, to))
        {
            return true;
        }

        Interlocked.Increment(ref _unsent);
        return false;
    }

    public void Dispose()
    {
        Hook = null;
        poller.Remove(this);
        socket.Dispose();
    }
}

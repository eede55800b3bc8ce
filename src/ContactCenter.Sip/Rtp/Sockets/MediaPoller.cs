using System.Net;
using System.Net.Sockets;

namespace ContactCenter.Sip.Rtp.Sockets;

/// <summary>How the thread of media waits for datagrams and for its next turn, and how it sends.</summary>
internal abstract class MediaPoller : IDisposable
{
    /// <summary>The longest datagram; what is longer is cut and so refused.</summary>
    public const int MostOctets = 2_048;

    /// <summary>Datagrams of this socket are handed to its hook from now on.</summary>
    public abstract void Add(MediaSocket socket);

    /// <summary>No more are; one being handed over is not waited for.</summary>
    public abstract void Remove(MediaSocket socket);

    /// <summary>Sends without waiting.</summary>
    /// <returns>Whether the kernel took it.</returns>
    public abstract bool Send(Socket socket, ReadOnlySpan<byte> datagram, SocketAddress to);

    /// <summary>Waits until a datagram is there, until <paramref name="until"/>, or until woken; hands over what is there, turn by turn.</summary>
    /// <param name="until">When the next turn is due.</param>
    public abstract void Wait(TimeSpan until);

    /// <summary>Ends a wait from another thread.</summary>
    public abstract void Wake();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}

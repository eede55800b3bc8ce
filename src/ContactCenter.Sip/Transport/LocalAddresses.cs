using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ContactCenter.Sip.Transport;

/// <summary>The address of this machine that a peer sees, where a socket listens on all of them.</summary>
/// <remarks>Safe from any thread. The operating system's routes are asked; nothing is sent.</remarks>
internal sealed class LocalAddresses
{
    private const int MaxRemembered = 4_096;

    private readonly ConcurrentDictionary<IPAddress, IPAddress> _toward = new();

    public IPAddress Toward(IPAddress remote)
    {
        if (_toward.TryGetValue(remote, out var known))
        {
            return known;
        }

        var local = Ask(remote);
        if (_toward.Count >= MaxRemembered)
        {
            _toward.Clear();
        }

        return _toward.GetOrAdd(remote, local);
    }

    private static IPAddress Ask(IPAddress remote)
    {
        try
        {
            using var socket = new Socket(remote.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(remote, 5060);
            return ((IPEndPoint)socket.LocalEndPoint!).Address;
        }
        catch (SocketException)
        {
            return remote.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback; // no way there at all
        }
    }
}

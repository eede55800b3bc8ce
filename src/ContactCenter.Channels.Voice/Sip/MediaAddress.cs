using System.Net;
using System.Net.Sockets;

namespace ContactCenter.Channels.Voice.Sip;

/// <summary>Our address as descriptions of sound name it, of the other side's family: what is configured, or the one from which a way leads there. Thread-safe.</summary>
internal sealed class MediaAddress(VoiceOptions options)
{
    private readonly IPAddress[] _known =
    [
        .. options.PublicAddress is { } address ? [IPAddress.Parse(address)] : Array.Empty<IPAddress>(),
        .. VoiceListen.Of(options).Select(static l => l.Address.Address).Where(static a => !a.Equals(IPAddress.Any) && !a.Equals(IPAddress.IPv6Any)),
    ];

    public IPAddress Toward(IPAddress? remote)
    {
        var there = remote is { IsIPv4MappedToIPv6: true } ? remote.MapToIPv4() : remote;
        if (Array.Find(_known, a => there is null || a.AddressFamily == there.AddressFamily) is { } known)
        {
            return known;
        }

        there ??= IPAddress.Loopback;
        try
        {
            using var socket = new Socket(there.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(there, 5060); // asks for the route; nothing is sent
            return ((IPEndPoint)socket.LocalEndPoint!).Address;
        }
        catch (SocketException)
        {
            return there.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback;
        }
    }
}

using System.Net;
using System.Net.Sockets;

namespace ContactCenter.Channels.Voice.Sip;

/// <summary>Our address as descriptions of sound name it: what is configured, or the one from which a way leads to the other side. Thread-safe.</summary>
internal sealed class MediaAddress(VoiceOptions options)
{
    private readonly IPAddress? _configured = options.PublicAddress is { } address ? IPAddress.Parse(address) : null;
    private readonly IPAddress? _bound = VoiceListen.Of(options).Select(static l => l.Address.Address).FirstOrDefault(static a => !a.Equals(IPAddress.Any) && !a.Equals(IPAddress.IPv6Any));

    public IPAddress Toward(IPAddress? remote)
    {
        if ((_configured ?? _bound) is { } known)
        {
            return known;
        }

        try
        {
            using var socket = new Socket((remote ?? IPAddress.Loopback).AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(remote ?? IPAddress.Loopback, 5060); // asks for the route; nothing is sent
            return ((IPEndPoint)socket.LocalEndPoint!).Address;
        }
        catch (SocketException)
        {
            return IPAddress.Loopback;
        }
    }
}

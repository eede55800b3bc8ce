using System.Net;
using System.Net.Sockets;

namespace ContactCenter.Sip.Sdp;

/// <summary>Where the other end receives an m-line.</summary>
internal static class RemoteEnd
{
    public static NegotiatedMedia Of(SdpSession session, NegotiatedMedia line)
    {
        var host = session.ConnectionOf(line.Theirs)?.Host;
        var mux = line.Ours.HasRtcpMux && line.Theirs.HasRtcpMux;
        var rtcp = line.Theirs.Rtcp;
        return line with
        {
            RemoteHost = host,
            RemoteRtp = NegotiatedMedia.Literal(host) is { } ip ? new IPEndPoint(ip, line.Theirs.Port) : null,
            RtcpMux = mux,
            RemoteRtcpHost = mux ? host : rtcp?.Address?.Host ?? host,
            RemoteRtcpPort = mux ? line.Theirs.Port : !line.Theirs.IsRtp ? 0 : rtcp?.Port ?? (line.Theirs.Port < IPEndPoint.MaxPort ? line.Theirs.Port + 1 : 0),
        };
    }

    /// <summary>Why nothing can be sent there; null when it can.</summary>
    public static SdpRefusal? Refuse(SdpSession session, NegotiatedMedia line, AddressFamily? ours)
    {
        var number = line.Index + 1;
        return session.ConnectionOf(line.Theirs) is not { } address ? new SdpRefusal(SdpRefusal.AddressFormat, $"m-line {number} has no c= line, nor has the session")
            : !address.Network.Equals("IN", StringComparison.OrdinalIgnoreCase) ? new SdpRefusal(SdpRefusal.Network, $"m-line {number} is in the network {address.Network}; IN is reached from here")
            : address.IsMulticast ? new SdpRefusal(SdpRefusal.Multicast, $"m-line {number} goes to a group ({address.Host})")
            : address.Ip is { } ip && ours is not null && ip.AddressFamily != ours && !address.IsUnspecified ? new SdpRefusal(SdpRefusal.AddressFormat, $"m-line {number} goes to {address.Host}, and this end has no address of that family")
            : null;
    }
}

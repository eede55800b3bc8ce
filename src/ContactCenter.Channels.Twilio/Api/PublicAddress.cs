using System.Net;
using System.Net.Sockets;

namespace ContactCenter.Channels.Twilio.Api;

/// <summary>Tells addresses of the public internet from those behind which our own machines stand (IANA's special-purpose registries, RFC 6890).</summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] Inside =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>The addresses given out for the internet, RFC 4291 section 2.4; what embeds an IPv4 address lies elsewhere or is listed above.</summary>
    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return (plain.AddressFamily == AddressFamily.InterNetwork || Global.Contains(plain)) && !Inside.Any(network => network.Contains(plain));
    }
}

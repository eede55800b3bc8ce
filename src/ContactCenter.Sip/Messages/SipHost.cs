using System.Buffers;
using System.Net;

namespace ContactCenter.Sip.Messages;

/// <summary>A host and its port. RFC 3261 section 25.1, hostport; RFC 5118 for IPv6.</summary>
internal static class SipHost
{
    /// <summary>The longest name DNS knows. RFC 1035 section 2.3.4.</summary>
    private const int LongestName = 255;

    // The underscore is no letter of a host's name; names of machines have it all the same.
    private static readonly SearchValues<byte> NameLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._"u8);

    /// <summary>Reads <c>host</c> or <c>host:port</c>; the port is -1 where there is none.</summary>
    /// <param name="text">All of it; blanks are taken around the colon alone.</param>
    /// <param name="hostLength">How many of the bytes are the host, with the brackets of an IPv6 address.</param>
    /// <param name="port">1 to 65535.</param>
    public static bool TryScan(ReadOnlySpan<byte> text, out int hostLength, out int port)
    {
        (hostLength, port) = (0, -1);
        if (text.IsEmpty)
        {
            return false;
        }

        hostLength = text[0] == (byte)'[' ? text.IndexOf((byte)']') + 1 : text.IndexOfAny(":  \t"u8);
        if (hostLength < 0)
        {
            hostLength = text.Length;
        }

        if (!IsHost(text[..hostLength]))
        {
            return false;
        }

        var rest = SipText.TrimStart(text[hostLength..]);
        if (rest.IsEmpty)
        {
            return true;
        }

        var digits = SipText.TrimStart(rest[1..]);
        if (rest[0] != (byte)':' || !SipText.TryNumber(digits, 65_535, out var number) || number == 0 || digits.Length > 5)
        {
            return false;
        }

        port = (int)number;
        return true;
    }

    public static bool IsHost(ReadOnlySpan<byte> host)
    {
        if (host.IsEmpty || host.Length > LongestName)
        {
            return false;
        }

        if (host[0] != (byte)'[')
        {
            return !host.ContainsAnyExcept(NameLetters);
        }

        var address = host[1..^1];
        return host[^1] == (byte)']' && address.Length <= 45 && address.IndexOf((byte)'%') < 0 && address.IndexOf((byte)':') >= 0 && IPAddress.TryParse(address, out _);
    }

    /// <summary>The address of a host that is one, with brackets or without; null for a name.</summary>
    public static IPAddress? Address(string host) =>
        IPAddress.TryParse(host.StartsWith('[') && host.EndsWith(']') ? host.AsSpan(1, host.Length - 2) : host, out var address) && IsFull(host) ? address : null;

    /// <summary>An address without brackets and without a zone, as received wants it.</summary>
    public static string Bare(IPAddress address) =>
        (address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? new IPAddress(address.GetAddressBytes()) : address).ToString();

    // "10" and "0x7f.1" are addresses to IPAddress and names to SIP.
    private static bool IsFull(string host) => host.Contains(':') || (host.AsSpan().Count('.') == 3 && !host.AsSpan().ContainsAnyExceptInRange('.', '9'));
}

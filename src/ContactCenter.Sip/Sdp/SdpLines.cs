using System.Globalization;
using System.Net;

namespace ContactCenter.Sip.Sdp;

/// <summary>Who made a description, and which of its versions it is. RFC 8866 section 5.2.</summary>
/// <param name="UserName">One word; <c>-</c> where there are no users.</param>
/// <param name="SessionId">Digits by the RFC; kept as it came, as peers send negative and longer ones.</param>
/// <param name="Version">Digits by the RFC; one more than before when anything in the description changed. Kept as it came.</param>
/// <param name="Address">The machine it was made on.</param>
/// <remarks>Immutable; safe to share.</remarks>
public sealed record SdpOrigin(string UserName, string SessionId, string Version, SdpAddress Address)
{
    /// <value>One word; <c>-</c> where there are no users.</value>
    /// <exception cref="ArgumentException">It is no word.</exception>
    public string UserName { get; init => field = SdpText.Word(value, nameof(UserName)); } = SdpText.Word(UserName, nameof(UserName));

    /// <value>What names the session, with the other parts but the version.</value>
    /// <exception cref="ArgumentException">It is no word.</exception>
    public string SessionId { get; init => field = SdpText.Word(value, nameof(SessionId)); } = SdpText.Word(SessionId, nameof(SessionId));

    /// <value>Which version of the session's description it is.</value>
    /// <exception cref="ArgumentException">It is no word.</exception>
    public string Version { get; init => field = SdpText.Word(value, nameof(Version)); } = SdpText.Word(Version, nameof(Version));

    /// <summary>The origin of the description that follows this one; the version starts again at 1 where it was no number.</summary>
    internal SdpOrigin Next() => this with
    {
        Version = (ulong.TryParse(Version, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version < ulong.MaxValue ? version + 1 : 1).ToString(CultureInfo.InvariantCulture),
    };
}

/// <summary>An address as descriptions have it: <c>IN IP4 192.0.2.1</c>. RFC 8866 sections 5.2 and 5.7.</summary>
/// <param name="Network"><c>IN</c>.</param>
/// <param name="Kind"><c>IP4</c> or <c>IP6</c>.</param>
/// <param name="Host">An address or a name; a group's address with <c>/ttl</c> and <c>/count</c>.</param>
/// <remarks>Immutable; safe to share.</remarks>
public sealed record SdpAddress(string Network, string Kind, string Host)
{
    /// <value><c>IN</c>; others are kept and no media goes there.</value>
    /// <exception cref="ArgumentException">It is no word.</exception>
    public string Network { get; init => field = SdpText.Word(value, nameof(Network)); } = SdpText.Word(Network, nameof(Network));

    /// <value><c>IP4</c> or <c>IP6</c>.</value>
    /// <exception cref="ArgumentException">It is no word.</exception>
    public string Kind { get; init => field = SdpText.Word(value, nameof(Kind)); } = SdpText.Word(Kind, nameof(Kind));

    /// <value>An address or a name.</value>
    /// <exception cref="ArgumentException">It is no word.</exception>
    public string Host { get; init => field = SdpText.Word(value, nameof(Host)); } = SdpText.Word(Host, nameof(Host));

    /// <value>The address; null when <see cref="Host"/> is a name or a group of more than one address.</value>
    public IPAddress? Ip
    {
        get
        {
            var host = Host.AsSpan();
            var end = host.IndexOf('/');
            return ReadIp(end < 0 ? host : host[..end]);
        }
    }

    /// <value>Whether it is 0.0.0.0 or ::, by which older peers hold a call. RFC 3264 section 8.4.</value>
    public bool IsUnspecified => Ip is { } ip && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any));

    /// <value>Whether it is a group's address. RFC 8866 section 5.7.</value>
    public bool IsMulticast => Ip is { } ip && (ip.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? ip.GetAddressBytes()[0] is >= 224 and < 240 : ip.IsIPv6Multicast);

    /// <summary>The address of <paramref name="ip"/>.</summary>
    /// <param name="ip">IPv4 or IPv6; a scope is left out.</param>
    public static SdpAddress Of(IPAddress ip)
    {
        ArgumentNullException.ThrowIfNull(ip);
        return ip.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork
            ? new SdpAddress("IN", "IP4", ip.ToString())
            : new SdpAddress("IN", "IP6", new IPAddress(ip.GetAddressBytes()).ToString());
    }

    /// <summary>The system reads 1234, 127.1 and 010.0.0.1 as addresses, each by a rule peers do not share; here they are names.</summary>
    private static IPAddress? ReadIp(ReadOnlySpan<char> host) =>
        IPAddress.TryParse(host, out var ip) && (ip.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? host.SequenceEqual(ip.ToString()) : host.IndexOfAny("%[]") < 0) ? ip : null;
}

/// <summary>A limit of bandwidth. RFC 8866 section 5.8.</summary>
/// <param name="Kind"><c>AS</c> and <c>CT</c> (kilobits a second), <c>TIAS</c>, <c>RS</c>, <c>RR</c> (bits a second), or another.</param>
/// <param name="Value">How much, in the unit of the kind; 0 or more.</param>
/// <remarks>Immutable; safe to share.</remarks>
public sealed record SdpBandwidth(string Kind, long Value)
{
    /// <value>What the figure is and its unit.</value>
    /// <exception cref="ArgumentException">It is no word, or has a colon.</exception>
    public string Kind { get; init => field = SdpText.Word(value, nameof(Kind), without: ':'); } = SdpText.Word(Kind, nameof(Kind), without: ':');

    /// <value>How much; 0 or more.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public long Value { get; init => field = SdpText.InRange(value, nameof(Value), 0, long.MaxValue); } = SdpText.InRange(Value, nameof(Value), 0, long.MaxValue);
}

/// <summary>When a session is, in seconds since 1900; 0 and 0 for one without bounds, as every call is. RFC 8866 section 5.9.</summary>
/// <param name="Start">0 for no bound.</param>
/// <param name="Stop">0 for no bound.</param>
public readonly record struct SdpTime(ulong Start, ulong Stop);

/// <summary>An attribute: a name, or a name and a value. RFC 8866 section 5.13.</summary>
/// <param name="Name">One word without a colon, in the case it came in.</param>
/// <param name="Value">What stands behind the colon, as it came; null when there is no colon.</param>
/// <remarks>Immutable; safe to share. <see cref="ToString"/> leaves out keys and passwords.</remarks>
public sealed record SdpAttribute(string Name, string? Value = null)
{
    /// <value>One word without a colon.</value>
    /// <exception cref="ArgumentException">It is no word, or has a colon.</exception>
    public string Name { get; init => field = SdpText.Word(value, nameof(Name), without: ':'); } = SdpText.Word(Name, nameof(Name), without: ':');

    /// <value>The rest of the line; null when there is no colon.</value>
    /// <exception cref="ArgumentException">It has a line end, a NUL or half a character.</exception>
    public string? Value { get; init => field = value is null ? null : SdpText.Line(value, nameof(Value)); } = Value is null ? null : SdpText.Line(Value, nameof(Value));

    /// <summary>Whether it is of this name; names are compared without regard to case, as some peers write them so.</summary>
    /// <param name="name">The name.</param>
    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The line without its <c>a=</c>, for a log: what is secret in it is <c>***</c>.</summary>
    public override string ToString() => Value is null ? Name : Is("crypto") || Is("ice-pwd") || Is("key-mgmt") ? $"{Name}:***" : $"{Name}:{Value}";
}

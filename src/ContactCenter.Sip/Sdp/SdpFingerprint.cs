using System.Globalization;

namespace ContactCenter.Sip.Sdp;

/// <summary>Which end begins DTLS. RFC 4145 section 4.1, RFC 5763 section 5.</summary>
public enum SdpSetup
{
    /// <summary>This end begins.</summary>
    Active,

    /// <summary>This end waits.</summary>
    Passive,

    /// <summary>Either; the answer decides.</summary>
    ActPass,

    /// <summary>Not now.</summary>
    HoldConn,
}

/// <summary>The hash of a certificate. RFC 8122 section 5.</summary>
/// <param name="Hash">The function's name, in lower case: <c>sha-256</c>.</param>
/// <param name="Value">Its octets.</param>
/// <remarks>Immutable; safe to share.</remarks>
public sealed record SdpFingerprint(string Hash, SdpList<byte> Value)
{
    private const int MaxOctets = 64;

    internal static IEnumerable<SdpFingerprint> Read(SdpList<SdpAttribute> attributes) => attributes.ValuesOf("fingerprint").Select(ReadOne).OfType<SdpFingerprint>();

    internal static SdpSetup? Setup(string? value) => value?.ToUpperInvariant() switch
    {
        "ACTIVE" => SdpSetup.Active,
        "PASSIVE" => SdpSetup.Passive,
        "ACTPASS" => SdpSetup.ActPass,
        "HOLDCONN" => SdpSetup.HoldConn,
        _ => null,
    };

    private static SdpFingerprint? ReadOne(string text)
    {
        var rest = text.AsSpan();
        var hash = SdpText.NextWord(ref rest).ToString().ToLowerInvariant();
        var digits = SdpText.NextWord(ref rest).ToString();
        var octets = digits.Split(':');
        var size = hash switch { "sha-1" => 20, "sha-224" => 28, "sha-256" => 32, "sha-384" => 48, "sha-512" => 64, _ => octets.Length };
        return SdpText.IsWord(hash) && octets.Length == size && size <= MaxOctets && Array.TrueForAll(octets, static o => o.Length == 2 && o.All(char.IsAsciiHexDigit))
            ? new SdpFingerprint(hash, [.. Convert.FromHexString(string.Concat(octets))])
            : null;
    }
}

/// <summary>M-lines that belong together. RFC 5888 section 5.</summary>
/// <param name="Semantics">What for, such as <c>BUNDLE</c>.</param>
/// <param name="Mids">Their names, in order.</param>
/// <remarks>Immutable; safe to share.</remarks>
public sealed record SdpGroup(string Semantics, SdpList<string> Mids)
{
    internal static IEnumerable<SdpGroup> Read(SdpList<SdpAttribute> attributes) => attributes.ValuesOf("group")
        .Select(static v => v.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)).Where(static w => w.Length > 0).Select(static w => new SdpGroup(w[0], [.. w[1..]]));
}

/// <summary>What is said of a source of packets. RFC 5576 section 4.1.</summary>
/// <param name="Ssrc">Its number in RTP.</param>
/// <param name="Name">Of the attribute, such as <c>cname</c>.</param>
/// <param name="Value">Of the attribute; null without.</param>
/// <remarks>Immutable; safe to share.</remarks>
public sealed record SdpSource(uint Ssrc, string Name, string? Value)
{
    internal static SdpSource? Read(string text)
    {
        var rest = text.AsSpan();
        if (!uint.TryParse(SdpText.NextWord(ref rest), NumberStyles.None, CultureInfo.InvariantCulture, out var ssrc) || rest.IsEmpty)
        {
            return null;
        }

        var colon = rest.IndexOf(':');
        return colon < 0 ? new SdpSource(ssrc, rest.TrimEnd(" \t").ToString(), null) : new SdpSource(ssrc, rest[..colon].ToString(), rest[(colon + 1)..].ToString());
    }
}

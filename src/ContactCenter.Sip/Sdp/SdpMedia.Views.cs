using System.Globalization;
using System.Net;

namespace ContactCenter.Sip.Sdp;

public sealed partial record SdpMedia
{
    /// <value>The time of media in a packet its maker asks for, in ms; null without. RFC 8866 section 6.4.</value>
    public int? PacketTime => Attributes.Milliseconds("ptime");

    /// <value>The longest time of media in a packet its maker takes, in ms; null without. RFC 8866 section 6.5.</value>
    public int? MaxPacketTime => Attributes.Milliseconds("maxptime");

    /// <value>Whether RTP and RTCP may share a port. RFC 5761 section 5.1.1.</value>
    public bool HasRtcpMux => Attributes.Has("rtcp-mux");

    /// <value>Where RTCP goes if not to the port after RTP's; null without. RFC 3605.</value>
    public SdpRtcp? Rtcp => SdpRtcp.Read(Attributes.ValueOf("rtcp"));

    /// <value>Whether it is carried by one of RTP's profiles, so that its formats are payload types.</value>
    public bool IsRtp => Protocol.Contains("RTP/", StringComparison.OrdinalIgnoreCase);

    /// <value>Whether its media must be encrypted: SAVP or SAVPF. RFC 3711, RFC 5124.</value>
    public bool IsSecure => IsRtp && (Protocol.EndsWith("/SAVP", StringComparison.OrdinalIgnoreCase) || Protocol.EndsWith("/SAVPF", StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The payload types among <see cref="Formats"/> whose codec is known: by an rtpmap, otherwise by the table of RFC 3551 section 6. One that two different
    /// rtpmaps claim is left out: whatever we took it for might be wrong. RFC 8866 section 6.6.
    /// </summary>
    public SdpList<SdpPayload> Payloads()
    {
        if (!IsRtp)
        {
            return [];
        }

        var maps = new SdpCodec?[128];
        var spoilt = new bool[128];
        foreach (var (type, codec) in Attributes.ValuesOf("rtpmap").Select(SdpPayload.ReadMap))
        {
            if (codec is not null)
            {
                spoilt[type] |= maps[type] is { } other && other != codec;
                maps[type] ??= codec;
            }
        }

        var parameters = new string?[128];
        foreach (var value in Attributes.ValuesOf("fmtp"))
        {
            var rest = value.AsSpan();
            if (SdpPayload.TryType(SdpText.NextWord(ref rest), out var type))
            {
                parameters[type] ??= rest.TrimEnd(" \t").ToString();
            }
        }

        var payloads = new List<SdpPayload>(Formats.Count);
        var seen = new bool[128];
        foreach (var format in Formats)
        {
            if (SdpPayload.TryType(format, out var type) && !seen[type] && !spoilt[type] && (maps[type] ?? SdpPayload.Static(type)) is { } codec)
            {
                seen[type] = true;
                payloads.Add(new SdpPayload(type, codec, parameters[type]));
            }
        }

        return [.. payloads];
    }

    /// <summary>The keys its maker offers to send with. Malformed ones are left out. RFC 4568.</summary>
    public SdpList<SdpCrypto> Cryptos() => [.. Attributes.ValuesOf("crypto").Select(static v => SdpCrypto.TryParse(v, out var crypto) ? crypto : null).OfType<SdpCrypto>()];

    /// <summary>The addresses it may be reached at, of ICE. Malformed ones are left out. RFC 8839 section 5.1.</summary>
    public SdpList<SdpIceCandidate> IceCandidates() =>
        [.. Attributes.ValuesOf("candidate").Select(static v => SdpIceCandidate.TryParse(v, out var candidate) ? candidate : null).OfType<SdpIceCandidate>()];

    /// <summary>What is said of its sources. RFC 5576 section 4.1.</summary>
    public SdpList<SdpSource> Sources() => [.. Attributes.ValuesOf("ssrc").Select(SdpSource.Read).OfType<SdpSource>()];
}

/// <summary>Where RTCP goes. RFC 3605 section 2.1.</summary>
/// <param name="Port">1 to 65535.</param>
/// <param name="Address">Null for the address of RTP.</param>
/// <remarks>Immutable; safe to share.</remarks>
public sealed record SdpRtcp(int Port, SdpAddress? Address)
{
    internal static SdpRtcp? Read(string? value)
    {
        var rest = value.AsSpan();
        if (!int.TryParse(SdpText.NextWord(ref rest), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > IPEndPoint.MaxPort)
        {
            return null;
        }

        var (network, kind, host) = (SdpText.NextWord(ref rest).ToString(), SdpText.NextWord(ref rest).ToString(), SdpText.NextWord(ref rest).ToString());
        return network.Length == 0 ? new SdpRtcp(port, null)
            : SdpText.IsWord(network) && SdpText.IsWord(kind) && SdpText.IsWord(host) ? new SdpRtcp(port, new SdpAddress(network, kind, host))
            : null;
    }
}

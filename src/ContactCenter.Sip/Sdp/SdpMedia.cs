using System.Globalization;

namespace ContactCenter.Sip.Sdp;

/// <summary>An m-line and the lines that belong to it. RFC 8866 section 5.14.</summary>
/// <remarks>
/// Immutable with value equality; safe to share. Views such as <see cref="Payloads"/> read the attributes each time they are asked, leave out what is malformed, and
/// never throw; what else stands in <see cref="Attributes"/> stays there as it came.
/// </remarks>
public sealed partial record SdpMedia
{
    /// <summary>An m-line.</summary>
    /// <param name="kind"><c>audio</c>, <c>video</c>, <c>text</c>, <c>image</c>, <c>application</c>, <c>message</c> or another word.</param>
    /// <param name="port">0 to 65535; 0 refuses or removes it.</param>
    /// <param name="protocol">Such as <c>RTP/AVP</c>.</param>
    /// <param name="formats">At least one; numbers of payload types where the protocol is one of RTP's.</param>
    /// <exception cref="ArgumentException">A part is no word, the port is out of range, or there is no format.</exception>
    public SdpMedia(string kind, int port, string protocol, SdpList<string> formats) => (Kind, Port, Protocol, Formats) = (kind, port, protocol, formats);

    /// <value>What it is: <c>audio</c>, <c>video</c> and so on, as it came.</value>
    /// <exception cref="ArgumentException">It is no word.</exception>
    public string Kind { get; init => field = SdpText.Word(value, nameof(Kind)); }

    /// <value>Where it is received; 0 to 65535. 0 refuses or removes it. RFC 3264 section 6.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public int Port { get; init => field = (int)SdpText.InRange(value, nameof(Port), 0, 65_535); }

    /// <value>How many pairs of ports, from <see cref="Port"/> on; 1 by default, up to 32767.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public int PortCount { get; init => field = (int)SdpText.InRange(value, nameof(PortCount), 1, 32_767); } = 1;

    /// <value>How it is carried, as it came: <c>RTP/AVP</c>, <c>RTP/SAVP</c>, <c>UDP/TLS/RTP/SAVPF</c>, <c>udptl</c> or another.</value>
    /// <exception cref="ArgumentException">It is no word.</exception>
    public string Protocol { get; init => field = SdpText.Word(value, nameof(Protocol)); }

    /// <value>The formats, best first; never empty.</value>
    /// <exception cref="ArgumentException">There is none, or one is no word.</exception>
    public SdpList<string> Formats
    {
        get;
        init
        {
            SdpText.InRange(value.Count, "The number of Formats", 1, int.MaxValue);
            foreach (var format in value)
            {
                SdpText.Word(format, nameof(Formats));
            }

            field = value;
        }
    }

    /// <value>Where it goes; null for the session's address.</value>
    public SdpAddress? Connection { get; init; }

    /// <value>Its limits.</value>
    public SdpList<SdpBandwidth> Bandwidths { get; init; }

    /// <value>Its attributes, in order.</value>
    public SdpList<SdpAttribute> Attributes { get; init; }

    /// <value>Whether it is refused or removed: its port is 0. RFC 3264 sections 6 and 8.2.</value>
    public bool IsRefused => Port == 0;

    /// <value>Its name within the session, to which groups refer; null without. RFC 5888 section 4.</value>
    public string? Mid => Attributes.ValueOf("mid")?.Trim(' ', '\t') is { Length: > 0 } mid ? mid : null;

    /// <summary>Whether it is of this kind; compared without regard to case.</summary>
    /// <param name="kind">Such as <c>audio</c>.</param>
    public bool IsKind(string kind) => Kind.Equals(kind, StringComparison.OrdinalIgnoreCase);

    /// <summary>The m-line for a log: <c>audio 49170 RTP/AVP 0 8</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Kind} {Port}{(PortCount > 1 ? "/" + PortCount.ToString(CultureInfo.InvariantCulture) : "")} {Protocol} {string.Join(' ', (IEnumerable<string>)Formats)}");
}

using System.Globalization;
using System.Text;

namespace ContactCenter.Sip.Messages;

/// <summary>One hop of the way a request took and its response takes back. RFC 3261 section 20.42.</summary>
/// <remarks>Immutable; safe to share.</remarks>
public sealed class SipVia
{
    /// <summary>What the branch of a sender that follows RFC 3261 begins with. Section 8.1.1.7.</summary>
    public const string MagicCookie = "z9hG4bK";

    /// <summary>A hop.</summary>
    /// <param name="transport">UDP, TCP, TLS, WS, WSS or another token.</param>
    /// <param name="host">A name, an IPv4 address, or an IPv6 address in brackets.</param>
    /// <param name="port">1 to 65535; null for the transport's usual one.</param>
    /// <param name="branch">The transaction's name; null to leave it out.</param>
    /// <exception cref="ArgumentException">A part cannot stand in a Via.</exception>
    public SipVia(string transport, string host, int? port = null, string? branch = null)
        : this(
            SipText.IsToken(transport) ? transport : throw new ArgumentException($"'{SipText.Shown(transport)}' is no transport; write a token such as UDP.", nameof(transport)),
            SipHost.IsHost(Encoding.UTF8.GetBytes(host)) ? host : throw new ArgumentException($"'{SipText.Shown(host)}' is no host; write a name, an IPv4 address, or an IPv6 address in brackets.", nameof(host)),
            port is null or (>= 1 and <= 65_535) ? port : throw new ArgumentOutOfRangeException(nameof(port), port, $"{port} is no port; set it to 1 to 65535, or to null for the usual one."),
            branch is null ? SipParameters.Empty : SipParameters.Empty.With("branch", branch))
    {
    }

    private SipVia(string transport, string host, int? port, SipParameters parameters) =>
        (Transport, Host, Port, Parameters) = (transport, host, port, parameters);

    /// <value>UDP, TCP, TLS, WS, WSS, SCTP in capitals, or another token as it was written.</value>
    public string Transport { get; }

    /// <value>The sender's host as it names itself; an IPv6 address in brackets.</value>
    public string Host { get; }

    /// <value>The sender's port; null where it names none.</value>
    public int? Port { get; }

    /// <value>All parameters.</value>
    public SipParameters Parameters { get; }

    /// <value>The transaction's name at this hop; null from senders older than RFC 3261.</value>
    public string? Branch => Parameters["branch"];

    /// <value>True where the branch is unique in space and time: it begins with <see cref="MagicCookie"/> and goes on. RFC 3261 section 17.2.3.</value>
    public bool HasMagicCookie => Branch is { } branch && branch.Length > MagicCookie.Length && branch.StartsWith(MagicCookie, StringComparison.OrdinalIgnoreCase);

    /// <value>The address the request came from, if that is not <see cref="Host"/>; without brackets. RFC 3261 section 18.2.1.</value>
    public string? Received => Parameters["received"] is ['[', .. var inside, ']'] ? inside : Parameters["received"];

    /// <value>True where the sender wants the response at the port it sent from. RFC 3581 section 3.</value>
    public bool WantsRPort => Parameters.Has("rport");

    /// <value>The port the request came from, once it is stamped; null before. RFC 3581 section 4.</value>
    public int? RPort => Number("rport", 65_535) is { } port and > 0 ? port : null;

    /// <value>Where responses are to be sent instead. RFC 3261 section 18.2.2.</value>
    public string? MAddr => Parameters["maddr"];

    /// <value>The hops of a multicast, 0 to 255. RFC 3261 section 20.42.</value>
    public int? Ttl => Number("ttl", 255);

    /// <summary>Reads one hop.</summary>
    /// <returns>False where the text is no Via of one value.</returns>
    public static bool TryParse(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SipVia? via)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(SipText.Trim(Encoding.UTF8.GetBytes(text)), out via);
    }

    /// <summary>The same hop with one more parameter, or another value of it.</summary>
    /// <exception cref="ArgumentException">The name is no token.</exception>
    public SipVia With(string name, string? value = null) => new(Transport, Host, Port, Parameters.With(name, value));

    /// <summary>As on the wire.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("SIP/2.0/", 96).Append(Transport).Append(' ').Append(Host);
        if (Port is { } port)
        {
            text.Append(':').Append(port.ToString(CultureInfo.InvariantCulture));
        }

        Parameters.AppendTo(text);
        return text.ToString();
    }

    internal static bool TryParse(ReadOnlySpan<byte> text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SipVia? via)
    {
        via = null;
        if (!TryScan(text, out var transport, out var host, out var port, out var parameters) || SipParameterScanner.Read(parameters) is not { } read)
        {
            return false;
        }

        via = new SipVia(SipNames.Transport(transport), SipText.Decoded(host), port < 0 ? null : port, read);
        return true;
    }

    /// <summary>Finds the parts without making anything; the parameters are not looked at, nor is the version: who sent another one still gets its 505.</summary>
    internal static bool TryScan(
        ReadOnlySpan<byte> text, out ReadOnlySpan<byte> transport, out ReadOnlySpan<byte> host, out int port, out ReadOnlySpan<byte> parameters)
    {
        transport = host = parameters = default;
        port = -1;
        if (!TakeWord(ref text, out var name) || !Ascii.EqualsIgnoreCase(name, "SIP"u8) || !TakeWord(ref text, out var version) || !SipText.IsToken(version))
        {
            return false;
        }

        text = SipText.TrimStart(text);
        var blank = text.IndexOfAny((byte)' ', (byte)'\t');
        if (blank <= 0 || !SipText.IsToken(text[..blank]))
        {
            return false;
        }

        transport = text[..blank];
        text = SipText.TrimStart(text[blank..]);
        var end = text.IndexOf((byte)';');
        var hostPort = SipText.TrimEnd(end < 0 ? text : text[..end]);
        if (!SipHost.TryScan(hostPort, out var hostLength, out port))
        {
            return false;
        }

        host = hostPort[..hostLength];
        parameters = end < 0 ? default : text[end..];
        return true;
    }

    private static bool TakeWord(ref ReadOnlySpan<byte> text, out ReadOnlySpan<byte> word)
    {
        var slash = text.IndexOf((byte)'/');
        word = slash < 0 ? default : SipText.Trim(text[..slash]);
        text = slash < 0 ? text : text[(slash + 1)..];
        return slash >= 0;
    }

    private int? Number(string name, uint most) =>
        Parameters[name] is { Length: < 6 } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : null;
}

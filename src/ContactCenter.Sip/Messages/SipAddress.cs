using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace ContactCenter.Sip.Messages;

/// <summary>A URI with a name for people and with parameters: the value of From, To, Contact, Route, Refer-To and the like. RFC 3261 section 20.10.</summary>
/// <remarks>Immutable; safe to share.</remarks>
public sealed class SipAddress
{
    /// <summary>An address.</summary>
    /// <param name="uri">Where.</param>
    /// <param name="displayName">The name for people; null for none. A control in it is written as a blank.</param>
    /// <param name="parameters">Parameters of the header, not of the URI; null for none.</param>
    public SipAddress(SipUri uri, string? displayName = null, SipParameters? parameters = null)
    {
        ArgumentNullException.ThrowIfNull(uri);
        (Uri, DisplayName, Parameters) = (uri, displayName, parameters ?? SipParameters.Empty);
    }

    /// <value>Where.</value>
    public SipUri Uri { get; }

    /// <value>The name for people, without quotes and escapes; null where there is none. Without controls when it came from the wire.</value>
    public string? DisplayName { get; }

    /// <value>The header's parameters.</value>
    public SipParameters Parameters { get; }

    /// <value>The dialog's tag of this side; null where there is none. RFC 3261 section 19.3.</value>
    public string? Tag => Parameters["tag"];

    /// <value>How long a Contact is registered, in seconds; null where it does not say or its number is none. RFC 3261 section 20.10.</value>
    public uint? Expires => uint.TryParse(Parameters["expires"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;

    /// <value>How much a Contact is preferred, 0 to 1; null where it does not say or its number is none. RFC 3261 section 20.10.</value>
    public decimal? Q =>
        Parameters["q"] is { Length: <= 5 } q && decimal.TryParse(q, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value <= 1 ? value : null;

    /// <summary>Reads one address, in angle brackets or without.</summary>
    /// <returns>False where the text is none.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out SipAddress? address)
    {
        address = null;
        return text is not null && TryParse(SipText.Trim(Encoding.UTF8.GetBytes(text)), out address);
    }

    /// <summary>Reads one address.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static SipAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException($"'{SipText.Shown(text)}' is no address; write one such as \"Name\" <sip:user@example.com>.");

    /// <summary>The same address with a tag, or with another one.</summary>
    /// <exception cref="ArgumentException">The tag is no token.</exception>
    public SipAddress WithTag(string tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        return SipText.IsToken(tag) ? With("tag", tag) : throw new ArgumentException($"'{SipText.Shown(tag)}' is no tag; write a token.", nameof(tag));
    }

    /// <summary>The same address with one more parameter of the header, or another value of it.</summary>
    /// <exception cref="ArgumentException">The name is no token.</exception>
    public SipAddress With(string name, string? value = null) => new(Uri, DisplayName, Parameters.With(name, value));

    /// <summary>The same address without a parameter of the header.</summary>
    public SipAddress Without(string name) => new(Uri, DisplayName, Parameters.Without(name));

    /// <summary>As on the wire; always in angle brackets.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Uri.Length + 64);
        if (!string.IsNullOrEmpty(DisplayName))
        {
            text.Append(SipText.Quoted(DisplayName)).Append(' ');
        }

        text.Append('<').Append(Uri).Append('>');
        Parameters.AppendTo(text);
        return text.ToString();
    }

    internal static bool TryParse(ReadOnlySpan<byte> text, [NotNullWhen(true)] out SipAddress? address)
    {
        address = null;
        if (!TryScan(text, out var display, out var uri, out var parameters)
            || !SipUri.TryParse(uri, out var parsed)
            || SipParameterScanner.Read(parameters) is not { } read)
        {
            return false;
        }

        address = new SipAddress(parsed, Display(display), read);
        return true;
    }

    /// <summary>Finds the parts without making anything; neither the URI nor the parameters are looked at.</summary>
    internal static bool TryScan(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> display, out ReadOnlySpan<byte> uri, out ReadOnlySpan<byte> parameters)
    {
        display = uri = parameters = default;
        var open = OpeningBracket(text);
        if (open == Broken)
        {
            return false;
        }

        if (open < 0)
        {
            // Without brackets a semicolon begins the header's parameters, and neither a comma nor a question mark may stand. RFC 3261 section 20.10.
            var end = text.IndexOf((byte)';');
            uri = SipText.TrimEnd(end < 0 ? text : text[..end]);
            parameters = end < 0 ? default : text[end..];
            return uri.IndexOfAny((byte)'?', (byte)',') < 0;
        }

        display = SipText.TrimEnd(text[..open]);
        var rest = text[(open + 1)..];
        var close = rest.IndexOf((byte)'>');
        if (close < 0)
        {
            return false;
        }

        uri = SipText.Trim(rest[..close]);
        parameters = SipText.TrimStart(rest[(close + 1)..]);
        return true;
    }

    private const int Broken = -2;

    /// <summary>The first angle bracket outside of quotes; -1 where there is none, <see cref="Broken"/> where a quote is not closed.</summary>
    private static int OpeningBracket(ReadOnlySpan<byte> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var next = text[at..].IndexOfAny((byte)'<', (byte)'"');
            if (next < 0)
            {
                return -1;
            }

            at += next;
            if (text[at] == (byte)'<')
            {
                return at;
            }

            var close = SipText.ClosingQuote(text[at..]);
            if (close < 0)
            {
                return Broken;
            }

            at += close;
        }

        return -1;
    }

    private static string? Display(ReadOnlySpan<byte> display)
    {
        if (display.IsEmpty)
        {
            return null;
        }

        return display[0] == (byte)'"' && SipText.ClosingQuote(display) == display.Length - 1 ? SipText.Unquoted(display[1..^1]) : SipText.Decoded(display);
    }
}

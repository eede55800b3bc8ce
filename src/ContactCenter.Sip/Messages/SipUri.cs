using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace ContactCenter.Sip.Messages;

/// <summary>An address: <c>sip:</c>, <c>sips:</c> and <c>tel:</c> in parts, any other scheme as a whole. RFC 3261 section 19.1, RFC 3966.</summary>
/// <remarks>
/// Immutable; safe to share. It keeps its text as it was written, so that what comes in goes out the same; the parts are read from it, without
/// their escapes. Equality is that of RFC 3261 section 19.1.4, which is not transitive: <c>sip:a@h;x=1</c> and <c>sip:a@h;x=2</c> both equal
/// <c>sip:a@h</c> and not each other. For tel it is that of RFC 3966 section 4; others are equal when their texts are.
/// </remarks>
public sealed partial class SipUri : IEquatable<SipUri>
{
    /// <summary>The longest URI this type takes, in bytes; <see cref="SipLimits.UriBytes"/> may ask for less.</summary>
    public const int MaxLength = 8_192;

    private readonly string _text;
    private readonly SipUriParts _parts;
    private SipParameters? _parameters;

    private SipUri(string text, string scheme, SipUriParts parts) => (_text, Scheme, _parts) = (text, scheme, parts);

    /// <value>The scheme in small letters.</value>
    public string Scheme { get; }

    /// <value>True for sip and sips.</value>
    public bool IsSip => _parts.Kind == SipUriKind.Sip;

    /// <value>True for sips. RFC 3261 section 19.1, RFC 5630.</value>
    public bool IsSecure => Scheme == "sips";

    /// <value>The user without escapes; the number, as written, of a tel URI; null where there is none. May hold any character, controls too.</value>
    public string? User => _parts.UserStart < 0 ? null : SipEscapes.Decoded(_text.AsSpan(_parts.UserStart, _parts.UserLength));

    /// <value>The password without escapes; null where there is none. RFC 3261 section 19.1.1 advises against it.</value>
    public string? Password => _parts.PasswordStart < 0 ? null : SipEscapes.Decoded(_text.AsSpan(_parts.PasswordStart, _parts.PasswordLength));

    /// <value>A name, an IPv4 address, or an IPv6 address in brackets; empty where the scheme has none.</value>
    public string Host => _text.Substring(_parts.HostStart, _parts.HostLength);

    /// <value>The port; null where none is named.</value>
    public int? Port => _parts.Port < 0 ? null : _parts.Port;

    /// <value>The parameters, without escapes.</value>
    public SipParameters Parameters => _parameters ??= ReadParameters();

    /// <value>True where the host reads Routes: the parameter lr is there. RFC 3261 section 19.1.1.</value>
    public bool IsLooseRouter => Parameters.Has("lr");

    /// <value>The headers of a request to be made from the URI, without escapes. RFC 3261 section 19.1.5 says which are dangerous.</value>
    public IReadOnlyList<KeyValuePair<string, string>> Headers => ReadHeaders();

    /// <value>True where there are headers, without reading them.</value>
    public bool HasHeaders => _parts.HeadersStart < _text.Length;

    internal int Length => _text.Length;

    /// <summary>Reads a URI.</summary>
    /// <returns>False where the text is none, or is longer than <see cref="MaxLength"/>.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out SipUri? uri)
    {
        uri = null;
        return text is not null && text.Length <= MaxLength && TryParse(Encoding.UTF8.GetBytes(text), out uri);
    }

    /// <summary>Reads a URI from bytes.</summary>
    /// <returns>False where they are none, or more than <see cref="MaxLength"/>.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, [NotNullWhen(true)] out SipUri? uri)
    {
        uri = null;
        if (text.Length > MaxLength || !SipUriParts.TryScan(text, out var parts))
        {
            return false;
        }

        if (SipEscapes.NeedsMore(text, parts))
        {
            var escaped = SipEscapes.Completed(text, parts);
            return escaped.Length <= MaxLength && TryParse(escaped, out uri);
        }

        uri = new SipUri(Encoding.ASCII.GetString(text), SipNames.Scheme(text[..parts.SchemeLength]), parts);
        return true;
    }

    /// <summary>Reads a URI.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static SipUri Parse(string text) =>
        TryParse(text, out var uri) ? uri : throw new FormatException($"'{SipText.Shown(text)}' is no URI; write one such as sip:user@example.com.");

    /// <summary>A sip or sips URI of its parts; escapes are set where they are due.</summary>
    /// <param name="user">Null for none.</param>
    /// <param name="host">A name, an IPv4 address, or an IPv6 address in brackets.</param>
    /// <param name="port">1 to 65535; null for none.</param>
    /// <param name="secure">True for sips.</param>
    /// <exception cref="ArgumentException">A part cannot stand in a URI.</exception>
    public static SipUri Create(string? user, string host, int? port = null, bool secure = false)
    {
        ArgumentNullException.ThrowIfNull(host);
        if (!SipHost.IsHost(Encoding.UTF8.GetBytes(host)))
        {
            throw new ArgumentException($"'{SipText.Shown(host)}' is no host; write a name, an IPv4 address, or an IPv6 address in brackets.", nameof(host));
        }

        var text = new StringBuilder(secure ? "sips:" : "sip:");
        if (user is not null)
        {
            text.Append(SipEscapes.User(user)).Append('@');
        }

        text.Append(host);
        if (port is { } number)
        {
            text.Append(CultureInfo.InvariantCulture, $":{number}");
        }

        return Checked(text.ToString(), $"user '{SipText.Shown(user ?? "")}', host '{SipText.Shown(host)}', port {port} make no URI; the user must not be empty, the host be a name or an address, the port 1 to 65535.");
    }

    /// <summary>The same URI with one more parameter, or with another value of it.</summary>
    /// <exception cref="ArgumentException">The URI's scheme has no parameters, or the name or value is empty.</exception>
    public SipUri WithParameter(string name, string? value = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return WithParameters(Parameters.Has(name) ? Parameters.Without(name).Append(new SipParameter(name, value)) : Parameters.Append(new SipParameter(name, value)));
    }

    /// <summary>The same URI without a parameter.</summary>
    public SipUri WithoutParameter(string name) => Parameters.Has(name) ? WithParameters(Parameters.Without(name)) : this;

    /// <summary>The same URI without its headers, as a Request-URI has to be. RFC 3261 section 19.1.5.</summary>
    public SipUri WithoutHeaders() => HasHeaders ? Checked(_text[.._parts.HeadersStart], "") : this;

    /// <summary>As on the wire; ASCII alone.</summary>
    public override string ToString() => _text;

    private SipUri WithParameters(IEnumerable<SipParameter> parameters)
    {
        if (_parts.Kind == SipUriKind.Other)
        {
            throw new ArgumentException($"A {Scheme} URI has no parameters.", nameof(parameters));
        }

        var text = new StringBuilder(_text, 0, _parts.ParametersStart, _text.Length + 32);
        foreach (var parameter in parameters)
        {
            text.Append(';').Append(SipEscapes.Parameter(parameter.Name));
            if (parameter.Value is { } value)
            {
                text.Append('=').Append(SipEscapes.Parameter(value));
            }
        }

        return Checked(text.Append(_text, _parts.HeadersStart, _text.Length - _parts.HeadersStart).ToString(), "These parameters make no URI; each needs a name, and a value must not be empty.");
    }

    private static SipUri Checked(string text, string fault) => TryParse(text, out var uri) ? uri : throw new ArgumentException(fault, nameof(text));

    private SipParameters ReadParameters()
    {
        var all = new List<SipParameter>();
        foreach (var range in Parts(_text.AsSpan(_parts.ParametersStart, _parts.HeadersStart - _parts.ParametersStart), ';'))
        {
            var one = _text.AsSpan(_parts.ParametersStart)[range];
            var equals = one.IndexOf('=');
            all.Add(equals < 0 ? new SipParameter(SipEscapes.Decoded(one), null) : new SipParameter(SipEscapes.Decoded(one[..equals]), SipEscapes.Decoded(one[(equals + 1)..])));
        }

        return all.Count == 0 ? SipParameters.Empty : new SipParameters([.. all]);
    }

    private List<KeyValuePair<string, string>> ReadHeaders()
    {
        var all = new List<KeyValuePair<string, string>>();
        foreach (var range in Parts(_text.AsSpan(_parts.HeadersStart), '&'))
        {
            var one = _text.AsSpan(_parts.HeadersStart)[range];
            var equals = one.IndexOf('=');
            all.Add(new(SipEscapes.Decoded(one[..equals]), SipEscapes.Decoded(one[(equals + 1)..])));
        }

        return all;
    }

    /// <summary>What stands between the separators; the first letter is one itself.</summary>
    private static List<Range> Parts(ReadOnlySpan<char> text, char separator)
    {
        var parts = new List<Range>();
        for (var start = 1; start <= text.Length;)
        {
            var length = text[start..].IndexOf(separator);
            var end = length < 0 ? text.Length : start + length;
            parts.Add(start..end);
            start = end + 1;
        }

        return parts;
    }
}

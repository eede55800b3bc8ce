using System.Buffers;

namespace ContactCenter.Sip.Messages;

/// <summary>Where the parts of a URI are in its text. RFC 3261 section 19.1.1, RFC 3966 for tel.</summary>
internal readonly struct SipUriParts
{
    private const string Alnum = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const string Unreserved = Alnum + "-_.!~*'()";

    private static readonly SearchValues<byte> SchemeLetters = Letters(Alnum + "+-.");

    // The '#' of a star code has to be escaped and phones do not; it and letters beyond ASCII are taken here and escaped in the text.
    private static readonly SearchValues<byte> UserLetters = Letters(Unreserved + "%&=+$,;?/#", beyond: true);
    private static readonly SearchValues<byte> PasswordLetters = Letters(Unreserved + "%&=+$,#", beyond: true);
    private static readonly SearchValues<byte> ParameterLetters = Letters(Unreserved + "%[]/:&+$", beyond: true);
    private static readonly SearchValues<byte> HeaderLetters = Letters(Unreserved + "%[]/?:+$", beyond: true);
    private static readonly SearchValues<byte> NumberLetters = Letters("0123456789ABCDEFabcdef*#+-.()");
    private static readonly SearchValues<byte> Opaque = Letters(Unreserved + "%;/?:@&=+$,[]#");

    private SipUriParts(int scheme, SipUriKind kind) => (SchemeLength, Kind, Port) = (scheme, kind, -1);

    public int SchemeLength { get; }

    public SipUriKind Kind { get; }

    /// <summary>Behind the scheme's colon; -1 where the URI has no user.</summary>
    public int UserStart { get; private init; } = -1;

    public int UserLength { get; private init; }

    /// <summary>-1 where there is no password.</summary>
    public int PasswordStart { get; private init; } = -1;

    public int PasswordLength { get; private init; }

    public int HostStart { get; private init; }

    public int HostLength { get; private init; }

    public int Port { get; private init; }

    /// <summary>Where the first semicolon is; the text's length where there is none.</summary>
    public int ParametersStart { get; private init; }

    /// <summary>Where the question mark is; the text's length where there is none.</summary>
    public int HeadersStart { get; private init; }

    public static bool TryScan(ReadOnlySpan<byte> text, out SipUriParts parts)
    {
        parts = default;
        var colon = text.IndexOf((byte)':');
        if (colon <= 0 || colon == text.Length - 1 || !char.IsAsciiLetter((char)text[0]) || text[..colon].ContainsAnyExcept(SchemeLetters))
        {
            return false;
        }

        return SipNames.Scheme(text[..colon]) switch
        {
            "sip" or "sips" => TryScanSip(text, colon, out parts),
            "tel" => TryScanTel(text, colon, out parts),
            _ => TryScanOther(text, colon, out parts),
        };
    }

    private static bool TryScanSip(ReadOnlySpan<byte> text, int colon, out SipUriParts parts)
    {
        parts = default;
        var start = colon + 1;
        var (userStart, userLength, passwordStart, passwordLength) = (-1, 0, -1, 0);
        var at = text[start..].IndexOf((byte)'@');
        if (at >= 0)
        {
            var info = text.Slice(start, at);
            var split = info.IndexOf((byte)':');
            (userStart, userLength) = (start, split < 0 ? at : split);
            if (split >= 0)
            {
                (passwordStart, passwordLength) = (start + split + 1, at - split - 1);
                if (!IsEscaped(info[(split + 1)..], PasswordLetters))
                {
                    return false;
                }
            }

            if (userLength == 0 || !IsEscaped(info[..userLength], UserLetters))
            {
                return false;
            }

            start += at + 1;
        }

        var hostEnd = text[start..].IndexOfAny((byte)';', (byte)'?');
        hostEnd = hostEnd < 0 ? text.Length : start + hostEnd;
        var hostPort = text[start..hostEnd];
        if (hostPort.IndexOfAny((byte)' ', (byte)'\t') >= 0 || !SipHost.TryScan(hostPort, out var hostLength, out var port))
        {
            return false;
        }

        var question = text[hostEnd..].IndexOf((byte)'?');
        var headers = question < 0 ? text.Length : hostEnd + question;
        parts = new SipUriParts(colon, SipUriKind.Sip)
        {
            UserStart = userStart, UserLength = userLength, PasswordStart = passwordStart, PasswordLength = passwordLength,
            HostStart = start, HostLength = hostLength, Port = port, ParametersStart = hostEnd, HeadersStart = headers,
        };
        return AreParameters(text[hostEnd..headers]) && AreHeaders(text[headers..]);
    }

    private static bool TryScanTel(ReadOnlySpan<byte> text, int colon, out SipUriParts parts)
    {
        var semicolon = text.IndexOf((byte)';');
        var end = semicolon < 0 ? text.Length : semicolon;
        parts = new SipUriParts(colon, SipUriKind.Tel)
        {
            UserStart = colon + 1, UserLength = end - colon - 1, HostStart = end, ParametersStart = end, HeadersStart = text.Length,
        };
        return parts.UserLength > 0 && !text[(colon + 1)..end].ContainsAnyExcept(NumberLetters) && AreParameters(text[end..]);
    }

    private static bool TryScanOther(ReadOnlySpan<byte> text, int colon, out SipUriParts parts)
    {
        parts = new SipUriParts(colon, SipUriKind.Other) { HostStart = text.Length, ParametersStart = text.Length, HeadersStart = text.Length };
        return IsEscaped(text[(colon + 1)..], Opaque);
    }

    private static bool AreParameters(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            var next = text[1..].IndexOf((byte)';');
            var one = next < 0 ? text[1..] : text.Slice(1, next);
            var equals = one.IndexOf((byte)'=');
            var name = equals < 0 ? one : one[..equals];
            if (name.IsEmpty || !IsEscaped(name, ParameterLetters) || (equals >= 0 && (equals == one.Length - 1 || !IsEscaped(one[(equals + 1)..], ParameterLetters))))
            {
                return false;
            }

            text = next < 0 ? default : text[(next + 1)..];
        }

        return true;
    }

    private static bool AreHeaders(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            var next = text[1..].IndexOf((byte)'&');
            var one = next < 0 ? text[1..] : text.Slice(1, next);
            var equals = one.IndexOf((byte)'=');
            if (equals <= 0 || !IsEscaped(one[..equals], HeaderLetters) || !IsEscaped(one[(equals + 1)..], HeaderLetters))
            {
                return false;
            }

            text = next < 0 ? default : text[(next + 1)..];
        }

        return true;
    }

    /// <summary>True where each letter may stand here and each percent sign has its two digits.</summary>
    private static bool IsEscaped(ReadOnlySpan<byte> text, SearchValues<byte> allowed)
    {
        if (text.ContainsAnyExcept(allowed))
        {
            return false;
        }

        for (var percent = text.IndexOf((byte)'%'); percent >= 0;)
        {
            if (percent + 2 >= text.Length || !char.IsAsciiHexDigit((char)text[percent + 1]) || !char.IsAsciiHexDigit((char)text[percent + 2]))
            {
                return false;
            }

            text = text[(percent + 3)..];
            percent = text.IndexOf((byte)'%');
        }

        return true;
    }

    private static SearchValues<byte> Letters(string letters, bool beyond = false) =>
        SearchValues.Create([.. letters.Select(static c => (byte)c), .. beyond ? Enumerable.Range(128, 128).Select(static b => (byte)b) : []]);
}

/// <summary>How a URI is read.</summary>
internal enum SipUriKind : byte
{
    Other,
    Sip,
    Tel,
}

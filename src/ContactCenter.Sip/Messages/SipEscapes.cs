using System.Buffers;
using System.Globalization;
using System.Text;

namespace ContactCenter.Sip.Messages;

/// <summary>The %HH of URIs. RFC 3261 section 19.1.2 says what may stand where without it.</summary>
internal static class SipEscapes
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()";

    private static readonly SearchValues<byte> UserLetters = SearchValues.Create(Encoding.ASCII.GetBytes(Unreserved + "&=+$,;?/"));
    private static readonly SearchValues<byte> ParameterLetters = SearchValues.Create(Encoding.ASCII.GetBytes(Unreserved + "[]/:&+$"));

    /// <summary>The text without escapes; bytes that are no UTF-8 read as U+FFFD.</summary>
    public static string Decoded(ReadOnlySpan<char> text)
    {
        if (text.IndexOf('%') < 0)
        {
            return text.ToString();
        }

        var bytes = new byte[text.Length];
        var length = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '%')
            {
                bytes[length++] = (byte)((HexOf(text[at + 1]) << 4) | HexOf(text[at + 2]));
                at += 2;
            }
            else
            {
                bytes[length++] = (byte)text[at];
            }
        }

        return SipText.Decoded(bytes.AsSpan(0, length));
    }

    public static int HexOf(char digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    public static string User(string text) => Escaped(text, UserLetters);

    public static string Parameter(string text) => Escaped(text, ParameterLetters);

    /// <summary>True where something stands unescaped that was let through and must not go out so.</summary>
    public static bool NeedsMore(ReadOnlySpan<byte> text, in SipUriParts parts) => !Ascii.IsValid(text) || (parts.Kind == SipUriKind.Sip && text.Contains((byte)'#'));

    /// <summary>The text with the escapes a sender left out.</summary>
    public static byte[] Completed(ReadOnlySpan<byte> text, in SipUriParts parts)
    {
        var escaped = new ArrayBufferWriter<byte>(text.Length + 16);
        foreach (var letter in text)
        {
            // The '#' of a tel number is a digit of it. RFC 3966 section 3.
            if (letter > 127 || (letter == (byte)'#' && parts.Kind == SipUriKind.Sip))
            {
                letter.TryFormat(escaped.GetSpan(3)[1..], out _, "X2", CultureInfo.InvariantCulture);
                escaped.GetSpan(3)[0] = (byte)'%';
                escaped.Advance(3);
            }
            else
            {
                escaped.GetSpan(1)[0] = letter;
                escaped.Advance(1);
            }
        }

        return escaped.WrittenSpan.ToArray();
    }

    private static string Escaped(string text, SearchValues<byte> allowed)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (!bytes.AsSpan().ContainsAnyExcept(allowed))
        {
            return text;
        }

        var escaped = new StringBuilder(bytes.Length + 16);
        foreach (var letter in bytes)
        {
            if (allowed.Contains(letter))
            {
                escaped.Append((char)letter);
            }
            else
            {
                escaped.Append('%').Append(letter.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return escaped.ToString();
    }
}

using System.Buffers;
using System.Globalization;
using System.Text;

namespace ContactCenter.Sip.Messages;

/// <summary>The small words of the grammar: tokens, blanks, quoted strings, numbers. RFC 3261 section 25.1.</summary>
internal static class SipText
{
    private const string TokenLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.!%*_+`'~";

    private static readonly SearchValues<byte> Token = SearchValues.Create(Encoding.ASCII.GetBytes(TokenLetters));
    private static readonly SearchValues<char> TokenChars = SearchValues.Create(TokenLetters);

    /// <summary>Controls that have no business in a header: all but the tab.</summary>
    private static readonly SearchValues<byte> ControlBytes =
        SearchValues.Create([.. Enumerable.Range(0, 32).Where(static c => c != '\t').Select(static c => (byte)c), 127]);

    private static readonly SearchValues<byte> QuoteOrEscape = SearchValues.Create("\"\\"u8);

    public static bool IsToken(ReadOnlySpan<byte> text) => !text.IsEmpty && !text.ContainsAnyExcept(Token);

    public static bool IsToken(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(TokenChars);

    public static bool IsTokenLetter(byte letter) => Token.Contains(letter);

    /// <summary>Anything without a blank: phones and carriers write more into a Call-ID than RFC 3261 section 25.1 has (callid), '=' and ';' among it.</summary>
    public static bool IsCallId(ReadOnlySpan<byte> text) => !text.IsEmpty && text.IndexOfAnyInRange((byte)0, (byte)' ') < 0;

    public static int IndexOfControl(ReadOnlySpan<byte> text) => text.IndexOfAny(ControlBytes);

    public static bool IsBlank(byte letter) => letter is (byte)' ' or (byte)'\t';

    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => TrimEnd(TrimStart(text));

    public static ReadOnlySpan<byte> TrimStart(ReadOnlySpan<byte> text)
    {
        var start = 0;
        while (start < text.Length && IsBlank(text[start]))
        {
            start++;
        }

        return text[start..];
    }

    public static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> text)
    {
        var end = text.Length;
        while (end > 0 && IsBlank(text[end - 1]))
        {
            end--;
        }

        return text[..end];
    }

    /// <summary>Where the quoted string that begins at the start of the text is closed; -1 where it is not.</summary>
    public static int ClosingQuote(ReadOnlySpan<byte> text)
    {
        for (var at = 1; at < text.Length;)
        {
            var next = text[at..].IndexOfAny(QuoteOrEscape);
            if (next < 0)
            {
                return -1;
            }

            at += next;
            if (text[at] == (byte)'"')
            {
                return at;
            }

            at += 2;
        }

        return -1;
    }

    /// <summary>What stands between the quotes, without its escapes. A control becomes a blank: these words are shown to people and written to logs.</summary>
    public static string Unquoted(ReadOnlySpan<byte> inner)
    {
        if (inner.IndexOf((byte)'\\') < 0 && IndexOfControl(inner) < 0)
        {
            return Decoded(inner);
        }

        var plain = new byte[inner.Length];
        var length = 0;
        for (var at = 0; at < inner.Length; at++)
        {
            if (inner[at] == (byte)'\\' && at + 1 < inner.Length)
            {
                at++;
            }

            plain[length++] = inner[at] is < 32 or 127 ? (byte)' ' : inner[at];
        }

        return Decoded(plain.AsSpan(0, length));
    }

    /// <summary>The text in quotes, with escapes where they are due.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var letter in text)
        {
            if (letter is '"' or '\\')
            {
                quoted.Append('\\');
            }

            quoted.Append(letter < 32 || letter == 127 ? ' ' : letter);
        }

        return quoted.Append('"').ToString();
    }

    public static string Decoded(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text);

    /// <summary>A number of digits alone; false where it is none or above the most.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> text, uint most, out uint number)
    {
        number = 0;
        if (text.IsEmpty)
        {
            return false;
        }

        ulong value = 0;
        foreach (var letter in text)
        {
            var digit = (uint)(letter - '0');
            if (digit > 9)
            {
                return false;
            }

            value = value * 10 + digit;
            if (value > most)
            {
                return false;
            }
        }

        number = (uint)value;
        return true;
    }

    /// <summary>What stands before the first semicolon, and from there on.</summary>
    public static ReadOnlySpan<byte> BeforeParameters(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> parameters)
    {
        text = Trim(text);
        var semicolon = text.IndexOf((byte)';');
        parameters = semicolon < 0 ? default : text[semicolon..];
        return semicolon < 0 ? text : TrimEnd(text[..semicolon]);
    }

    public static bool IsDigits(ReadOnlySpan<byte> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    /// <summary>A stranger's text for a message to people: printable ASCII, the rest as \xNN, at most 60 letters.</summary>
    public static string Shown(ReadOnlySpan<byte> text)
    {
        var shown = new StringBuilder();
        foreach (var letter in text[..Math.Min(text.Length, 60)])
        {
            if (letter is >= 32 and < 127)
            {
                shown.Append((char)letter);
            }
            else
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\x{letter:X2}");
            }
        }

        return text.Length > 60 ? shown.Append('…').ToString() : shown.ToString();
    }

    public static string Shown(string text) => Shown(Encoding.UTF8.GetBytes(text.Length > 80 ? text[..80] : text));
}

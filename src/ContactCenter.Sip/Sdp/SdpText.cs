using System.Text;

namespace ContactCenter.Sip.Sdp;

/// <summary>What a text must be to stand in a description without breaking a line of it. RFC 8866 section 9.</summary>
internal static class SdpText
{
    /// <summary>A text up to the end of a line.</summary>
    public static string Line(string value, string name)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        return value.AsSpan().IndexOfAny('\r', '\n', '\0') < 0 && IsWellFormed(value)
            ? value
            : throw new ArgumentException($"{name} has a line end, a NUL or half a character in it; give text of one line.", name);
    }

    /// <summary>A text without spaces, which stands between spaces, or up to the character <paramref name="without"/>.</summary>
    public static string Word(string value, string name, char without = ' ')
    {
        ArgumentNullException.ThrowIfNull(value, name);
        return IsWord(value) && IsWellFormed(value) && !value.Contains(without, StringComparison.Ordinal)
            ? value
            : throw new ArgumentException($"{name} is \"{value.ReplaceLineEndings(" ")}\"; give one word without spaces{(without == ' ' ? "" : $", {without}")} or control characters.", name);
    }

    public static long InRange(long value, string name, long least, long most) =>
        value >= least && value <= most ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; set it to {least} up to {most}.");

    public static bool IsWord(ReadOnlySpan<char> value)
    {
        foreach (var c in value)
        {
            if (c is <= ' ' or '\u007F')
            {
                return false;
            }
        }

        return !value.IsEmpty;
    }

    /// <summary>The next word, and what follows it, without the spaces before.</summary>
    public static ReadOnlySpan<char> NextWord(ref ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart(" \t");
        var end = rest.IndexOfAny(' ', '\t');
        var word = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[end..].TrimStart(" \t");
        return word;
    }

    private static bool IsWellFormed(string value)
    {
        for (var rest = value.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var used) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            rest = rest[used..];
        }

        return true;
    }
}

using System.Text;

namespace ContactCenter.Sip.Authentication;

/// <summary>
/// Reads and writes <c>scheme name=value, name="value"</c>. RFC 3261 section 25.1, RFC 7235 section 2.1. Quoted strings are kept without quotes and backslashes: what both
/// ends hash is the text that was meant.
/// </summary>
internal static class DigestParameters
{
    /// <summary>What is read of a header field's value; nonces and names of real peers have some hundreds of characters.</summary>
    public const int MaxLength = 8_192;

    private const int MaxParameters = 32;
    private const int MaxChallenges = 16;

    /// <summary>The challenges or credentials in one value: by rights one, but some put several into one line. Empty when it is malformed.</summary>
    public static List<(string Scheme, Dictionary<string, string> Values)> Read(string? text)
    {
        var found = new List<(string Scheme, Dictionary<string, string> Values)>();
        if (text is null || text.Length > MaxLength)
        {
            return found;
        }

        var rest = text.AsSpan();
        while (true)
        {
            rest = rest.TrimStart(" \t\r\n,");
            if (rest.IsEmpty)
            {
                return found;
            }

            var word = Token(ref rest);
            var afterWord = rest.TrimStart(" \t\r\n");
            if (word.IsEmpty)
            {
                return [];
            }

            if (afterWord.StartsWith("="))
            {
                rest = afterWord[1..].TrimStart(" \t\r\n");
                if (found.Count == 0 || found[^1].Values.Count == MaxParameters || Value(ref rest) is not { } value || !found[^1].Values.TryAdd(word.ToString(), value) || !Ends(rest))
                {
                    return []; // without a scheme, too much, malformed, or twice: which of both is meant?
                }
            }
            else if (found.Count < MaxChallenges && (afterWord.IsEmpty || afterWord[0] == ',' || afterWord.Length < rest.Length))
            {
                found.Add((word.ToString(), new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)));
                rest = afterWord;
                SkipOpaque(ref rest);
            }
            else
            {
                return [];
            }
        }
    }

    public static string Quoted(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var c in value)
        {
            text.Append(c is '"' or '\\' ? "\\" : "").Append(c);
        }

        return text.Append('"').ToString();
    }

    /// <summary>A text that may stand in a quoted string of a header field.</summary>
    public static string Checked(string value, string name)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        return value.AsSpan().IndexOfAnyInRange('\0', '\u001F') < 0 && !value.Contains('\u007F', StringComparison.Ordinal) && IsWellFormed(value)
            ? value
            : throw new ArgumentException($"{name} has a control character or half a character in it; give text of one line.", name);
    }

    public static bool IsText(string value) => value.AsSpan().IndexOfAnyInRange('\0', '\u001F') < 0 && !value.Contains('\u007F', StringComparison.Ordinal) && IsWellFormed(value);

    private static bool IsWellFormed(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsSurrogate(value[i]) && !(char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[++i])))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Ends(ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart(" \t\r\n");
        return rest.IsEmpty || rest[0] == ',';
    }

    /// <summary>Basic and Negotiate have a lump of base64 instead of parameters; it is passed over.</summary>
    private static void SkipOpaque(ref ReadOnlySpan<char> rest)
    {
        var look = rest;
        var lump = Token(ref look);
        look = look.TrimStart('=');
        if (!lump.IsEmpty && (look.IsEmpty || look[0] == ','))
        {
            rest = look;
        }
    }

    private static ReadOnlySpan<char> Token(ref ReadOnlySpan<char> rest)
    {
        var end = 0;
        while (end < rest.Length && (char.IsAsciiLetterOrDigit(rest[end]) || "-.!%*_+`'~/".Contains(rest[end], StringComparison.Ordinal)))
        {
            end++;
        }

        var token = rest[..end];
        rest = rest[end..];
        return token;
    }

    private static string? Value(ref ReadOnlySpan<char> rest)
    {
        if (!rest.StartsWith("\""))
        {
            // Not every peer quotes what must be quoted: up to the comma.
            var end = rest.IndexOf(',');
            var word = (end < 0 ? rest : rest[..end]).TrimEnd(" \t\r\n");
            rest = rest[word.Length..];
            return word.IndexOfAny(" \t\"") < 0 && IsText(word.ToString()) ? word.ToString() : null;
        }

        var text = new StringBuilder();
        for (var i = 1; i < rest.Length; i++)
        {
            if (rest[i] == '"')
            {
                rest = rest[(i + 1)..];
                var value = text.ToString();
                return IsText(value) ? value : null;
            }

            i += rest[i] == '\\' ? 1 : 0;
            text.Append(i < rest.Length ? rest[i] : '\0');
        }

        return null; // no end
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ContactCenter.Channels.Voice.Texting;

/// <summary>
/// A text in parts that each fit into one MESSAGE: with its header, which takes at most 400 octets on the way to a trunk, such a request stays under 1,300 octets, so that no path loses it for its
/// size. RFC 3428 section 8. The parts together are the text, to the letter; a part ends behind a space where one is near, and never within a letter and its accents.
/// </summary>
internal static class TextParts
{
    /// <summary>The largest part, in octets of UTF-8.</summary>
    public const int MaxOctets = 900;

    /// <summary>How many parts a text may have.</summary>
    public const int MaxParts = 10;

    /// <summary>How far before the end of a full part a space is looked for, in letters.</summary>
    private const int Near = 60;

    /// <summary>The parts, in order; none for an empty text.</summary>
    public static ImmutableArray<string> Of(string text)
    {
        var parts = ImmutableArray.CreateBuilder<string>();
        for (var start = 0; start < text.Length;)
        {
            var length = LengthOf(text, start);
            parts.Add(text.Substring(start, length));
            start += length;
        }

        return parts.ToImmutable();
    }

    private static int LengthOf(string text, int start)
    {
        var (end, octets, letters, space, lettersAtSpace) = (start, 0, 0, -1, 0);
        while (end < text.Length)
        {
            var letter = StringInfo.GetNextTextElementLength(text, end);
            var size = Encoding.UTF8.GetByteCount(text.AsSpan(end, letter));
            if (size > MaxOctets)
            {
                (letter, size) = (end + 1 < text.Length && char.IsSurrogatePair(text, end) ? 2 : 1, 4); // no letter of any script: a heap of accents
            }

            if (octets + size > MaxOctets)
            {
                return (space > 0 && letters - lettersAtSpace <= Near ? space : end) - start;
            }

            (end, octets, letters) = (end + letter, octets + size, letters + 1);
            if (char.IsWhiteSpace(text[end - 1]))
            {
                (space, lettersAtSpace) = (end, letters);
            }
        }

        return end - start;
    }
}

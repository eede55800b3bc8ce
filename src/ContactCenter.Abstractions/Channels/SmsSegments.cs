using System.Text;

namespace ContactCenter.Channels;

/// <summary>
/// How a text is cut into SMS parts. GSM-7: 160 septets, or 153 in each of several parts; UCS-2: 70 code units, or 67. The difference is the header
/// that joins the parts, 3GPP TS 23.040 section 9.2.3.24.1. An escaped character or a surrogate pair is never cut in two. Thread-safe.
/// </summary>
public static class SmsSegments
{
    /// <summary>The name of the encoding of <see cref="GsmAlphabet"/>.</summary>
    public const string Gsm = "GSM-7";

    /// <summary>The name of the encoding that takes any text: two bytes for a code unit.</summary>
    public const string Ucs2 = "UCS-2";

    /// <summary>Cuts <paramref name="text"/>, in linear time and without allocating.</summary>
    public static SmsCut Cut(ReadOnlySpan<char> text)
    {
        var septets = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var units = GsmAlphabet.SeptetsOf(text[i]);
            if (units == 0)
            {
                Rune.DecodeFromUtf16(text[i..], out var character, out _);
                return Cut(text, Ucs2, text.Length, single: 70, part: 67) with { OutsideGsmAt = i, OutsideGsm = character };
            }

            septets += units;
        }

        return Cut(text, Gsm, septets, single: 160, part: 153);
    }

    private static SmsCut Cut(ReadOnlySpan<char> text, string encoding, int units, int single, int part)
    {
        if (units <= single)
        {
            return new SmsCut(units == 0 ? 0 : 1, encoding, units, single - units);
        }

        var (segments, used) = (1, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var size = 1;
            if (encoding == Gsm)
            {
                size = GsmAlphabet.SeptetsOf(text[i]);
            }
            else if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                size = 2;
                i++;
            }

            if (used + size > part)
            {
                segments++;
                used = 0;
            }

            used += size;
        }

        return new SmsCut(segments, encoding, units, part - used);
    }
}

/// <summary>How a text is cut into SMS parts.</summary>
/// <param name="Segments">How many parts, 0 for no text.</param>
/// <param name="Encoding"><see cref="SmsSegments.Gsm"/> or <see cref="SmsSegments.Ucs2"/>.</param>
/// <param name="Units">How many septets or code units the text takes.</param>
/// <param name="UnitsLeft">How many more fit into the last part.</param>
public readonly record struct SmsCut(int Segments, string Encoding, int Units, int UnitsLeft)
{
    /// <summary>Where the first character stands that the GSM alphabet lacks, in code units; null when it has them all.</summary>
    public int? OutsideGsmAt { get; init; }

    /// <summary>That character, which forces UCS-2; U+FFFD for half a surrogate pair, null when there is none.</summary>
    public Rune? OutsideGsm { get; init; }
}

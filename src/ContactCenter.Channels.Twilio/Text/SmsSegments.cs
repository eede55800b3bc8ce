namespace ContactCenter.Channels.Twilio.Text;

/// <summary>
/// How a text is cut into SMS parts. GSM-7: 160 septets, or 153 in each of several parts; UCS-2: 70 code units, or 67. The difference is the header
/// that joins the parts, 3GPP TS 23.040 section 9.2.3.24.1. An escaped character or a surrogate pair is never cut in two.
/// </summary>
internal static class SmsSegments
{
    /// <summary>Twilio's limit, in characters (UTF-16 code units, the strictest reading): error 21617 above it.</summary>
    public const int MaxLength = 1600;

    public const string Gsm = "GSM-7";
    public const string Ucs2 = "UCS-2";

    public static MessagePlan Plan(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var fault = text.Length > MaxLength
            ? FormattableString.Invariant($"The text has {text.Length} characters; Twilio takes at most {MaxLength}. Shorten it or send it as several messages.")
            : null;
        var septets = 0;
        foreach (var character in text)
        {
            var units = GsmAlphabet.SeptetsOf(character);
            if (units == 0)
            {
                return Cut(text, Ucs2, text.Length, single: 70, part: 67, fault);
            }

            septets += units;
        }

        return Cut(text, Gsm, septets, single: 160, part: 153, fault);
    }

    private static MessagePlan Cut(string text, string encoding, int units, int single, int part, string? fault)
    {
        if (units <= single)
        {
            return new MessagePlan(units == 0 ? 0 : 1, encoding, units, single - units, fault);
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

        return new MessagePlan(segments, encoding, units, part - used, fault);
    }
}

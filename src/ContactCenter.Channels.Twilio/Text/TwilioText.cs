namespace ContactCenter.Channels.Twilio.Text;

/// <summary>What Twilio makes of a text: the parts of <see cref="SmsSegments"/>, and a length of its own.</summary>
internal static class TwilioText
{
    /// <summary>Twilio's limit, in characters (UTF-16 code units, the strictest reading): error 21617 above it.</summary>
    public const int MaxLength = 1600;

    public static MessagePlan Plan(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var cut = SmsSegments.Cut(text);
        var fault = text.Length > MaxLength
            ? FormattableString.Invariant($"The text has {text.Length} characters; Twilio takes at most {MaxLength}. Shorten it or send it as several messages.")
            : null;
        return new MessagePlan(cut.Segments, cut.Encoding, cut.Units, cut.UnitsLeft, fault);
    }
}

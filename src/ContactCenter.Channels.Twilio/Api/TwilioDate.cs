using System.Globalization;

namespace ContactCenter.Channels.Twilio.Api;

/// <summary>Twilio's times: RFC 2822, such as <c>Mon, 16 Aug 2010 03:45:01 +0000</c>.</summary>
internal static class TwilioDate
{
    public static DateTimeOffset? TryParse(string? text) =>
        DateTimeOffset.TryParseExact(text, "ddd, d MMM yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var time) ? time : null;
}

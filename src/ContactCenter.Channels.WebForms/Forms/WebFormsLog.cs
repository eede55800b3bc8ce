using Microsoft.Extensions.Logging;

namespace ContactCenter.Channels.WebForms;

/// <summary>Log messages of web forms: 6300 to 6399. Never anything that was typed.</summary>
internal static partial class WebFormsLog
{
    [LoggerMessage(6300, LogLevel.Warning, "A post named no form that is described and has an endpoint; post to webforms/NAME, and add NAME under ContactCenter:WebForms:Forms and as an endpoint")]
    public static partial void NoForm(this ILogger logger);

    [LoggerMessage(6301, LogLevel.Warning, "The form '{Form}' was posted from an origin that is not allowed; if it is yours, add it to the form's Origins")]
    public static partial void ForeignOrigin(this ILogger logger, string form);

    [LoggerMessage(6302, LogLevel.Warning, "A post of the form '{Form}' could not be read ({Fault}); send JSON, URL-encoded or multipart without files, in UTF-8")]
    public static partial void Malformed(this ILogger logger, string form, string fault);

    [LoggerMessage(6303, LogLevel.Information, "A robot filled in the honeypot of the form '{Form}'; its post was thrown away and answered as if taken")]
    public static partial void Honeypot(this ILogger logger, string form);

    [LoggerMessage(6304, LogLevel.Warning, "The form '{Form}' came more often than its MaxPerMinute; people are asked to send it again in a minute")]
    public static partial void TooMany(this ILogger logger, string form);

    [LoggerMessage(6305, LogLevel.Warning, "A post of the form '{Form}' brought an identity that is forged, expired, for another form or too long; the customer counts as unknown")]
    public static partial void BadIdentity(this ILogger logger, string form);
}

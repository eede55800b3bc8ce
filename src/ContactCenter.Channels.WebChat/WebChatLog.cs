using Microsoft.Extensions.Logging;

namespace ContactCenter.Channels.WebChat;

/// <summary>Log messages of web chat: 6000 to 6099.</summary>
internal static partial class WebChatLog
{
    [LoggerMessage(6000, LogLevel.Warning, "A connection to the chat of page '{Page}' came from an origin that is not allowed; if it is yours, add it to the page's Origins")]
    public static partial void ForeignOrigin(this ILogger logger, string page);

    [LoggerMessage(6001, LogLevel.Warning, "A visitor of page '{Page}' brought an identity that is forged, expired or for another page; the visitor counts as unknown")]
    public static partial void BadIdentity(this ILogger logger, string page);

    [LoggerMessage(6002, LogLevel.Information, "A visitor of page '{Page}' was cut off after too many frames that are none of the protocol's")]
    public static partial void TooManyFaults(this ILogger logger, string page);
}

using Microsoft.Extensions.Logging;

namespace ContactCenter.Audit;

/// <summary>What the publishing of heads says. Event ids 1010 to 1019.</summary>
internal static partial class HeadLog
{
    [LoggerMessage(1010, LogLevel.Warning, "The head of log {Log} with {Size} entries was not published to {Place}; it is tried again. Appends go on.")]
    public static partial void NotPublished(ILogger logger, LogId log, string place, long size, Exception cause);

    [LoggerMessage(1011, LogLevel.Warning, "The heads published of log {Log} to {Place} cannot be looked at: whether the log contains them is not known. The log is opened.")]
    public static partial void NotLookedAt(ILogger logger, LogId log, string place, Exception cause);
}

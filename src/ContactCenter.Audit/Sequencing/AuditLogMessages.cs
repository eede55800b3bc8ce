using Microsoft.Extensions.Logging;

namespace ContactCenter.Audit;

/// <summary>What the log says. Event ids 1000 to 1049; the stores have 1050 to 1099.</summary>
internal static partial class AuditLogMessages
{
    [LoggerMessage(1000, LogLevel.Information, "Log {Log} is open at position {Head} with epoch {Epoch}, after {Milliseconds:F0} ms.")]
    public static partial void LogOpened(ILogger logger, LogId log, long head, long epoch, double milliseconds);

    [LoggerMessage(1001, LogLevel.Critical, "Log {Log} takes no more entries after position {Head}: a batch could not be written.")]
    public static partial void LogFailed(ILogger logger, LogId log, long head, Exception cause);
}

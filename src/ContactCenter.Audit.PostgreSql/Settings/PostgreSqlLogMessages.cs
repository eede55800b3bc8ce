using Microsoft.Extensions.Logging;

namespace ContactCenter.Audit.PostgreSql;

/// <summary>What the log in PostgreSQL says. Event ids 1080 to 1099.</summary>
internal static partial class PostgreSqlLogMessages
{
    [LoggerMessage(1080, LogLevel.Warning, "The writer of log {Log} before this one ({Holder}) was still there; its session has been ended.")]
    public static partial void WriterEnded(ILogger logger, LogId log, string holder);

    [LoggerMessage(1081, LogLevel.Information, "Log {Log} has partitions for positions before {Prepared}.")]
    public static partial void Extended(ILogger logger, LogId log, long prepared);

    [LoggerMessage(1082, LogLevel.Warning, "The lock of log {Log} could not be given back; it ends with its session.")]
    public static partial void UnlockFailed(ILogger logger, LogId log, Exception cause);
}

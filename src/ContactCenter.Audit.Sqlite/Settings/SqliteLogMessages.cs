using Microsoft.Extensions.Logging;

namespace ContactCenter.Audit.Sqlite;

/// <summary>What the log's files say. Event ids 1050 to 1079.</summary>
internal static partial class SqliteLogMessages
{
    [LoggerMessage(1050, LogLevel.Warning, "The index of log {Log} is missing or wrong and is rebuilt from the log: {Reason}")]
    public static partial void IndexRebuilt(ILogger logger, LogId log, string reason);

    [LoggerMessage(1051, LogLevel.Information, "The index of log {Log} took {Entries} entries up to position {Head} in {Milliseconds:F0} ms.")]
    public static partial void IndexCaughtUp(ILogger logger, LogId log, long entries, long head, double milliseconds);

    [LoggerMessage(1052, LogLevel.Error, "The index of log {Log} failed; the log stops at its next write, and the index is rebuilt when the log is opened again.")]
    public static partial void IndexFailed(ILogger logger, LogId log, Exception cause);

    [LoggerMessage(1053, LogLevel.Warning, "Log {Log} was closed, but its write-ahead log could not be moved into the log file; the next opening does it.")]
    public static partial void CloseFailed(ILogger logger, LogId log, Exception cause);

    [LoggerMessage(1054, LogLevel.Information, "The index of log {Log} adds up: all it holds of {Entries} entries was read through in {Milliseconds:F0} ms.")]
    public static partial void IndexChecked(ILogger logger, LogId log, long entries, double milliseconds);
}

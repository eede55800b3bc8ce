using Microsoft.Extensions.Logging;

namespace ContactCenter.Audit;

/// <summary>What the log says. Event ids 1000 to 1049; the stores have 1050 to 1099.</summary>
internal static partial class AuditLogMessages
{
    [LoggerMessage(1000, LogLevel.Information, "Log {Log} is open at position {Head} with epoch {Epoch}, after {Milliseconds:F0} ms.")]
    public static partial void LogOpened(ILogger logger, LogId log, long head, long epoch, double milliseconds);

    [LoggerMessage(1001, LogLevel.Critical, "Log {Log} takes no more entries after position {Head}: a batch could not be written.")]
    public static partial void LogFailed(ILogger logger, LogId log, long head, Exception cause);

    [LoggerMessage(1002, LogLevel.Warning, "The clock of log {Log} went back by {Back} at position {Head}: commit records and heads keep the time {Time:O} until it has come there again. Entries keep the times they were given.")]
    public static partial void ClockWentBack(ILogger logger, LogId log, TimeSpan back, long head, DateTimeOffset time);

    [LoggerMessage(1003, LogLevel.Warning, "The key of log {Log} was changed: commit record {Record} hands the signing over to the new key of '{Signer}'. Give its public half to whoever verifies.")]
    public static partial void KeyChanged(ILogger logger, LogId log, long record, string signer);
}

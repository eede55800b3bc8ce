namespace ContactCenter.Timers;

internal static partial class TimerLog
{
    [LoggerMessage(2501, LogLevel.Debug, "Timers wait until the log can be written again")]
    public static partial void Stopped(ILogger logger, Exception exception);
}

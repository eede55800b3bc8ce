namespace ContactCenter.Readiness;

internal static partial class ReadinessLog
{
    [LoggerMessage(2601, LogLevel.Error, "The check of {Part} {About} failed.")]
    public static partial void Threw(ILogger logger, Exception exception, string part, string? about);
}

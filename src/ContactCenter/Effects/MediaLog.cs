namespace ContactCenter.Effects;

internal static partial class MediaLog
{
    [LoggerMessage(2211, LogLevel.Error, "The media of the message at position {Position} could not be worked on (attempt {Attempt}); they are tried again")]
    public static partial void Failed(ILogger logger, Exception exception, long position, int attempt);

    [LoggerMessage(2212, LogLevel.Warning, "Medium {Index} of the message at position {Position} cannot be had yet: {Code}; it is tried again")]
    public static partial void Later(ILogger logger, Exception? exception, int index, long position, string code);

    [LoggerMessage(2213, LogLevel.Warning, "Medium {Index} of the message at position {Position} cannot be had: {Code}; a supervisor finds it on the list")]
    public static partial void GivenUp(ILogger logger, int index, long position, string code);
}

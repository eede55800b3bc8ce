namespace ContactCenter.Interactions;

internal static partial class InteractionLog
{
    [LoggerMessage(2101, LogLevel.Error, "Interaction {Interaction} failed at a command")]
    public static partial void Failed(ILogger logger, Exception exception, InteractionId interaction);
}

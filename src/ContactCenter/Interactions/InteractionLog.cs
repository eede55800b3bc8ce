namespace ContactCenter.Interactions;

internal static partial class InteractionLog
{
    [LoggerMessage(2101, LogLevel.Error, "Interaction {Interaction} failed at a command")]
    public static partial void Failed(ILogger logger, Exception exception, InteractionId interaction);

    [LoggerMessage(2102, LogLevel.Critical, "Interaction {Interaction} has halted: its stream cannot be read or continued")]
    public static partial void Halted(ILogger logger, Exception exception, InteractionId interaction);
}

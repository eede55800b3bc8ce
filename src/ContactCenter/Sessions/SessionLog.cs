namespace ContactCenter.Sessions;

internal static partial class SessionLog
{
    [LoggerMessage(2601, LogLevel.Error, "The wish to be reached of the message {Message} cannot be sent for confirmation; an agent is asked for it instead.")]
    public static partial void CannotConfirm(ILogger logger, Exception exception, EntryId message);
}

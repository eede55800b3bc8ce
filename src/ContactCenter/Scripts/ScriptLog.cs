namespace ContactCenter.Scripts;

internal static partial class ScriptLog
{
    [LoggerMessage(2320, LogLevel.Critical, "The script run {Run} has halted: its conversation is for a person, everything else goes on")]
    public static partial void Halted(ILogger logger, Exception exception, Guid run);

    [LoggerMessage(2321, LogLevel.Error, "There is no script '{Script}' that can be run; run {Run} does not begin, and a person is asked for instead")]
    public static partial void Missing(ILogger logger, string script, Guid run);

    [LoggerMessage(2322, LogLevel.Warning, "The action '{Action}' threw; the script takes its failure branch")]
    public static partial void ActionThrew(ILogger logger, Exception exception, string action);

    [LoggerMessage(2323, LogLevel.Warning, "What the script run {Run} wants to send cannot be sent by '{Channel}': {Why}")]
    public static partial void CannotSend(ILogger logger, Guid run, string channel, string why);

    [LoggerMessage(2326, LogLevel.Warning, "The event '{Event}' reaches {Full} runs no more: as many are kept for each as may be")]
    public static partial void EventsFull(ILogger logger, string @event, int full);

    [LoggerMessage(2327, LogLevel.Error, "What follows from the event {Entry} failed; it is tried again at the next start")]
    public static partial void EventFailed(ILogger logger, Exception exception, EntryId entry);

    [LoggerMessage(2326, LogLevel.Error, "The script run {Run} cannot be judged for an upgrade; it stands where it stood")]
    public static partial void NotJudged(ILogger logger, Exception exception, Guid run);
}

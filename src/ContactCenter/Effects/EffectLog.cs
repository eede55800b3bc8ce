namespace ContactCenter.Effects;

internal static partial class EffectLog
{
    [LoggerMessage(2201, LogLevel.Error, "Message {Message} could not be worked on (attempt {Attempt}); it is tried again")]
    public static partial void Failed(ILogger logger, Exception exception, MessageId message, int attempt);

    [LoggerMessage(2202, LogLevel.Warning, "What became of message {Message} cannot be found out yet: {Reason}")]
    public static partial void CannotReconcile(ILogger logger, MessageId message, string reason);

    [LoggerMessage(2203, LogLevel.Error, "The channel {Channel} threw while sending message {Message}; whether it was sent is not known")]
    public static partial void ChannelThrew(ILogger logger, Exception exception, Channels.ChannelKind channel, MessageId message);

    [LoggerMessage(2205, LogLevel.Information, "The order {Order} of call {Call} was not carried out: {Code} {Reason}")]
    public static partial void OrderRefused(ILogger logger, string order, CallId call, string code, string reason);

    [LoggerMessage(2206, LogLevel.Error, "An order of call {Call} failed; the call goes on without it")]
    public static partial void OrderFailed(ILogger logger, Exception exception, CallId call);

    [LoggerMessage(2204, LogLevel.Warning, "{Sessions} sessions still had a message at their provider after {Limit}; at the next start the provider is asked what became of it")]
    public static partial void LeftBehind(ILogger logger, int sessions, TimeSpan limit);
}

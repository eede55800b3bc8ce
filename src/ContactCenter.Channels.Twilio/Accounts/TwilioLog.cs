using Microsoft.Extensions.Logging;

namespace ContactCenter.Channels.Twilio;

/// <summary>Log messages of the package, event ids 3000 to 3099.</summary>
internal static partial class TwilioLog
{
    [LoggerMessage(3000, LogLevel.Debug, "Message {Message} accepted by Twilio as {Sid}.")]
    public static partial void Sent(this ILogger logger, MessageId message, string sid);

    [LoggerMessage(3001, LogLevel.Warning, "Message {Message} refused: {Code} (transient: {Transient}).")]
    public static partial void Refused(this ILogger logger, MessageId message, string code, bool transient);

    [LoggerMessage(3002, LogLevel.Warning, "Nobody knows whether Twilio took message {Message}: {Code}. It is looked up before it is sent again.")]
    public static partial void InDoubt(this ILogger logger, MessageId message, string code);

    [LoggerMessage(3003, LogLevel.Error, "Twilio refuses the sign-in of account '{Account}' ({Code}); check AccountSid and AuthTokens or ApiKeySid.")]
    public static partial void SignInRefused(this ILogger logger, string account, string code);

    [LoggerMessage(3010, LogLevel.Information, "Message {Message} in doubt: found {Exact} equal and {Similar} other candidates at Twilio, outcome {Outcome}.")]
    public static partial void Reconciled(this ILogger logger, MessageId message, int exact, int similar, string outcome);

    [LoggerMessage(3011, LogLevel.Information, "Swept endpoint '{Endpoint}' of tenant '{Tenant}': {Listed} messages listed, {New} new.")]
    public static partial void Swept(this ILogger logger, TenantId tenant, EndpointId endpoint, int listed, int @new);

    [LoggerMessage(3020, LogLevel.Warning, "A webhook for account '{Account}' is not signed by Twilio and was refused. If it should be, compare the public base URL with the one in Twilio's console, and the auth tokens.")]
    public static partial void Forged(this ILogger logger, string account);

    [LoggerMessage(3021, LogLevel.Warning, "A webhook for an unknown path or account was refused; the path is twilio/ACCOUNT/sms or twilio/ACCOUNT/status.")]
    public static partial void UnknownPath(this ILogger logger);

    [LoggerMessage(3022, LogLevel.Error, "Message {Sid} came to {Number}, which is no SMS endpoint served by account '{Account}'; bind the number to an endpoint, or remove its webhook in Twilio's console.")]
    public static partial void UnknownNumber(this ILogger logger, string sid, string number, string account);

    [LoggerMessage(3023, LogLevel.Warning, "A webhook of account '{Account}' is malformed: {Reason}.")]
    public static partial void Malformed(this ILogger logger, string account, string reason);

    [LoggerMessage(3024, LogLevel.Warning, "{Sid} was not taken by the door; the provider is told to come again and the next sweep finds it.")]
    public static partial void NotTaken(this ILogger logger, string sid);

    [LoggerMessage(3025, LogLevel.Error, "{Sid} was not taken: the door failed.")]
    public static partial void DoorFailed(this ILogger logger, Exception exception, string sid);

    [LoggerMessage(3026, LogLevel.Warning, "A report about {Sid} names no endpoint of ours and was refused.")]
    public static partial void UnknownReport(this ILogger logger, string sid);
}

using Microsoft.Extensions.Logging;

namespace ContactCenter.Channels.Voice.Conduct;

/// <summary>Log messages of the conduct of calls: 6450 to 6499. Never a number, a key or a text.</summary>
internal static partial class ConductLog
{
    [LoggerMessage(6450, LogLevel.Error, "A step of the call {Call} threw; the call is ended, others go on")]
    public static partial void Threw(this ILogger logger, Exception exception, CallId call);

    [LoggerMessage(6451, LogLevel.Warning, "In the call {Call} this failed: {What}; the call goes on without it")]
    public static partial void BesideFailed(this ILogger logger, Exception exception, CallId call, string what);

    [LoggerMessage(6452, LogLevel.Warning, "What happened in the call {Call} ({Report}) is not durable: the center cannot write; the call goes on, and its end is told by the next start")]
    public static partial void ReportRefused(this ILogger logger, CallId call, string report);

    [LoggerMessage(6453, LogLevel.Error, "What happened in the call {Call} ({Report}) could not be told to the center; the call goes on")]
    public static partial void ReportFailed(this ILogger logger, Exception exception, CallId call, string report);

    [LoggerMessage(6454, LogLevel.Error, "Too much waits to be told about the call {Call}; {Report} is left out")]
    public static partial void ReportLost(this ILogger logger, CallId call, string report);

    [LoggerMessage(6455, LogLevel.Warning, "The call {Call} has reached the longest time a call may take and is ended")]
    public static partial void TooLong(this ILogger logger, CallId call);

    [LoggerMessage(6456, LogLevel.Warning, "The keys pressed in the call {Call} could not be handed in; the caller is asked again by the script once the center takes them")]
    public static partial void KeysLost(this ILogger logger, CallId call);

    [LoggerMessage(6457, LogLevel.Warning, "A call came by the line '{Line}' to a number that no endpoint of the channel voice has; it is refused with 404. If the number is yours, add an endpoint with its address in E.164")]
    public static partial void NoEndpoint(this ILogger logger, string line);

    [LoggerMessage(6458, LogLevel.Warning, "A call could not be made durable and was refused or treated as configured; the center takes no entries at this moment")]
    public static partial void NotDurable(this ILogger logger);

    [LoggerMessage(6459, LogLevel.Error, "A call that came in failed before it was taken")]
    public static partial void InboundFailed(this ILogger logger, Exception exception);

    [LoggerMessage(6460, LogLevel.Information, "The telephone stops; {Calls} calls are ended")]
    public static partial void Stopping(this ILogger logger, int calls);

    [LoggerMessage(6461, LogLevel.Warning, "Whether agent '{Agent}' can be reached by telephone could not be told to the center; it is told at the next change")]
    public static partial void PhoneUntold(this ILogger logger, Exception exception, AgentId agent);

    [LoggerMessage(6462, LogLevel.Error, "The message of call {Call} could not be recorded, and the call was ended; see whether the center takes entries and has room on its disk")]
    public static partial void NoMessage(this ILogger logger, CallId call);

    [LoggerMessage(6463, LogLevel.Warning, "Texts without a recording cannot be said: {Fault}")]
    public static partial void NoVoice(this ILogger logger, string fault);

    [LoggerMessage(6464, LogLevel.Information, "The telephone of agent '{Agent}' dialled somebody outside and was refused: {Code}, see docs/errors.md")]
    public static partial void NotBegun(this ILogger logger, AgentId agent, string? code);
}

using System.Net;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Channels.Voice.Sip;

/// <summary>Log messages of our stack behind the telephone, event ids 3120 to 3149. No number and no name of a caller.</summary>
internal static partial class SipTelephoneLog
{
    [LoggerMessage(3120, LogLevel.Information, "The telephone listens on {Transport} {Address}.")]
    public static partial void Listening(this ILogger logger, string transport, IPEndPoint address);

    [LoggerMessage(3121, LogLevel.Debug, "{Method} from {Remote}, which is no trunk's and no registered telephone's, was refused.")]
    public static partial void Unknown(this ILogger logger, string method, IPEndPoint? remote);

    [LoggerMessage(3122, LogLevel.Information, "Telephone '{Device}' is {State}.")]
    public static partial void PhoneIs(this ILogger logger, string device, string state);

    [LoggerMessage(3123, LogLevel.Error, "Nobody takes calls; a call that came in was refused with 503.")]
    public static partial void NobodyAnswers(this ILogger logger);

    [LoggerMessage(3124, LogLevel.Error, "No port is free for a call's sound; set ContactCenter:Voice:FirstMediaPort and LastMediaPort further apart.")]
    public static partial void NoPort(this ILogger logger, Exception exception);

    [LoggerMessage(3125, LogLevel.Warning, "The uri of trunk '{Trunk}' leads nowhere: {Uri}. No call from it can be recognised but by AllowedSources.")]
    public static partial void LeadsNowhere(this ILogger logger, string trunk, string uri);

    [LoggerMessage(3126, LogLevel.Information, "A call by trunk '{Trunk}' failed with {Status}; the next trunk is tried.")]
    public static partial void Failover(this ILogger logger, string trunk, int? status);

    [LoggerMessage(3127, LogLevel.Error, "What looks after trunk '{Trunk}' failed; it goes on.")]
    public static partial void TrunkFailed(this ILogger logger, Exception exception, string trunk);

    [LoggerMessage(3128, LogLevel.Error, "What handles a call failed; the call is hung up.")]
    public static partial void CallFailed(this ILogger logger, Exception exception);
}

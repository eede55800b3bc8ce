using System.Net;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Sip.Guard;

internal static partial class GuardLog
{
    [LoggerMessage(5060, LogLevel.Warning, "{Source} is blocked for {Time}: {Why}")]
    public static partial void Blocked(ILogger logger, IPAddress source, TimeSpan time, SipFailure why);

    [LoggerMessage(5061, LogLevel.Warning, "{Source}, or whoever forges its address, is heard once a second for {Time}: {Why}")]
    public static partial void Muted(ILogger logger, IPAddress source, TimeSpan time, SipFailure why);

    [LoggerMessage(5062, LogLevel.Error, "What is told of blocks failed")]
    public static partial void TellingFailed(ILogger logger, Exception exception);

    [LoggerMessage(5063, LogLevel.Debug, "A scanner at {Remote} is not answered")]
    public static partial void Scanner(ILogger logger, IPEndPoint remote);
}

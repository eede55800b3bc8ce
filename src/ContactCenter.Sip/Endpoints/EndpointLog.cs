using System.Net;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Sip.Endpoints;

internal static partial class EndpointLog
{
    [LoggerMessage(5040, LogLevel.Error, "What answers a call or request ended with an error; it is refused or hung up")]
    public static partial void ApplicationFailed(ILogger logger, Exception exception);

    [LoggerMessage(5041, LogLevel.Debug, "Something that is no message came from {Remote}: {Fault}")]
    public static partial void Malformed(ILogger logger, IPEndPoint remote, string fault);
}

using Microsoft.Extensions.Logging;

namespace ContactCenter.AspNetCore;

/// <summary>Log messages of web connections: 4020 to 4039.</summary>
internal static partial class ConnectionLog
{
    [LoggerMessage(4020, LogLevel.Error, "The connection handler '{Handler}' threw; its client was closed with 1011.")]
    public static partial void HandlerFailed(ILogger logger, Exception exception, string handler);

    [LoggerMessage(4021, LogLevel.Information, "A connection of '{Handler}' was cut: {Reason}")]
    public static partial void Cut(ILogger logger, string handler, string reason);
}

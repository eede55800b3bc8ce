using Microsoft.Extensions.Logging;

namespace ContactCenter.Desktop.Circuit;

/// <summary>Log messages of the desktop; event ids 6000 to 6099.</summary>
internal static partial class DesktopLog
{
    [LoggerMessage(6000, LogLevel.Warning, "Watching tenant {Tenant} for a desktop ended with an error; watching again in {RetryAfter}.")]
    public static partial void WatchFailed(this ILogger logger, Exception fault, string tenant, TimeSpan retryAfter);

    [LoggerMessage(6001, LogLevel.Error, "A part of a desktop could not be brought up to date; it tries again at the next event.")]
    public static partial void RefreshFailed(this ILogger logger, Exception fault);

    [LoggerMessage(6002, LogLevel.Warning, "The connection of {Agent} could not be opened; the agent is offered no work. Trying again in {RetryAfter}.")]
    public static partial void ConnectFailed(this ILogger logger, Exception fault, string agent, TimeSpan retryAfter);

    [LoggerMessage(6003, LogLevel.Error, "The command {Command} of a desktop ended with an error; its key is kept for a retry.")]
    public static partial void CommandFailed(this ILogger logger, Exception fault, string command);

    [LoggerMessage(6004, LogLevel.Warning, "The connection of a desktop could not be closed in order.")]
    public static partial void DisconnectFailed(this ILogger logger, Exception fault);
}

using Microsoft.Extensions.Logging;

namespace ContactCenter.Routing;

/// <summary>What partitions log; event ids 1400 to 1499.</summary>
internal static partial class RouterLog
{
    [LoggerMessage(1400, LogLevel.Information, "Router partition {Partition} runs.")]
    public static partial void Started(ILogger logger, string partition);

    [LoggerMessage(1401, LogLevel.Information, "Router partition {Partition} has finished what was queued and stopped.")]
    public static partial void Stopped(ILogger logger, string partition);

    [LoggerMessage(1402, LogLevel.Error, "Router partition {Partition} has failed and is to be rebuilt from its journal.")]
    public static partial void Failed(ILogger logger, Exception failure, string partition);

    [LoggerMessage(1403, LogLevel.Error, "Router partition {Partition} failed at {Command} {CommandId} twice and put it aside.")]
    public static partial void Faulted(ILogger logger, Exception failure, string partition, string command, Guid commandId);
}

namespace ContactCenter.Distribution;

internal static partial class RouterHostLog
{
    [LoggerMessage(2401, LogLevel.Error, "The router of {Tenant} failed at command {Command}; it is built again without that command")]
    public static partial void SetAside(ILogger logger, Exception exception, TenantId tenant, Guid command);

    [LoggerMessage(2402, LogLevel.Critical, "The router of {Tenant} has halted: nobody is offered work. Messages are taken in and conversations go on; a restart tries again")]
    public static partial void Halted(ILogger logger, Exception exception, TenantId tenant);
}

namespace ContactCenter.Projections;

internal static partial class ProjectionLog
{
    [LoggerMessage(2305, LogLevel.Error, "Entry {Position} of {Tenant} could not be taken in by a view; it is set aside")]
    public static partial void Poison(ILogger logger, Exception exception, TenantId tenant, long position);
}

namespace ContactCenter.Door;

internal static partial class DoorLog
{
    [LoggerMessage(2001, LogLevel.Warning, "The door of {Tenant} refused something for {Endpoint}: {Reason}")]
    public static partial void Refused(ILogger logger, TenantId tenant, EndpointId endpoint, string reason);
}

namespace ContactCenter.Door;

internal static partial class DoorLog
{
    [LoggerMessage(2001, LogLevel.Warning, "The door of {Tenant} refused something for {Endpoint}: {Reason}")]
    public static partial void Refused(ILogger logger, TenantId tenant, EndpointId endpoint, string reason);

    [LoggerMessage(2003, LogLevel.Warning, "What happened in call {Call} of {Tenant} ({Report}) could not be written: {Reason}")]
    public static partial void CallUnwritten(ILogger logger, TenantId tenant, CallId call, string report, string reason);

    [LoggerMessage(2002, LogLevel.Warning, "The door of {Tenant} refused an event: {Reason}")]
    public static partial void EventRefused(ILogger logger, TenantId tenant, string reason);
}

namespace ContactCenter.Recordings;

internal static partial class RecordingLog
{
    [LoggerMessage(2701, LogLevel.Error, "Recording {Recording} of call {Call} of {Tenant} cannot be written any more and has ended; the call goes on. Make room on the disk, or give the process write access.")]
    public static partial void Failed(ILogger logger, Exception exception, RecordingId recording, CallId call, TenantId tenant);

    [LoggerMessage(2702, LogLevel.Warning, "The end of recording {Recording} of {Tenant} could not be written down; the tenant's next start does it.")]
    public static partial void NotEnded(ILogger logger, Exception exception, RecordingId recording, TenantId tenant);

    [LoggerMessage(2703, LogLevel.Warning, "Recording {Recording} of {Tenant} was under way when its process ended; {Kept} of it are kept.")]
    public static partial void Recovered(ILogger logger, RecordingId recording, TenantId tenant, TimeSpan kept);

    [LoggerMessage(2704, LogLevel.Warning, "{Lost} of recording {Recording} of {Tenant} are lost: the disk was too slow.")]
    public static partial void Lost(ILogger logger, TimeSpan lost, RecordingId recording, TenantId tenant);

    [LoggerMessage(2705, LogLevel.Information, "{Removed} recordings of {Tenant} were removed, their time being over; {Held} were due and are kept by a legal hold, {Failed} could not be removed.")]
    public static partial void Retained(ILogger logger, TenantId tenant, int removed, int held, int failed);
}

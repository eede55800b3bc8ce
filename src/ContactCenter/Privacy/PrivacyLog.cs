namespace ContactCenter.Privacy;

internal static partial class PrivacyLog
{
    [LoggerMessage(2901, LogLevel.Warning, "Customer {Customer} of {Tenant} was erased before, and was there all the same: the process had ended in between, or the keys come from an older copy. Erased again.")]
    public static partial void ErasedAgain(ILogger logger, TenantId tenant, CustomerId customer);

    [LoggerMessage(2902, LogLevel.Information, "{Erased} customers of {Tenant} were erased, after {Days} days without a word; {Held} were due and are kept by a legal hold, {Failed} could not be erased.")]
    public static partial void Retained(ILogger logger, TenantId tenant, int erased, int days, int held, int failed);

    [LoggerMessage(2903, LogLevel.Warning, "What is due by the retention of {Tenant} could not be erased; it is tried again tomorrow.")]
    public static partial void RetentionFailed(ILogger logger, Exception exception, TenantId tenant);

    [LoggerMessage(2905, LogLevel.Error, "Customer {Customer} of {Tenant} is due by the retention and could not be erased; it is tried again tomorrow. The others go on.")]
    public static partial void NotErased(ILogger logger, Exception exception, TenantId tenant, CustomerId customer);

    [LoggerMessage(2906, LogLevel.Error, "Customer {Customer} of {Tenant} was erased before, is there all the same, and could not be erased again; it is tried again at the next start. The tenant starts.")]
    public static partial void NotErasedAgain(ILogger logger, Exception exception, TenantId tenant, CustomerId customer);

    [LoggerMessage(2907, LogLevel.Error, "Recording {Recording} of {Tenant} is due by the retention and could not be removed; it is tried again tomorrow. The others go on.")]
    public static partial void NotRemoved(ILogger logger, Exception exception, TenantId tenant, RecordingId recording);

    [LoggerMessage(2908, LogLevel.Error, "File {File} of {Tenant} could not be handed out to customer {Customer}: {State}. Restore it from a backup, and hand a copy out again; the rest was handed out.")]
    public static partial void NotExported(ILogger logger, Exception? exception, TenantId tenant, string file, CustomerId customer, string state);
}

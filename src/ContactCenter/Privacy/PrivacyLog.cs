namespace ContactCenter.Privacy;

internal static partial class PrivacyLog
{
    [LoggerMessage(2901, LogLevel.Warning, "Customer {Customer} of {Tenant} was erased before, and was there all the same: the process had ended in between, or the keys come from an older copy. Erased again.")]
    public static partial void ErasedAgain(ILogger logger, TenantId tenant, CustomerId customer);

    [LoggerMessage(2902, LogLevel.Information, "{Erased} customers of {Tenant} were erased, after {Days} days without a word; {Held} were due and are kept by a legal hold.")]
    public static partial void Retained(ILogger logger, TenantId tenant, int erased, int days, int held);

    [LoggerMessage(2903, LogLevel.Warning, "What is due by the retention of {Tenant} could not be erased; it is tried again tomorrow.")]
    public static partial void RetentionFailed(ILogger logger, Exception exception, TenantId tenant);
}

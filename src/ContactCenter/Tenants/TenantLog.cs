namespace ContactCenter.Tenants;

internal static partial class TenantLog
{
    [LoggerMessage(2301, LogLevel.Information, "Tenant {Tenant} is ready after {Elapsed}: {Entries} entries in the log, {Replayed} replayed, {Open} interactions open")]
    public static partial void Ready(ILogger logger, TenantId tenant, TimeSpan elapsed, long entries, long replayed, int open);

    [LoggerMessage(2302, LogLevel.Error, "Tenant {Tenant} has stopped; it is started again in {Pause}")]
    public static partial void Stopped(ILogger logger, Exception exception, TenantId tenant, TimeSpan pause);

    [LoggerMessage(2303, LogLevel.Debug, "Swept endpoint {Endpoint} of {Tenant}: {Found} messages listed")]
    public static partial void Swept(ILogger logger, TenantId tenant, EndpointId endpoint, int found);

    [LoggerMessage(2304, LogLevel.Warning, "Endpoint {Endpoint} of {Tenant} could not be swept for missed messages; it is tried again")]
    public static partial void SweepFailed(ILogger logger, Exception exception, TenantId tenant, EndpointId endpoint);

    [LoggerMessage(2307, LogLevel.Information, "Tenant {Tenant}: the views were rebuilt from {Entries} entries, as {Who} wanted")]
    public static partial void ViewsRebuilt(ILogger logger, TenantId tenant, Principal who, long entries);

    [LoggerMessage(2308, LogLevel.Warning, "Tenant {Tenant} cannot be read while its log is away")]
    public static partial void NotReadable(ILogger logger, Exception exception, TenantId tenant);

    [LoggerMessage(2309, LogLevel.Information, "Tenant {Tenant}: {Removed} of {Old} blobs older than a day were named by no entry and have been removed")]
    public static partial void BlobsSwept(ILogger logger, TenantId tenant, int removed, int old);

    [LoggerMessage(2310, LogLevel.Warning, "The blobs of {Tenant} could not be swept; it is tried again in a day")]
    public static partial void BlobSweepFailed(ILogger logger, Exception exception, TenantId tenant);

    [LoggerMessage(2311, LogLevel.Critical, "Entry {Position} of {Tenant} ({Kind}) cannot be read: what it asks for is not done, everything else goes on. Its conversation needs a person")]
    public static partial void Unreadable(ILogger logger, Exception exception, TenantId tenant, long position, string kind);

    [LoggerMessage(2312, LogLevel.Error, "Nobody could be told of entry {Position} of {Tenant} as it happened")]
    public static partial void Untold(ILogger logger, Exception exception, long position, TenantId tenant);

    [LoggerMessage(2313, LogLevel.Information, "Tenant {Tenant} is {State} by {Who}")]
    public static partial void StateChanged(ILogger logger, TenantId tenant, string state, string who);

    [LoggerMessage(2314, LogLevel.Error, "The center's own log cannot be opened: no tenant is started before it can, tried again in {Pause}")]
    public static partial void CenterClosed(ILogger logger, Exception exception, TimeSpan pause);

    [LoggerMessage(2306, LogLevel.Information, "Tenant {Tenant}: the seed of {Key} changed")]
    public static partial void SeedChanged(ILogger logger, TenantId tenant, string key);

    [LoggerMessage(2311, LogLevel.Warning, "Tenant {Tenant}: the seed of {Key} changed and replaces what {Who} had edited; the journal keeps both")]
    public static partial void EditReplaced(ILogger logger, TenantId tenant, string key, string who);

    [LoggerMessage(2312, LogLevel.Error, "Tenant {Tenant}: the seeds and what was edited do not fit together. {Fault}")]
    public static partial void ConfigurationFault(ILogger logger, TenantId tenant, string fault);

    [LoggerMessage(2315, LogLevel.Error, "Tenant {Tenant}: the router has not taken a setting ({Command}), everything else holds. {Refusal}")]
    public static partial void SettingRefused(ILogger logger, TenantId tenant, string command, string refusal);

    [LoggerMessage(2316, LogLevel.Warning, "Tenant {Tenant}: the contact {Contact} of the campaign '{Campaign}' is not known any more, or its endpoint is gone; nobody is called")]
    public static partial void NoContact(ILogger logger, Guid contact, CampaignId campaign, TenantId tenant);

    [LoggerMessage(2904, LogLevel.Warning, "That {Person} has opened conversation {Thing} of {Tenant} could not be recorded: the log cannot be written to.")]
    public static partial void NotRecorded(ILogger logger, Exception exception, TenantId tenant, string person, Guid thing);

    [LoggerMessage(2317, LogLevel.Error, "What is sealed for {Subject} in entry {Entry} of {Tenant} cannot be read, nor perhaps more of the same: its key is damaged, or the entry was altered. Verify the log; the page on storage says how a key is restored")]
    public static partial void SealedUnreadable(ILogger logger, Exception exception, TenantId tenant, SubjectId subject, EntryId entry);
}

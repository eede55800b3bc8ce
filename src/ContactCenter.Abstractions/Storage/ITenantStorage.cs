using ContactCenter.Journal;

namespace ContactCenter.Storage;

/// <summary>Everything one tenant keeps. Disposing closes the log first.</summary>
public interface ITenantStorage : IAsyncDisposable
{
    /// <summary>The tenant's log.</summary>
    ILog Log { get; }

    /// <summary>Seals and reveals personal texts of that log.</summary>
    IPersonalData PersonalData { get; }

    /// <summary>Who has which address.</summary>
    ICustomerDirectory Customers { get; }

    /// <summary>What is derived from the log.</summary>
    IViewStore Views { get; }

    /// <summary>Attachments.</summary>
    IBlobStore Blobs { get; }

    /// <summary>The sound of calls.</summary>
    IRecordingStore Recordings { get; }
}

/// <summary>Opens tenants' storage. A store package registers one (<c>UseSqlite</c>, <c>UsePostgreSql</c>).</summary>
public interface ITenantStorageProvider
{
    /// <summary>Opens, and where needed creates, the tenant's storage: recovers what a crash left, takes a new writer epoch, durably.</summary>
    /// <exception cref="LogUnavailableException">It cannot be written to.</exception>
    ValueTask<ITenantStorage> OpenAsync(TenantId tenant, CancellationToken cancellationToken = default);
}

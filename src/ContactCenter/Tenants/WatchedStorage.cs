using ContactCenter.Journal;
using ContactCenter.Storage;

namespace ContactCenter.Tenants;

/// <summary>A tenant's storage whose personal data are watched for damaged keys.</summary>
internal sealed class WatchedStorage(ITenantStorage storage, KeyWatch watch) : ITenantStorage
{
    public ILog Log => storage.Log;

    public IPersonalData PersonalData => watch;

    public ICustomerDirectory Customers => storage.Customers;

    public IViewStore Views => storage.Views;

    public IBlobStore Blobs => storage.Blobs;

    public IRecordingStore Recordings => storage.Recordings;

    public ValueTask DisposeAsync() => storage.DisposeAsync();
}

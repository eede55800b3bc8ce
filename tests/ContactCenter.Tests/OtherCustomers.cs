using ContactCenter.Channels;
using ContactCenter.Journal;
using ContactCenter.Storage;
using ContactCenter.Testing;

namespace ContactCenter.Tests;

/// <summary>A storage in memory with something between the center and its directory of customers.</summary>
internal sealed class OtherCustomers(MemoryStorage storage, Func<ICustomerDirectory, ICustomerDirectory> between) : ITenantStorageProvider
{
    public async ValueTask<ITenantStorage> OpenAsync(TenantId tenant, CancellationToken cancellationToken = default) =>
        new Opening(await storage.OpenAsync(tenant, cancellationToken), between);

    private sealed class Opening(ITenantStorage storage, Func<ICustomerDirectory, ICustomerDirectory> between) : ITenantStorage
    {
        public ILog Log => storage.Log;

        public IPersonalData PersonalData => storage.PersonalData;

        public ICustomerDirectory Customers { get; } = between(storage.Customers);

        public IViewStore Views => storage.Views;

        public IBlobStore Blobs => storage.Blobs;

        public IRecordingStore Recordings => storage.Recordings;

        public ValueTask DisposeAsync() => storage.DisposeAsync();
    }
}

/// <summary>A directory of customers that first waits, or refuses, as a test says.</summary>
internal sealed class HeldCustomers(ICustomerDirectory customers, Func<Task> first) : ICustomerDirectory
{
    public async ValueTask<CustomerId> IdentifyAsync(Address address, CancellationToken cancellationToken = default)
    {
        await first();
        return await customers.IdentifyAsync(address, cancellationToken);
    }

    public ValueTask<CustomerId?> FindAsync(Address address, CancellationToken cancellationToken = default) => customers.FindAsync(address, cancellationToken);

    public ValueTask<IReadOnlyList<Address>> AddressesAsync(CustomerId customer, CancellationToken cancellationToken = default) =>
        customers.AddressesAsync(customer, cancellationToken);

    public ValueTask<bool> IsErasedAsync(CustomerId customer, CancellationToken cancellationToken = default) => customers.IsErasedAsync(customer, cancellationToken);

    public ValueTask<bool> EraseAsync(CustomerId customer, CancellationToken cancellationToken = default) => customers.EraseAsync(customer, cancellationToken);
}

using ContactCenter.Channels;
using ContactCenter.Storage;

namespace ContactCenter.Testing;

/// <summary>Customers in memory. Their ids follow from the order in which they came, so that a test that runs again sees the same. Thread-safe.</summary>
internal sealed class MemoryCustomers(TenantId tenant, MemoryKeys keys) : ICustomerDirectory
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Address, CustomerId> _byAddress = [];
    private int _made;

    public ValueTask<CustomerId> IdentifyAsync(Address address, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        lock (_gate)
        {
            if (!_byAddress.TryGetValue(address, out var customer))
            {
                _byAddress[address] = customer = new CustomerId(DerivedId.From("customer", tenant.Value, $"{_made++}"));
            }

            return ValueTask.FromResult(customer);
        }
    }

    public ValueTask<CustomerId?> FindAsync(Address address, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        lock (_gate)
        {
            return ValueTask.FromResult<CustomerId?>(_byAddress.TryGetValue(address, out var customer) ? customer : null);
        }
    }

    public ValueTask<IReadOnlyList<Address>> AddressesAsync(CustomerId customer, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<Address>>([.. _byAddress.Where(a => a.Value == customer).Select(static a => a.Key)]);
        }
    }

    public ValueTask<bool> EraseAsync(CustomerId customer, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            foreach (var address in _byAddress.Where(a => a.Value == customer).Select(static a => a.Key).ToList())
            {
                _byAddress.Remove(address);
            }

            return ValueTask.FromResult(keys.Erase(customer.Subject));
        }
    }

    public ValueTask<bool> IsErasedAsync(CustomerId customer, CancellationToken cancellationToken = default) => ValueTask.FromResult(keys.IsErased(customer.Subject));
}

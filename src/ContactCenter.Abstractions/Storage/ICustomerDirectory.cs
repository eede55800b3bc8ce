using ContactCenter.Channels;

namespace ContactCenter.Storage;

/// <summary>Who has which address. Addresses are kept encrypted and found by a keyed hash. Thread-safe.</summary>
public interface ICustomerDirectory
{
    /// <summary>The customer with this address; an unknown address makes a new customer, with a key, durable on return. Never merges two customers.</summary>
    ValueTask<CustomerId> IdentifyAsync(Address address, CancellationToken cancellationToken = default);

    /// <summary>The customer with this address, or null.</summary>
    ValueTask<CustomerId?> FindAsync(Address address, CancellationToken cancellationToken = default);

    /// <summary>The customer's addresses, oldest first; empty after erasure.</summary>
    ValueTask<IReadOnlyList<Address>> AddressesAsync(CustomerId customer, CancellationToken cancellationToken = default);
}

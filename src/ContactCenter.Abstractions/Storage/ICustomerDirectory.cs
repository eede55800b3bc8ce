using ContactCenter.Channels;

namespace ContactCenter.Storage;

/// <summary>Who has which address. Addresses are kept encrypted and found by a keyed hash. Thread-safe.</summary>
public interface ICustomerDirectory
{
    /// <summary>
    /// The customer with this address; an unknown address makes a new customer, with a key, durable on return. Never merges two customers. A customer whose key is damaged stays who it was.
    /// </summary>
    ValueTask<CustomerId> IdentifyAsync(Address address, CancellationToken cancellationToken = default);

    /// <summary>The customer with this address, or null.</summary>
    ValueTask<CustomerId?> FindAsync(Address address, CancellationToken cancellationToken = default);

    /// <summary>The customer's addresses, oldest first; empty after erasure.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">One of them cannot be read: the customer's key is damaged, or the address. Nobody else's are concerned.</exception>
    ValueTask<IReadOnlyList<Address>> AddressesAsync(CustomerId customer, CancellationToken cancellationToken = default);

    /// <summary>
    /// Erases the customer, durably on return, also one whose key is damaged: destroys the key, and those of stand-ins, so that everything sealed under them is unreadable, and forgets the addresses, so
    /// that whoever writes from one of them is a new customer. The erased one never gets another key, also one that was never known here.
    /// Cancelling stops waiting; the customer may still be erased.
    /// </summary>
    /// <returns>Whether that was new; false when the customer had been erased before.</returns>
    /// <exception cref="Journal.LogUnavailableException">It cannot be written; try again.</exception>
    ValueTask<bool> EraseAsync(CustomerId customer, CancellationToken cancellationToken = default);

    /// <summary>Whether the customer has been erased here: the key is destroyed and the addresses are forgotten. No key has to be readable for it.</summary>
    ValueTask<bool> IsErasedAsync(CustomerId customer, CancellationToken cancellationToken = default);
}

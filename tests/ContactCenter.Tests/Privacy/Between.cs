using System.Security.Cryptography;
using ContactCenter.Channels;
using ContactCenter.Journal;
using ContactCenter.Storage;

namespace ContactCenter.Tests.Privacy;

/// <summary>A directory whose erasures wait for something first.</summary>
internal class HeldErasure(ICustomerDirectory customers, Func<CustomerId, Task> first) : ICustomerDirectory
{
    public ValueTask<CustomerId> IdentifyAsync(Address address, CancellationToken cancellationToken = default) => customers.IdentifyAsync(address, cancellationToken);

    public ValueTask<CustomerId?> FindAsync(Address address, CancellationToken cancellationToken = default) => customers.FindAsync(address, cancellationToken);

    public ValueTask<IReadOnlyList<Address>> AddressesAsync(CustomerId customer, CancellationToken cancellationToken = default) =>
        customers.AddressesAsync(customer, cancellationToken);

    public ValueTask<bool> IsErasedAsync(CustomerId customer, CancellationToken cancellationToken = default) => customers.IsErasedAsync(customer, cancellationToken);

    public async ValueTask<bool> EraseAsync(CustomerId customer, CancellationToken cancellationToken = default)
    {
        await first(customer);
        return await customers.EraseAsync(customer, cancellationToken);
    }
}

/// <summary>A directory whose process ends before it erases, when a test says so.</summary>
internal sealed class DyingErasure(ICustomerDirectory customers, Func<CustomerId, bool> dies)
    : HeldErasure(customers, customer => dies(customer) ? throw new LogUnavailableException("The process ends.") : Task.CompletedTask);

/// <summary>A directory in which some customers' keys cannot be read.</summary>
internal sealed class DamagedCustomers(ICustomerDirectory customers, Func<CustomerId, bool> isDamaged) : ICustomerDirectory
{
    public ValueTask<CustomerId> IdentifyAsync(Address address, CancellationToken cancellationToken = default) => customers.IdentifyAsync(address, cancellationToken);

    public ValueTask<CustomerId?> FindAsync(Address address, CancellationToken cancellationToken = default) => customers.FindAsync(address, cancellationToken);

    public async ValueTask<IReadOnlyList<Address>> AddressesAsync(CustomerId customer, CancellationToken cancellationToken = default) =>
        isDamaged(customer) && !await customers.IsErasedAsync(customer, cancellationToken)
            ? throw new CryptographicException($"The key of {customer} is damaged.")
            : await customers.AddressesAsync(customer, cancellationToken);

    public ValueTask<bool> IsErasedAsync(CustomerId customer, CancellationToken cancellationToken = default) => customers.IsErasedAsync(customer, cancellationToken);

    public ValueTask<bool> EraseAsync(CustomerId customer, CancellationToken cancellationToken = default) => customers.EraseAsync(customer, cancellationToken);
}

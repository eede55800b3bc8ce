using ContactCenter.Channels;
using ContactCenter.Endpoints;
using ContactCenter.Tenants;

namespace ContactCenter.Desks;

/// <summary>Finds customers by what a person types. Addresses are found by their keyed hash: there is no index that would hold personal data.</summary>
internal sealed class CustomerFinder(TenantRuntime runtime)
{
    /// <summary>The customers with an address the text may mean; by their own id, or an interaction's, where it is one.</summary>
    public async ValueTask<IReadOnlySet<CustomerId>> FindAsync(string about, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(about, out var id))
        {
            var row = await runtime.Views.Interactions.FindAsync(runtime.Storage.Views, new InteractionId(id), cancellationToken).ConfigureAwait(false);
            return new HashSet<CustomerId> { row?.Customer ?? new CustomerId(id) };
        }

        return await OfAddressAsync(about, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The customers with an address the text may mean.</summary>
    public async ValueTask<IReadOnlySet<CustomerId>> OfAddressAsync(string about, CancellationToken cancellationToken)
    {
        var customers = new HashSet<CustomerId>();
        foreach (var address in Addresses(about))
        {
            if (await runtime.Storage.Customers.FindAsync(address, cancellationToken).ConfigureAwait(false) is { } customer)
            {
                customers.Add(customer);
            }
        }

        return customers;
    }

    /// <summary>What a person may have meant: the text as it is under every kind of address there is here, a mail address, a telephone number.</summary>
    private IEnumerable<Address> Addresses(string about)
    {
        var endpoints = runtime.Endpoints.All.ToList();
        foreach (var kind in endpoints.Select(static e => e.Address.Kind).Append(AddressKind.Web).Distinct())
        {
            yield return new Address(kind, about);
        }

        if (about.LastIndexOf('@') is > 0 and var at)
        {
            yield return new Address(AddressKind.Mail, about[..at] + about[at..].ToLowerInvariant());
        }

        var ours = endpoints.FirstOrDefault(static e => e.Address.Kind == AddressKind.Phone)?.Address.Value;
        if (PhoneRules.Canonical(about, ours) is { } number)
        {
            yield return new Address(AddressKind.Phone, number);
        }
    }
}

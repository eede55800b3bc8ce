using System.Collections.Frozen;
using ContactCenter.Channels;
using Microsoft.Extensions.Options;

namespace ContactCenter.Endpoints;

/// <summary>
/// Every tenant's endpoints, by address. Until a tenant has started they are those of the options, read when first asked for: a channel that
/// takes the directory is itself asked for while the options are validated. Thread-safe.
/// </summary>
internal sealed class EndpointDirectory(IOptions<ContactCenterOptions> options) : IEndpointDirectory
{
    private readonly Lock _gate = new();
    private volatile AddressBook? _book;

    private AddressBook Book
    {
        get
        {
            if (_book is null)
            {
                lock (_gate)
                {
                    _book ??= new AddressBook(options.Value.Tenants.SelectMany(static t => new EndpointResolver(new TenantId(t.Key), t.Value, []).All));
                }
            }

            return _book;
        }
    }

    /// <summary>Every endpoint of every tenant.</summary>
    public IReadOnlyCollection<Endpoint> Everything => Book.All;

    public IReadOnlyCollection<Endpoint> All(ChannelKind channel) => Book.ByChannel.GetValueOrDefault(channel) ?? [];

    public Endpoint? Find(ChannelKind channel, Address address) => Book.ByAddress.GetValueOrDefault((channel, address));

    /// <summary>From now on these are the tenant's endpoints.</summary>
    public void Publish(TenantId tenant, IEnumerable<Endpoint> endpoints)
    {
        var before = Book;
        lock (_gate)
        {
            _book = new AddressBook((_book ?? before).All.Where(e => e.Tenant != tenant).Concat(endpoints));
        }
    }

    private sealed class AddressBook
    {
        public AddressBook(IEnumerable<Endpoint> endpoints)
        {
            All = [.. endpoints];

            // A seed may have taken an address an administrator gave to another tenant before: the first one keeps it.
            ByAddress = All.DistinctBy(static e => (e.Channel, e.Address)).ToFrozenDictionary(static e => (e.Channel, e.Address));
            ByChannel = All.GroupBy(static e => e.Channel).ToFrozenDictionary(static g => g.Key, static g => g.ToArray());
        }

        public Endpoint[] All { get; }

        public FrozenDictionary<(ChannelKind, Address), Endpoint> ByAddress { get; }

        public FrozenDictionary<ChannelKind, Endpoint[]> ByChannel { get; }
    }
}

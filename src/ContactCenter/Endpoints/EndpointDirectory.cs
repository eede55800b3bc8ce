using System.Collections.Frozen;
using ContactCenter.Channels;
using Microsoft.Extensions.Options;

namespace ContactCenter.Endpoints;

/// <summary>
/// Every tenant's endpoints, by address. Reads the options when it is first asked: a channel that takes the directory is
/// itself asked for while the options are validated.
/// </summary>
internal sealed class EndpointDirectory(IOptions<ContactCenterOptions> options) : IEndpointDirectory
{
    private readonly Lazy<AddressBook> _book = new(() => new AddressBook(options.Value));

    public IReadOnlyCollection<Endpoint> All(ChannelKind channel) => _book.Value.ByChannel.GetValueOrDefault(channel) ?? [];

    public Endpoint? Find(ChannelKind channel, Address address) => _book.Value.ByAddress.GetValueOrDefault((channel, address));

    private sealed class AddressBook
    {
        public AddressBook(ContactCenterOptions options)
        {
            var all = options.Tenants.SelectMany(static t => new EndpointResolver(new TenantId(t.Key), t.Value, []).All).ToList();
            ByAddress = all.ToFrozenDictionary(static e => (e.Channel, e.Address));
            ByChannel = all.GroupBy(static e => e.Channel).ToFrozenDictionary(static g => g.Key, static g => g.ToArray());
        }

        public FrozenDictionary<(ChannelKind, Address), Endpoint> ByAddress { get; }

        public FrozenDictionary<ChannelKind, Endpoint[]> ByChannel { get; }
    }
}

using System.Collections.Frozen;
using ContactCenter.Channels;
using Microsoft.Extensions.Options;

namespace ContactCenter.Endpoints;

/// <summary>Every tenant's endpoints, by address.</summary>
internal sealed class EndpointDirectory : IEndpointDirectory
{
    private readonly FrozenDictionary<(ChannelKind, Address), Endpoint> _byAddress;
    private readonly FrozenDictionary<ChannelKind, Endpoint[]> _byChannel;

    public EndpointDirectory(IOptions<ContactCenterOptions> options)
    {
        var all = options.Value.Tenants
            .SelectMany(static t => new EndpointResolver(new TenantId(t.Key), t.Value, []).All)
            .ToList();
        _byAddress = all.ToFrozenDictionary(static e => (e.Channel, e.Address));
        _byChannel = all.GroupBy(static e => e.Channel).ToFrozenDictionary(static g => g.Key, static g => g.ToArray());
    }

    public IReadOnlyCollection<Endpoint> All(ChannelKind channel) => _byChannel.GetValueOrDefault(channel) ?? [];

    public Endpoint? Find(ChannelKind channel, Address address) => _byAddress.GetValueOrDefault((channel, address));
}

namespace ContactCenter.Channels;

/// <summary>An address of the contact center on a channel.</summary>
/// <param name="Tenant">Whose endpoint it is.</param>
/// <param name="Id">Its id within the tenant.</param>
/// <param name="Channel">The channel it is on.</param>
/// <param name="Address">The address customers use.</param>
public sealed record Endpoint(TenantId Tenant, EndpointId Id, ChannelKind Channel, Address Address);

/// <summary>Finds endpoints by what a provider tells: the address that was written to. Thread-safe.</summary>
public interface IEndpointDirectory
{
    /// <summary>Every endpoint of a channel, over all tenants.</summary>
    IReadOnlyCollection<Endpoint> All(ChannelKind channel);

    /// <summary>The endpoint with this address on this channel, or null.</summary>
    Endpoint? Find(ChannelKind channel, Address address);
}

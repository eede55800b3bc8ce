using System.Collections.Frozen;
using ContactCenter.Channels;
using ContactCenter.Interactions;

namespace ContactCenter.Endpoints;

/// <summary>One tenant's endpoints: their addresses, channels, hours and answers. Immutable.</summary>
internal sealed class EndpointResolver
{
    private readonly FrozenDictionary<EndpointId, (Endpoint Endpoint, EndpointOptions Options, OpeningClock? Clock)> _endpoints;
    private readonly FrozenDictionary<ChannelKind, IChannel> _channels;
    private readonly FrozenSet<string> _queues;
    private readonly QueueId _firstQueue;

    public EndpointResolver(TenantId tenant, TenantOptions options, IEnumerable<IChannel> channels)
    {
        _queues = options.Queues.Keys.ToFrozenSet(StringComparer.Ordinal);
        _firstQueue = options.Queues.Keys.Order(StringComparer.Ordinal).Select(static q => new QueueId(q)).FirstOrDefault();
        _channels = channels.DistinctBy(static c => c.Kind).ToFrozenDictionary(static c => c.Kind);
        _endpoints = options.Endpoints.ToFrozenDictionary(
            static e => new EndpointId(e.Key),
            e => (
                new Endpoint(tenant, new EndpointId(e.Key), new ChannelKind(e.Value.Channel), new Address(new AddressKind(e.Value.AddressKind), e.Value.Address)),
                e.Value,
                e.Value.Hours is { } hours ? new OpeningClock(hours) : null));
    }

    public IEnumerable<Endpoint> All => _endpoints.Values.Select(static e => e.Endpoint);

    public Endpoint? Find(EndpointId id) => _endpoints.TryGetValue(id, out var found) ? found.Endpoint : null;

    public EndpointOptions? Options(EndpointId id) => _endpoints.TryGetValue(id, out var found) ? found.Options : null;

    public IChannel? ChannelOf(Endpoint endpoint) => _channels.GetValueOrDefault(endpoint.Channel);

    public IChannel? ChannelOf(ChannelKind kind) => _channels.GetValueOrDefault(kind);

    /// <summary>To what kind of address an endpoint can start sessions; null for none.</summary>
    public AddressKind? StartsTo(Endpoint endpoint) => (ChannelOf(endpoint) as ISessionStart)?.StartsTo;

    /// <summary>
    /// The endpoint that reaches a customer on <paramref name="channel"/> who has asked for it at <paramref name="from"/>: the one that is configured, else the
    /// tenant's only one on that channel.
    /// </summary>
    public Endpoint? ReachBy(EndpointId from, ChannelKind channel)
    {
        if (Options(from)?.ReachBy.GetValueOrDefault(channel.Value) is { } named)
        {
            return Find(new EndpointId(named));
        }

        var all = All.Where(e => e.Channel == channel).Take(2).ToList();
        return all.Count == 1 ? all[0] : null;
    }

    /// <summary>How the endpoint is served at <paramref name="now"/>. What still comes for an endpoint, or for a queue, that is no longer configured goes to the first queue: somebody sees it.</summary>
    public EndpointPolicy Policy(EndpointId id, DateTimeOffset now) => _endpoints.TryGetValue(id, out var e)
        ? new EndpointPolicy(
            _queues.Contains(e.Options.Queue) ? new QueueId(e.Options.Queue) : _firstQueue,
            new Priority(e.Options.Priority),
            e.Clock?.IsOpen(now) ?? true,
            e.Options.QueueWhenClosed,
            e.Options.ClosedAnswer)
        : new EndpointPolicy(_firstQueue, Priority.Normal, IsOpen: true, QueueWhenClosed: true, ClosedAnswer: "");
}

using System.Collections.Concurrent;
using ContactCenter.Web;

namespace ContactCenter.Channels.Twilio.Tests;

/// <summary>A door that remembers, and can be told to refuse or to fail.</summary>
internal sealed class FakeInbox : IInbox
{
    private readonly ConcurrentDictionary<string, InboundMessage> _known = new();

    public ConcurrentQueue<InboundMessage> Messages { get; } = new();

    public ConcurrentQueue<DeliveryReport> Reports { get; } = new();

    public TimeSpan? RefuseFor { get; set; }

    public Exception? Failure { get; set; }

    public ValueTask<InboxResult> ReceiveAsync(InboundMessage message, CancellationToken cancellationToken = default)
    {
        if (Closed() is { } closed)
        {
            return ValueTask.FromResult(closed);
        }

        if (!_known.TryAdd(message.ProviderId, message))
        {
            return ValueTask.FromResult(new InboxResult(InboxStatus.Repeated, default, null));
        }

        Messages.Enqueue(message);
        return ValueTask.FromResult(new InboxResult(InboxStatus.Accepted, default, null));
    }

    public ValueTask<InboxResult> ReportAsync(DeliveryReport report, CancellationToken cancellationToken = default)
    {
        if (Closed() is { } closed)
        {
            return ValueTask.FromResult(closed);
        }

        Reports.Enqueue(report);
        return ValueTask.FromResult(new InboxResult(InboxStatus.Accepted, default, null));
    }

    private InboxResult? Closed() => Failure is not null ? throw Failure
        : RefuseFor is { } wait ? new InboxResult(InboxStatus.Refused, default, wait)
        : null;
}

internal sealed class FakeEndpoints(params Endpoint[] endpoints) : IEndpointDirectory
{
    public IReadOnlyCollection<Endpoint> All(ChannelKind channel) => [.. endpoints.Where(endpoint => endpoint.Channel == channel)];

    public Endpoint? Find(ChannelKind channel, Address address) =>
        endpoints.FirstOrDefault(endpoint => endpoint.Channel == channel && endpoint.Address == address);
}

internal sealed class FakeUrls : IWebhookUrls
{
    public string Base { get; set; } = "https://cc.example.test/hooks/";

    public Uri For(string relative) => new(Base + relative);
}

internal sealed class FakeBuilder(IServiceCollection services) : IContactCenterBuilder
{
    public IServiceCollection Services => services;
}

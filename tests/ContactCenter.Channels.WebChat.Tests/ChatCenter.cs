using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ContactCenter.Channels;
using ContactCenter.Channels.WebChat;
using ContactCenter.Web;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.Channels.WebChat.Tests;

/// <summary>The channel between visitors and a center that remembers what it is told.</summary>
internal sealed class ChatCenter : IInbox, ISessions, IEndpointDirectory
{
    public static readonly Endpoint Endpoint = new(new TenantId("acme"), new EndpointId("chat-site"), ChannelKind.Chat, new Address(WebChatChannel.Page, "acme"));

    private readonly WebChatConnections _connections;

    public ChatCenter(Action<WebChatPage>? describe = null, Action<WebChatOptions>? configure = null)
    {
        Options = new WebChatOptions().Page("acme", p =>
        {
            p.From("https://acme.example");
            describe?.Invoke(p);
        });
        configure?.Invoke(Options);
        var options = Microsoft.Extensions.Options.Options.Create(Options);
        Channel = new WebChatChannel(Visitors, options, Time);
        _connections = new WebChatConnections(this, this, this, Visitors, new VisitorLimits(options, Time), options, Time, NullLogger<WebChatConnections>.Instance);
    }

    public WebChatOptions Options { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public VisitorDirectory Visitors { get; } = new();

    public WebChatChannel Channel { get; }

    /// <summary>What came through the door, by the provider's id: a repeat is one.</summary>
    public ConcurrentDictionary<string, InboundMessage> Received { get; } = new();

    public ConcurrentQueue<DeliveryReport> Reports { get; } = new();

    public ConcurrentQueue<(SessionAddress Session, bool IsTyping)> Typed { get; } = new();

    /// <summary>What the center has sent, for the transcript.</summary>
    public ConcurrentQueue<SessionMessage> Sent { get; } = new();

    public bool Refuses { get; set; }

    /// <summary>Connects a visitor's tab; runs until the tab goes.</summary>
    public FakeConnection Connect(string origin = "https://acme.example", string page = "acme", string remote = "192.0.2.1")
    {
        var connection = new FakeConnection(new Uri($"https://center.example/connect/webchat?page={page}"), origin, remote);
        connection.Served = Task.Run(async () =>
        {
            await _connections.RunAsync(connection, CancellationToken.None);
            connection.End();
        });
        return connection;
    }

    /// <summary>Connects and greets; the first frame that comes is the welcome.</summary>
    public async Task<(FakeConnection Tab, ServerFrame Welcome)> GreetAsync(string? token = null, string? identity = null)
    {
        var tab = Connect();
        tab.Say(new ClientFrame { T = "hello", Token = token, Identity = identity });
        return (tab, await tab.HearAsync("welcome"));
    }

    public async Task<SendOutcome> SendAsync(Address to, string text)
    {
        var message = new OutboundMessage { Id = new MessageId(Guid.NewGuid()), Endpoint = Endpoint, To = to, Text = text, Author = "Anna" };
        Sent.Enqueue(new SessionMessage(message.Id.ToString(), IsFromCustomer: false, "Anna", text, Time.GetUtcNow()));
        return await Channel.SendAsync(message, CancellationToken.None);
    }

    public ValueTask<InboxResult> ReceiveAsync(InboundMessage message, CancellationToken cancellationToken = default)
    {
        if (Refuses)
        {
            return ValueTask.FromResult(new InboxResult(InboxStatus.Refused, default, TimeSpan.FromSeconds(7)));
        }

        var isNew = Received.TryAdd(message.ProviderId, message);
        return ValueTask.FromResult(new InboxResult(isNew ? InboxStatus.Accepted : InboxStatus.Repeated, default, null));
    }

    public ValueTask<InboxResult> ReportAsync(DeliveryReport report, CancellationToken cancellationToken = default)
    {
        Reports.Enqueue(report);
        return ValueTask.FromResult(new InboxResult(InboxStatus.Accepted, default, null));
    }

    public ValueTask<IReadOnlyList<SessionMessage>> MessagesAsync(SessionAddress session, int limit, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<SessionMessage>>(
        [
            .. Received.Values.Where(m => m.From == session.Customer).Select(m => new SessionMessage(m.ProviderId, IsFromCustomer: true, "", m.Text, Time.GetUtcNow())),
            .. Sent,
        ]);

    public async IAsyncEnumerable<SessionStatus> WatchAsync(SessionAddress session, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return new SessionStatus(SessionPhase.Waiting, 2, TimeSpan.FromMinutes(3), "");
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    public ValueTask TypingAsync(SessionAddress session, bool isTyping, CancellationToken cancellationToken = default)
    {
        Typed.Enqueue((session, isTyping));
        return ValueTask.CompletedTask;
    }

    public IReadOnlyCollection<Endpoint> All(ChannelKind channel) => [Endpoint];

    public Endpoint? Find(ChannelKind channel, Address address) => channel == Endpoint.Channel && address == Endpoint.Address ? Endpoint : null;
}

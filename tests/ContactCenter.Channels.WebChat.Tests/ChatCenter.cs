using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using ContactCenter.Channels;
using ContactCenter.Channels.WebChat;
using ContactCenter.Journal;
using ContactCenter.Web;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.Channels.WebChat.Tests;

/// <summary>The channel between visitors and a center that remembers what it is told.</summary>
internal sealed class ChatCenter : IInbox, IMediaInbox, ISessions, IEndpointDirectory
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
        _connections = new WebChatConnections(this, this, this, this, Visitors, new VisitorLimits(options, Time), options, Time, NullLogger<WebChatConnections>.Instance);
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

    /// <summary>What was stored, by its name and whose it is.</summary>
    public ConcurrentDictionary<(Address From, BlobId Blob), (StoredMedium Medium, byte[] Content)> Files { get; } = new();

    /// <summary>Who has come and gone.</summary>
    public ConcurrentQueue<bool> Presence { get; } = new();

    public ConcurrentQueue<Guid> Ends { get; } = new();

    /// <summary>What is answered to who wishes to end the conversation; null while nothing can be written.</summary>
    public bool? Over { get; set; } = true;

    public SessionStatus Status { get; set; } = new(SessionPhase.Waiting, 2, TimeSpan.FromMinutes(3), "");

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

    public async Task<SendOutcome> SendAsync(Address to, string text, params string[] choices)
    {
        var message = new OutboundMessage { Id = new MessageId(Guid.NewGuid()), Endpoint = Endpoint, To = to, Text = text, Author = "Anna", Choices = [.. choices.Select(static (label, at) => new MessageChoice($"{at + 1}", label))] };
        Sent.Enqueue(new SessionMessage(message.Id.ToString(), IsFromCustomer: false, "Anna", text, Time.GetUtcNow()) { Choices = message.Choices });
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
            .. Received.Values.Where(m => m.From == session.Customer).Select(m => new SessionMessage(m.ProviderId, IsFromCustomer: true, "", m.Text, Time.GetUtcNow())
            {
                Media = [.. m.Stored.Select(static f => new SessionMedium(f.ContentType, f.SizeBytes, f.FileName, new Uri("https://center.example/hooks/media/x")))],
            }),
            .. Sent,
        ]);

    public async IAsyncEnumerable<SessionStatus> WatchAsync(SessionAddress session, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return Status;
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    public ValueTask TypingAsync(SessionAddress session, bool isTyping, CancellationToken cancellationToken = default)
    {
        Typed.Enqueue((session, isTyping));
        return ValueTask.CompletedTask;
    }

    public ValueTask PresenceAsync(SessionAddress session, bool isHere, CancellationToken cancellationToken = default)
    {
        Presence.Enqueue(isHere);
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> EndAsync(SessionAddress session, Guid key, CancellationToken cancellationToken = default)
    {
        Ends.Enqueue(key);
        return ValueTask.FromResult(Over ?? throw new LogUnavailableException("not now"));
    }

    /// <summary>As the center does it: what begins with MZ is nothing it knows.</summary>
    public async ValueTask<MediaTaking> StoreAsync(Endpoint endpoint, Address from, Stream content, long maxSizeBytes, CancellationToken cancellationToken = default)
    {
        using var all = new MemoryStream();
        var head = new byte[2];
        var length = await content.ReadAtLeastAsync(head, 2, throwOnEndOfStream: false, cancellationToken);
        if (head[0] == 'M' && head[1] == 'Z')
        {
            return new MediaTaking.Refused(MediaTaking.UnknownType);
        }

        all.Write(head, 0, length);
        await content.CopyToAsync(all, cancellationToken);
        all.Length.ShouldBeLessThanOrEqualTo(maxSizeBytes);
        var medium = new StoredMedium(new BlobId(Convert.ToHexStringLower(SHA256.HashData(all.ToArray()))), "image/png", all.Length);
        Files[(from, medium.Blob)] = (medium, all.ToArray());
        return new MediaTaking.Stored(medium);
    }

    public ValueTask<StoredMedium?> FindAsync(Endpoint endpoint, Address from, BlobId blob, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Files.TryGetValue((from, blob), out var file) ? file.Medium : null);

    public IReadOnlyCollection<Endpoint> All(ChannelKind channel) => [Endpoint];

    public Endpoint? Find(ChannelKind channel, Address address) => channel == Endpoint.Channel && address == Endpoint.Address ? Endpoint : null;
}

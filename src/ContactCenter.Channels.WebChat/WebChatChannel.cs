using ContactCenter.Readiness;
using ContactCenter.Web;
using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.WebChat;

/// <summary>
/// Web chat. We are our own provider: a message is sent once it is in the log, because a visitor who is away reads it from there
/// when coming back; whoever is connected gets it pushed.
/// </summary>
internal sealed class WebChatChannel(VisitorDirectory visitors, IOptions<WebChatOptions> options, TimeProvider time, IWebhookUrls? urls = null)
    : IChannel, ITypingSignal, IPresence, IMediaSender, IChoiceSender, IEndpointCheck
{
    /// <summary>The kind of an endpoint's address: the name of a page.</summary>
    public static readonly AddressKind Page = new("page");

    public ChannelKind Kind => ChannelKind.Chat;

    /// <summary>Nobody carries it but us: what a visitor may send, an agent may.</summary>
    public MediaLimits MediaLimits { get; } = new(MaxCount: 10, MaxSizeBytes: 20_000_000, VisitorFiles.Types);

    public ChoiceLimits? ChoiceLimits { get; } = new(MaxCount: 10, MaxLength: 60);

    public bool IsHere(SessionAddress session) => visitors.IsHere(session);

    public string? FindFault(Endpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.Address.Kind != Page
            ? $"Endpoint '{endpoint.Id}' of tenant '{endpoint.Tenant}' has an address of the kind '{endpoint.Address.Kind}'; a chat endpoint's kind is 'page', its address the name of a page."
            : options.Value.Pages.ContainsKey(endpoint.Address.Value)
                ? null
                : $"Endpoint '{endpoint.Id}' of tenant '{endpoint.Tenant}' names the page '{endpoint.Address.Value}', which is not described; add it under {WebChatOptions.Section}:Pages:{endpoint.Address.Value}.";
    }

    public ValueTask<SendOutcome> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var id = message.Id.ToString();
        visitors.Tell(new SessionAddress(message.Endpoint, message.To, message.Thread), new ServerFrame("msg")
        {
            Id = id,
            Text = message.Text,
            Author = message.Author,
            Mine = false,
            At = time.GetUtcNow().ToUnixTimeMilliseconds(),
            Choices = message.Choices.IsEmpty ? null : [.. message.Choices.Select(static c => c.Label)],
            Files = message.Media.IsEmpty ? null : [.. message.Media.Select(static m => new ShownFile(m.FileName, m.ContentType, m.SizeBytes, m.Url.AbsoluteUri))],
        });
        return ValueTask.FromResult<SendOutcome>(new SendOutcome.Accepted(id));
    }

    public ValueTask<IReadOnlyList<ReadinessFinding>> CheckAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return new PageCheck(options, urls).RunAsync(endpoint, cancellationToken);
    }

    public ValueTask AgentTypingAsync(SessionAddress session, bool isTyping, CancellationToken cancellationToken)
    {
        visitors.TellInPassing(session, new ServerFrame("typing") { On = isTyping });
        return ValueTask.CompletedTask;
    }
}

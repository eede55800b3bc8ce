// <Channel>
using System.Text.Json;
using ContactCenter.Channels;
using ContactCenter.Web;

namespace ContactCenter.Channels.Pigeon;

/// <summary>Chat by a provider that posts each message as JSON and takes answers the same way.</summary>
public sealed class PigeonChannel(HttpClient http, IEndpointDirectory endpoints, IInbox inbox) : IChannel, IWebhookHandler
{
    public ChannelKind Kind => ChannelKind.Chat;

    public string Path => "pigeon";                                         // .../hooks/pigeon

    public string? FindFault(Endpoint endpoint) =>
        endpoint.Address.Value.StartsWith("loft-", StringComparison.Ordinal) ? null : $"'{endpoint.Address}' is no loft; it begins with loft-.";

    public async ValueTask<WebhookResponse> HandleAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        // Check the provider's signature over request.Url and request.Body here, before anything else.
        if (JsonSerializer.Deserialize<Letter>(request.Body.Span) is not { } letter
            || endpoints.Find(Kind, new Address(new AddressKind("loft"), letter.To)) is not { } endpoint)
        {
            return new WebhookResponse(400);
        }

        var result = await inbox.ReceiveAsync(new InboundMessage
        {
            Endpoint = endpoint,
            ProviderId = letter.Id,                                         // a second delivery is recognised by it
            From = new Address(new AddressKind("pigeon"), letter.From),
            Text = letter.Text,
        }, cancellationToken);
        return result.IsDurable ? new WebhookResponse(200) : new WebhookResponse(503) { RetryAfter = result.RetryAfter };
    }

    public async ValueTask<SendOutcome> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        try
        {
            var letter = new Letter(message.Id.ToString(), message.Endpoint.Address.Value, message.To.Value, message.Text);
            using var answer = await http.PostAsJsonAsync("letters", letter, cancellationToken);
            return answer.IsSuccessStatusCode ? new SendOutcome.Accepted(letter.Id)
                : (int)answer.StatusCode >= 500 ? new SendOutcome.Unknown($"pigeon-{(int)answer.StatusCode}")
                : new SendOutcome.Refused($"pigeon-{(int)answer.StatusCode}", IsTransient: (int)answer.StatusCode == 429);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return new SendOutcome.Unknown("pigeon-connection-lost");       // it may have arrived: never "refused"
        }
    }

    private sealed record Letter(string Id, string From, string To, string Text);
}
// </Channel>

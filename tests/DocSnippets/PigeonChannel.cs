// <Channel>
using System.Net.Http.Json;
using System.Text.Json;
using ContactCenter.Channels;
using ContactCenter.Web;

namespace ContactCenter.Channels.Pigeon;

public sealed record Letter(string Id, string From, string To, string Text);

public sealed class PigeonChannel(HttpClient http, IEndpointDirectory endpoints, IInbox inbox) : IChannel, IWebhookHandler
{
    private static readonly AddressKind Loft = new("loft");
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    public ChannelKind Kind => new("pigeon");
    public string Path => "pigeon"; // the provider posts to .../hooks/pigeon
    public string? FindFault(Endpoint endpoint) => endpoint.Address.Kind == Loft ? null : $"'{endpoint.Id}' is at a {endpoint.Address.Kind}; give it the address of a loft.";

    public async ValueTask<WebhookResponse> HandleAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        Letter? letter = null; // check the provider's signature over request.Url and request.Body here, before anything else
        try { letter = JsonSerializer.Deserialize<Letter>(request.Body.Span, Strict); }
        catch (JsonException) { }
        if (letter is null || endpoints.Find(Kind, new Address(Loft, letter.To)) is not { } endpoint) { return new WebhookResponse(400); }
        var result = await inbox.ReceiveAsync(new() { Endpoint = endpoint, ProviderId = letter.Id, From = new(Loft, letter.From), Text = letter.Text }, cancellationToken);
        return new WebhookResponse(result.IsDurable ? 200 : 503) { RetryAfter = result.RetryAfter };
    }

    public async ValueTask<SendOutcome> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.PostAsJsonAsync("letters", new Letter($"{message.Id}", message.Endpoint.Address.Value, message.To.Value, message.Text), cancellationToken);
            return answer.IsSuccessStatusCode ? new SendOutcome.Accepted($"{message.Id}")
                : (int)answer.StatusCode >= 500 ? new SendOutcome.Unknown($"pigeon-{(int)answer.StatusCode}") // it may have arrived
                : new SendOutcome.Refused($"pigeon-{(int)answer.StatusCode}", IsTransient: (int)answer.StatusCode == 429);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException) { return new SendOutcome.Unknown("pigeon-lost"); }
    }
}
// </Channel>

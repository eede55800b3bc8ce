using System.Text;

namespace ContactCenter.Channels.Twilio.Webhooks;

/// <summary>
/// What our own callback URL says: which message (<c>m</c>), and the tenant (<c>t</c>) and endpoint (<c>e</c>) it was sent from. The URL is signed by
/// Twilio with the rest, and knows the endpoint even where the sender's number in the report is another one of a messaging service's pool.
/// </summary>
internal readonly record struct StatusCallback(MessageId? Message, string? Tenant, string? EndpointKey)
{
    /// <summary>The callback's path under the webhook root.</summary>
    public static string For(TwilioAccount account, OutboundMessage message) =>
        $"twilio/{account.Name}/status?m={message.Id.Value:N}&t={Uri.EscapeDataString(message.Endpoint.Tenant.Value)}&e={Uri.EscapeDataString(message.Endpoint.Id.Value)}";

    public static StatusCallback Parse(Uri url)
    {
        var query = url.IsAbsoluteUri ? url.Query.TrimStart('?') : "";
        if (WebhookForm.TryParse(Encoding.UTF8.GetBytes(query)) is not { } parameters)
        {
            return default;
        }

        MessageId? message = Guid.TryParse(parameters["m"], out var id) ? new MessageId(id) : null;
        return new StatusCallback(message, parameters["t"], parameters["e"]);
    }

    /// <summary>The endpoint the message was sent from; by the sender's number where the URL does not say.</summary>
    public Endpoint? FindEndpoint(IEndpointDirectory endpoints, WebhookForm form)
    {
        var (tenant, key) = (Tenant, EndpointKey);
        return tenant is not null && key is not null
            ? endpoints.All(ChannelKind.Sms).FirstOrDefault(endpoint => endpoint.Tenant.Value == tenant && endpoint.Id.Value == key)
            : PhoneAddress.TryParse(form["From"]) is { } from ? endpoints.Find(ChannelKind.Sms, from) : null;
    }
}

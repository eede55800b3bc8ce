using System.Text;
using ContactCenter;
using ContactCenter.Channels;
using ContactCenter.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ForeignVendor;

/// <summary>A channel over a pager gateway: a webhook of <c>id|from|to|text</c> lines in, a line out.</summary>
public sealed class PagerChannel(PagerGateway gateway, IEndpointDirectory endpoints, IInbox inbox) : IChannel, IWebhookHandler
{
    public static readonly ChannelKind Pager = new("pager");
    public static readonly AddressKind PagerNumber = new("pager");

    public ChannelKind Kind => Pager;

    public string Path => "pager";

    public string? FindFault(Endpoint endpoint) =>
        endpoint.Address.Kind == PagerNumber ? null : $"Its address is a {endpoint.Address.Kind}; give a pager number.";

    public async ValueTask<WebhookResponse> HandleAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        if (Encoding.UTF8.GetString(request.Body.Span).Split('|', 4) is not [{ Length: > 0 and <= 64 } id, { Length: > 0 and <= 20 } from, { Length: > 0 and <= 20 } to, var text]
            || endpoints.Find(Pager, new Address(PagerNumber, to)) is not { } endpoint)
        {
            return new WebhookResponse(400);
        }

        var result = await inbox.ReceiveAsync(
            new InboundMessage { Endpoint = endpoint, ProviderId = id, From = new Address(PagerNumber, from), Text = text }, cancellationToken);
        return result.IsDurable ? new WebhookResponse(200) : new WebhookResponse(503) { RetryAfter = result.RetryAfter };
    }

    public ValueTask<SendOutcome> SendAsync(OutboundMessage message, CancellationToken cancellationToken) =>
        ValueTask.FromResult(gateway.Call(message.Id.ToString(), message.To.Value, message.Text));
}

public static class PagerRegistration
{
    public static IContactCenterBuilder AddPager(this IContactCenterBuilder builder, PagerGateway gateway)
    {
        builder.Services.TryAddSingleton(gateway);
        builder.Services.TryAddSingleton<PagerChannel>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IChannel, PagerChannel>(static s => s.GetRequiredService<PagerChannel>()));
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IWebhookHandler, PagerChannel>(static s => s.GetRequiredService<PagerChannel>()));
        return builder;
    }
}

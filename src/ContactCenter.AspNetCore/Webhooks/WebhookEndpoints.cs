using ContactCenter.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.AspNetCore;

/// <summary>Maps every registered <see cref="IWebhookHandler"/> to <c>/hooks/PATH/**</c>.</summary>
internal static class WebhookEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints, WebOptions options)
    {
        var gate = endpoints.ServiceProvider.GetRequiredService<WebhookGate>();
        var taken = new Dictionary<string, IWebhookHandler>(StringComparer.Ordinal);
        foreach (var handler in endpoints.ServiceProvider.GetServices<IWebhookHandler>())
        {
            KeyRules.Check(handler.Path, "webhook path");
            if (handler.Path == PublicMediaUrls.Path)
            {
                throw new InvalidOperationException($"{handler.GetType().Name} wants the webhook path '{handler.Path}', under which media are handed out; give it another.");
            }

            if (!taken.TryAdd(handler.Path, handler))
            {
                throw new InvalidOperationException(
                    $"{handler.GetType().Name} and {taken[handler.Path].GetType().Name} both want the webhook path '{handler.Path}'; give one of them another.");
            }

            var prefix = $"{options.HooksPath}/{handler.Path}";
            RequestDelegate serve = context => gate.ServeAsync(context, handler, prefix);
            // Anonymous: a provider proves itself by its signature, which the handler checks.
            endpoints.Map($"{prefix}/{{**rest}}", serve).AllowAnonymous().ExcludeFromDescription().WithDisplayName($"Webhook {handler.Path}");
        }
    }
}

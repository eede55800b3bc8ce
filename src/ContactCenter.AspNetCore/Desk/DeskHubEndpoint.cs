using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.AspNetCore;

/// <summary>
/// Maps the hub behind a check of the Origin header: browsers ask no permission (CORS) before they open a WebSocket across sites,
/// and send the cookie along, so the server itself must look where the page comes from (RFC 6455 section 10.2).
/// </summary>
internal static class DeskHubEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints, WebOptions options)
    {
        var urls = endpoints.ServiceProvider.GetRequiredService<WebhookUrls>();
        var hub = endpoints.MapHub<DeskHub>(options.HubPath);
        _ = options.AuthorizationPolicy is { } policy ? hub.RequireAuthorization(policy) : hub.RequireAuthorization();
        hub.Add(endpoint =>
        {
            var serve = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context => IsOurs(context.Request, options, urls) ? serve(context) : RefuseAsync(context);
        });
    }

    private static bool IsOurs(HttpRequest request, WebOptions options, WebhookUrls urls)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 // not a browser: whoever it is has no cookie of somebody else's
            || (Uri.TryCreate(origin, UriKind.Absolute, out var page) && string.Equals(page.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase))
            || options.HubOrigins.Contains(origin)
            || (options.PublicUrl is not null && string.Equals(new Uri(urls.Root).GetLeftPart(UriPartial.Authority), origin, StringComparison.OrdinalIgnoreCase));
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}

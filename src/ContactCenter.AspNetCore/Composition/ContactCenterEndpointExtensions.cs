using ContactCenter.AspNetCore;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps a contact center.</summary>
public static class ContactCenterEndpointExtensions
{
    /// <summary>
    /// Maps every registered webhook and web connection, the desk's HTTP API and hub, <c>/health/live</c> (the process answers) and
    /// <c>/health/ready</c> (it serves). Webhooks, connections and health are open to everybody: channels check signatures and tokens. So are media
    /// that are being sent, each under a URL nobody can guess, for a day.
    /// </summary>
    /// <param name="endpoints">Where to map.</param>
    /// <exception cref="InvalidOperationException"><c>AddContactCenterWeb</c> was not called, or two handlers have the same path.</exception>
    public static IEndpointRouteBuilder MapContactCenter(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        if (endpoints.ServiceProvider.GetService<DeskDoor>() is null)
        {
            throw new InvalidOperationException("The contact center is not on the web; call AddContactCenterWeb() inside AddContactCenter(...).");
        }

        var options = endpoints.ServiceProvider.GetRequiredService<IOptions<WebOptions>>().Value;
        WebhookEndpoints.Map(endpoints, options);
        PublicMediaEndpoint.Map(endpoints, options);
        ConnectionEndpoints.Map(endpoints, options);
        DeskEndpoints.Map(endpoints, options);
        DeskHubEndpoint.Map(endpoints, options);
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = static _ => false }).AllowAnonymous();
        endpoints.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = static c => c.Tags.Contains(CenterHealthCheckSetup.Tag) }).AllowAnonymous();
        return endpoints;
    }
}

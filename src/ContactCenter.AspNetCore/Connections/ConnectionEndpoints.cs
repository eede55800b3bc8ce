using ContactCenter.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.AspNetCore;

/// <summary>Maps every registered <see cref="IWebConnectionHandler"/> to <c>/connect/PATH</c> as a WebSocket.</summary>
internal static class ConnectionEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints, WebOptions options)
    {
        var gate = endpoints.ServiceProvider.GetRequiredService<ConnectionGate>();
        var taken = new Dictionary<string, IWebConnectionHandler>(StringComparer.Ordinal);
        foreach (var handler in endpoints.ServiceProvider.GetServices<IWebConnectionHandler>())
        {
            KeyRules.Check(handler.Path, "connection path");
            if (!taken.TryAdd(handler.Path, handler))
            {
                throw new InvalidOperationException(
                    $"{handler.GetType().Name} and {taken[handler.Path].GetType().Name} both want the connection path '{handler.Path}'; give one of them another.");
            }

            // The WebSocket middleware stands in the endpoint, so that the host's pipeline need not have it.
            var pipeline = endpoints.CreateApplicationBuilder();
            pipeline.UseWebSockets(new WebSocketOptions { KeepAliveInterval = options.KeepAlive, KeepAliveTimeout = options.KeepAlive });
            pipeline.Run(context => gate.ServeAsync(context, handler));
            endpoints.Map($"{options.ConnectPath}/{handler.Path}", pipeline.Build()).AllowAnonymous().WithMetadata(new ExcludeFromDescriptionAttribute()).WithDisplayName($"Connection {handler.Path}");
        }
    }
}

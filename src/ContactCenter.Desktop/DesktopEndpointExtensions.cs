using ContactCenter.Desktop;
using ContactCenter.Desktop.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the desktop.</summary>
public static class DesktopEndpointExtensions
{
    /// <summary>
    /// Maps the pages of the desktop at the application's root (<c>/</c>, <c>/desk/…</c>, <c>/history</c>, <c>/wallboard</c>, <c>/attention</c>), for logged-in users only.
    /// The host has to map static assets and use authentication, authorization and antiforgery. A browser that asks for any other page gets
    /// one that says there is none (a fallback endpoint: a host has no other one).
    /// </summary>
    /// <returns>A builder for further conventions, such as an authorization policy.</returns>
    public static RazorComponentsEndpointConventionBuilder MapContactCenterDesktop(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var pages = endpoints.MapRazorComponents<DesktopApp>().AddInteractiveServerRenderMode(
            o => o.ContentSecurityFrameAncestorsPolicy = FramePolicy.Ancestors(endpoints.ServiceProvider.GetRequiredService<IOptions<DesktopOptions>>().Value));
        pages.RequireAuthorization();
        MapUnknown(endpoints);
        return pages;
    }

    /// <summary>A browser that asks for a page nobody has gets one that says so. Programs get the empty 404 they understand.</summary>
    private static void MapUnknown(IEndpointRouteBuilder endpoints) => endpoints
        .MapFallback(static (HttpContext http) => !AsksForPage(http.Request) ? Results.NotFound()
            : http.User.Identity?.IsAuthenticated != true ? Results.Challenge()
            : new RazorComponentResult<DesktopApp> { StatusCode = StatusCodes.Status404NotFound })
        .WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]))
        .ExcludeFromDescription();

    private static bool AsksForPage(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(static a => a.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
}

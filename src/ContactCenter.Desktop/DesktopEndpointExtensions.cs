using ContactCenter.Desktop.Shell;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the desktop.</summary>
public static class DesktopEndpointExtensions
{
    /// <summary>
    /// Maps the pages of the desktop at the application's root (<c>/</c>, <c>/desk/…</c>, <c>/history</c>, <c>/wallboard</c>, <c>/attention</c>), for logged-in users only.
    /// The host has to map static assets and use authentication, authorization and antiforgery.
    /// </summary>
    /// <returns>A builder for further conventions, such as an authorization policy.</returns>
    public static RazorComponentsEndpointConventionBuilder MapContactCenterDesktop(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var pages = endpoints.MapRazorComponents<DesktopApp>().AddInteractiveServerRenderMode();
        pages.RequireAuthorization();
        return pages;
    }
}

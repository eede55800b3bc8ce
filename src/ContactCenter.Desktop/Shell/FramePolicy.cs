using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ContactCenter.Desktop.Shell;

/// <summary>Who may show the pages in a frame: nobody, or the configured origins. A header, because a page cannot say it itself (CSP Level 3, section 6.4.2).</summary>
internal static class FramePolicy
{
    /// <summary>What follows <c>frame-ancestors</c>.</summary>
    public static string Ancestors(DesktopOptions options) => options.EmbedOrigins.Count == 0 ? "'none'" : string.Join(' ', options.EmbedOrigins.Order(StringComparer.Ordinal));

    public static void Apply(HttpContext http, DesktopOptions options)
    {
        if (!http.Response.HasStarted)
        {
            http.Response.Headers.Append(HeaderNames.ContentSecurityPolicy, $"frame-ancestors {Ancestors(options)}"); // a host's own policy goes on to hold
        }
    }
}

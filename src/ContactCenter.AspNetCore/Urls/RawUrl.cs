using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ContactCenter.AspNetCore;

/// <summary>
/// A request's path and query as they came over the wire. Providers sign the URL they called, octet by octet, while ASP.NET Core
/// hands out a decoded and tidied path; so the request line itself is read (RFC 9112 section 3.2).
/// </summary>
internal static class RawUrl
{
    private static readonly UriCreationOptions AsItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>The path with its query, percent-encoding untouched; begins with a slash.</summary>
    public static string PathAndQuery(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        if (target.StartsWith('/'))
        {
            return target;
        }

        // absolute-form, as sent through a forward proxy: what follows the authority is what counts.
        var authority = target.IndexOf("://", StringComparison.Ordinal);
        var path = authority < 0 ? -1 : target.IndexOf('/', authority + 3);
        return path > 0
            ? target[path..]
            : context.Request.PathBase.ToUriComponent() + context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent();
    }

    /// <summary><paramref name="pathAndQuery"/> at <paramref name="root"/>, which has no trailing slash, without touching any of it.</summary>
    public static Uri At(string root, string pathAndQuery) => new(root + pathAndQuery, AsItIs);

    /// <summary>
    /// What follows <paramref name="prefix"/> in the path, still encoded, without its leading slash. False when the path written does
    /// not go through the prefix (it reached the endpoint by dot segments): nobody writes that by accident.
    /// </summary>
    public static bool TryBelow(string pathAndQuery, string prefix, out string below)
    {
        var query = pathAndQuery.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? pathAndQuery : pathAndQuery[..query];
        var end = 0;
        for (var segments = prefix.AsSpan().Count('/'); segments > 0 && end >= 0; segments--)
        {
            end = path.IndexOf('/', end + 1);
        }

        below = end < 0 ? "" : path[(end + 1)..];
        return string.Equals(Uri.UnescapeDataString(end < 0 ? path : path[..end]), prefix, StringComparison.OrdinalIgnoreCase);
    }
}

using ContactCenter.Desk;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ContactCenter.AspNetCore;

/// <summary>
/// Streams a medium so that a browser saves it and never runs it: as what its content is, not guessed again, in a sandbox without rights, to pages
/// of this origin only, and kept by no cache.
/// </summary>
internal sealed class MediaResult(DeskMedia media) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var _ = media.ConfigureAwait(false);
        var response = httpContext.Response;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(new StringSegment(MediaNames.For(media.Name, media.ContentType)));
        response.ContentType = media.ContentType;
        response.ContentLength = media.SizeBytes;
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        response.Headers.CacheControl = "no-store";
        if (HttpMethods.IsHead(httpContext.Request.Method))
        {
            return;
        }

        try
        {
            await media.Content.CopyToAsync(response.Body, httpContext.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidDataException or OperationCanceledException)
        {
            httpContext.Abort(); // altered on the disk, or nobody listens: half a file must not look whole
        }
    }
}

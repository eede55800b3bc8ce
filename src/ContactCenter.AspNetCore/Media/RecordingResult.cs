using System.Globalization;
using ContactCenter.Desk;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ContactCenter.AspNetCore;

/// <summary>
/// Hands out a recording, whole or by ranges (RFC 9110 section 14), so that a player can go to any place of it. A range goes with the very bytes its tag names: while a call is on,
/// what there is has another tag with each second, and <c>If-Range</c> gets the whole.
/// </summary>
internal sealed class RecordingResult(DeskRecording recording) : IResult
{
    public const string ContentType = "audio/wav";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var _ = recording.ConfigureAwait(false);
        var headers = httpContext.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        var name = string.Create(CultureInfo.InvariantCulture, $"call-{recording.StartedAt.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}.wav");
        try
        {
            await TypedResults.Stream(recording.Content, ContentType, name, lastModified: null, new EntityTagHeaderValue($"\"{recording.Tag}\""), enableRangeProcessing: true)
                .ExecuteAsync(httpContext).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidDataException or OperationCanceledException)
        {
            httpContext.Abort(); // altered on the disk, or nobody listens: half a file must not look whole
        }
    }
}

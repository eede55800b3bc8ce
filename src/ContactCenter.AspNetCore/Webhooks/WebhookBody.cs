using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ContactCenter.AspNetCore;

/// <summary>A request's raw body, or the HTTP status that says why there is none.</summary>
internal readonly record struct WebhookBody(ReadOnlyMemory<byte> Content, int? Fault)
{
    private const int FirstBufferSizeBytes = 4 * 1024; // most webhooks fit

    /// <summary>Reads all of it, at most <paramref name="maxSizeBytes"/> (else 413) and within <paramref name="timeout"/> (else 408).</summary>
    public static async Task<WebhookBody> ReadAsync(HttpContext context, int maxSizeBytes, TimeSpan timeout, TimeProvider time)
    {
        if (context.Request.ContentLength > maxSizeBytes)
        {
            return new WebhookBody(default, StatusCodes.Status413PayloadTooLarge);
        }

        // Ours is the limit that counts: the server's own may be smaller, and counts the framing of chunks too.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
        {
            server.MaxRequestBodySize = null;
        }

        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, context.RequestAborted);
        try
        {
            return await ReadToEndAsync(context.Request, maxSizeBytes, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            return new WebhookBody(default, StatusCodes.Status408RequestTimeout);
        }
        catch (BadHttpRequestException e)
        {
            // Slower than the server's own minimum rate (408), or broken framing (400).
            return new WebhookBody(default, e.StatusCode);
        }
    }

    private static async Task<WebhookBody> ReadToEndAsync(HttpRequest request, int maxSizeBytes, CancellationToken cancellationToken)
    {
        var buffer = new byte[Math.Min(maxSizeBytes, (int)(request.ContentLength ?? FirstBufferSizeBytes)) + 1]; // one more finds the end, or the excess
        var length = 0;
        while (true)
        {
            var read = await request.Body.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            length += read;
            if (length > maxSizeBytes)
            {
                return new WebhookBody(default, StatusCodes.Status413PayloadTooLarge);
            }

            if (read == 0)
            {
                return new WebhookBody(buffer.AsMemory(0, length), null);
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min((long)buffer.Length * 2, maxSizeBytes + 1L));
            }
        }
    }
}

using ContactCenter.Journal;
using ContactCenter.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ContactCenter.AspNetCore;

/// <summary>Between the web server and a channel's webhook: admits, reads, calls, answers. Thread-safe.</summary>
internal sealed class WebhookGate(
    IOptions<WebOptions> options, WebhookUrls urls, Drain drain, TimeProvider time, WebhookMetrics metrics, ILogger<WebhookGate> logger)
{
    private readonly WebOptions _options = options.Value;
    private int _inWork;

    /// <summary>Serves one request that came to <paramref name="prefix"/>.</summary>
    public async Task ServeAsync(HttpContext context, IWebhookHandler handler, string prefix)
    {
        var started = time.GetTimestamp();
        metrics.Begin(handler.Path);
        var outcome = WebhookOutcome.Failed;
        try
        {
            outcome = await AdmitAsync(context, handler, prefix).ConfigureAwait(false);
        }
        finally
        {
            metrics.End(handler.Path, outcome, time.GetElapsedTime(started));
        }
    }

    private async Task<string> AdmitAsync(HttpContext context, IWebhookHandler handler, string prefix)
    {
        if (drain.Begun)
        {
            return Refuse(context, WebhookOutcome.Draining);
        }

        try
        {
            return Interlocked.Increment(ref _inWork) > _options.MaxConcurrentWebhooks
                ? Refuse(context, WebhookOutcome.Busy)
                : await HandleAsync(context, handler, prefix).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return WebhookOutcome.Aborted; // the caller has hung up; there is nobody to answer
        }
        catch (LogUnavailableException e)
        {
            WebhookLog.LogIsUnavailable(logger, e, handler.Path);
            return Refuse(context, WebhookOutcome.Unavailable);
        }
#pragma warning disable CA1031 // the top of the request: whatever a channel throws, its provider gets a plain 500
        catch (Exception e)
#pragma warning restore CA1031
        {
            WebhookLog.HandlerFailed(logger, e, handler.Path);
            return Status(context, StatusCodes.Status500InternalServerError, WebhookOutcome.Failed);
        }
        finally
        {
            Interlocked.Decrement(ref _inWork);
        }
    }

    private async Task<string> HandleAsync(HttpContext context, IWebhookHandler handler, string prefix)
    {
        var target = RawUrl.PathAndQuery(context);
        if (!RawUrl.TryBelow(target, context.Request.PathBase + prefix, out var subPath))
        {
            return Status(context, StatusCodes.Status404NotFound, WebhookOutcome.Rejected);
        }

        var body = await WebhookBody.ReadAsync(context, handler.MaxBodySizeBytes, _options.BodyTimeout, time).ConfigureAwait(false);
        if (body.Fault is { } fault)
        {
            WebhookLog.BodyRefused(logger, handler.Path, fault);
            Status(context, fault, WebhookOutcome.Rejected);
            context.Response.Headers.Connection = "close"; // nobody wants the rest of the body
            return WebhookOutcome.Rejected;
        }

        var response = await handler.HandleAsync(
            new WebhookRequest
            {
                Method = context.Request.Method.ToUpperInvariant(),
                Url = RawUrl.At(urls.Root, target),
                SubPath = subPath,
                Headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                Body = body.Content,
                RemoteAddress = context.Connection.RemoteIpAddress?.ToString() ?? "",
            },
            context.RequestAborted).ConfigureAwait(false);
        await WriteAsync(context, response).ConfigureAwait(false);
        return response.Status switch
        {
            < 400 => WebhookOutcome.Accepted,
            503 => WebhookOutcome.Unavailable,
            < 500 => WebhookOutcome.Rejected,
            _ => WebhookOutcome.Failed,
        };
    }

    private static async Task WriteAsync(HttpContext context, WebhookResponse response)
    {
        context.Response.StatusCode = response.Status;
        context.Response.ContentType = response.ContentType;
        foreach (var (name, value) in response.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (response.RetryAfter is { } wait)
        {
            SetRetryAfter(context, wait);
        }

        if (response.Body is { } text)
        {
            await context.Response.WriteAsync(text, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private static void SetRetryAfter(HttpContext context, TimeSpan wait) =>
        context.Response.Headers.RetryAfter = RetryAfterHeader.Seconds(wait);

    private static string Status(HttpContext context, int status, string outcome)
    {
        // A part of the answer may be out already; then the connection ends half way, which no provider takes for success.
        if (context.Response.HasStarted)
        {
            context.Abort();
        }
        else
        {
            context.Response.Clear();
            context.Response.StatusCode = status;
        }

        return outcome;
    }

    private string Refuse(HttpContext context, string outcome)
    {
        Status(context, StatusCodes.Status503ServiceUnavailable, outcome);
        if (!context.Response.HasStarted)
        {
            SetRetryAfter(context, _options.RetryAfter);
        }

        return outcome;
    }
}

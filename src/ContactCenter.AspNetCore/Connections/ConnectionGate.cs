using System.Net.WebSockets;
using ContactCenter.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ContactCenter.AspNetCore;

/// <summary>Between the web server and a channel's lasting connections: admits, hands over, closes. Thread-safe.</summary>
internal sealed class ConnectionGate(IOptions<WebOptions> options, WebhookUrls urls, Drain drain, TimeProvider time, ILogger<ConnectionGate> logger)
{
    private const int MaxResumeTokenLength = 512;

    private readonly WebOptions _options = options.Value;
    private int _open;

    /// <summary>Serves one connection from its handshake to its end.</summary>
    public async Task ServeAsync(HttpContext context, IWebConnectionHandler handler)
    {
        var resume = context.Request.Query["resume"].ToString();
        if (!context.WebSockets.IsWebSocketRequest || resume.Length > MaxResumeTokenLength)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        try
        {
            if (Interlocked.Increment(ref _open) > _options.MaxConnections || drain.Begun)
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                context.Response.Headers.RetryAfter = RetryAfterHeader.Seconds(_options.RetryAfter);
                return;
            }

            await RunAsync(context, handler, resume).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private async Task RunAsync(HttpContext context, IWebConnectionHandler handler, string resume)
    {
        var url = RawUrl.At(urls.Root, RawUrl.PathAndQuery(context));
        using var socket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, drain.Ending);
        var connection = new WebSocketConnection(socket, _options.WriteTimeout, time)
        {
            Url = url,
            RemoteAddress = context.Connection.RemoteIpAddress?.ToString() ?? "",
            Origin = context.Request.Headers.Origin.FirstOrDefault(),
            ResumeToken = resume.Length == 0 ? null : resume,
        };

        var status = WebSocketCloseStatus.NormalClosure;
        try
        {
            await handler.RunAsync(connection, ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            status = WebSocketCloseStatus.EndpointUnavailable; // "going away", RFC 6455 section 7.4.1: the client may come back with its token
        }
        catch (WebSocketException)
        {
            // The network failed under the handler.
        }
        catch (IOException e)
        {
            ConnectionLog.Cut(logger, handler.Path, e.Message);
        }
#pragma warning disable CA1031 // the top of the connection: whatever a channel throws, its client gets 1011
        catch (Exception e)
#pragma warning restore CA1031
        {
            ConnectionLog.HandlerFailed(logger, e, handler.Path);
            status = WebSocketCloseStatus.InternalServerError;
        }

        await connection.CloseAsync(status).ConfigureAwait(false);
    }
}

using System.Net.WebSockets;
using System.Text;
using ContactCenter.Web;

namespace ContactCenter.AspNetCore;

/// <summary>A WebSocket (RFC 6455) as text frames, bounded both ways. One reader and one writer at a time.</summary>
internal sealed class WebSocketConnection(WebSocket socket, TimeSpan writeTimeout, TimeProvider time) : IWebConnection
{
    /// <summary>The largest frame either way, as UTF-8.</summary>
    public const int MaxFrameSizeBytes = 64 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private byte[] _buffer = new byte[1024]; // grows to what the client really sends

    public required Uri Url { get; init; }

    public required string RemoteAddress { get; init; }

    public required string? Origin { get; init; }

    public required string? ResumeToken { get; init; }

    public async ValueTask<string?> ReadAsync(CancellationToken cancellationToken)
    {
        var length = 0;
        while (true)
        {
            if (length == _buffer.Length)
            {
                Array.Resize(ref _buffer, Math.Min(_buffer.Length * 4, MaxFrameSizeBytes + 1)); // one more shows the excess
            }

            ValueWebSocketReceiveResult part;
            try
            {
                part = await socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            }
            catch (WebSocketException)
            {
                return null; // it vanished without a goodbye, or broke the protocol (the socket has answered that itself)
            }

            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Binary)
            {
                return await RejectAsync(WebSocketCloseStatus.InvalidMessageType).ConfigureAwait(false);
            }

            if (length > MaxFrameSizeBytes)
            {
                return await RejectAsync(WebSocketCloseStatus.MessageTooBig).ConfigureAwait(false);
            }

            if (part.EndOfMessage)
            {
                return Strict.GetString(_buffer.AsSpan(0, length)); // the socket has checked that it is UTF-8
            }
        }
    }

    public async ValueTask WriteAsync(string frame, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var bytes = Strict.GetBytes(frame);
        if (bytes.Length > MaxFrameSizeBytes)
        {
            throw new ArgumentException($"The frame has {bytes.Length} bytes; send at most {MaxFrameSizeBytes} at once.", nameof(frame));
        }

        using var deadline = new CancellationTokenSource(writeTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // A cancelled send has aborted the socket: half a frame may be out.
            throw new IOException($"The client did not take a frame within {writeTimeout:c}.", e);
        }
    }

    /// <summary>Says goodbye, if anybody still listens.</summary>
    public async ValueTask CloseAsync(WebSocketCloseStatus status)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
        {
            return;
        }

        using var deadline = new CancellationTokenSource(writeTimeout, time);
        try
        {
            await socket.CloseOutputAsync(status, statusDescription: null, deadline.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            socket.Abort();
        }
    }

    private async ValueTask<string?> RejectAsync(WebSocketCloseStatus status)
    {
        await CloseAsync(status).ConfigureAwait(false);
        return null;
    }
}

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
    private Task<string?>? _reading;

    public required Uri Url { get; init; }

    public required string RemoteAddress { get; init; }

    public required string? Origin { get; init; }

    public required string? ResumeToken { get; init; }

    // Cancelling a receive would abort the socket, so only the waiting is cancelled: the next call gets the frame, and a goodbye can be said.
    public async ValueTask<string?> ReadAsync(CancellationToken cancellationToken)
    {
        _reading ??= ReadFrameAsync();
        var frame = await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        _reading = null;
        return frame;
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
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested)
        {
            // A cancelled send has aborted the socket: half a frame may be out. That in turn cancels what hangs on the connection.
            throw new IOException($"The client did not take a frame within {writeTimeout:c}.", e);
        }
    }

    /// <summary>Says goodbye and waits for the client's (RFC 6455 section 7.1.1): closing under unread data would lose ours on its way.</summary>
    public async ValueTask CloseAsync(WebSocketCloseStatus status)
    {
        using var deadline = new CancellationTokenSource(writeTimeout, time);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(status, statusDescription: null, deadline.Token).ConfigureAwait(false);
            }

            if (_reading is { } reading)
            {
                await reading.WaitAsync(deadline.Token).ConfigureAwait(false);
            }

            while (socket.State == WebSocketState.CloseSent)
            {
                await socket.ReceiveAsync(_buffer.AsMemory(), deadline.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            socket.Abort();
        }
    }

    private async Task<string?> ReadFrameAsync()
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
                part = await socket.ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None).ConfigureAwait(false); // ends with the socket
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

    private async ValueTask<string?> RejectAsync(WebSocketCloseStatus status)
    {
        if (socket.State == WebSocketState.Open)
        {
            await socket.CloseOutputAsync(status, statusDescription: null, CancellationToken.None).ConfigureAwait(false);
        }

        return null;
    }
}

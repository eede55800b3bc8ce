using System.Net.WebSockets;
using System.Text.Unicode;
using ContactCenter.Sip.Messages;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Sip.Transport;

/// <summary>A WebSocket: one message a frame, both ways. RFC 7118.</summary>
internal sealed class WebSocketFlow(
    StreamFlowSettings settings, Func<CancellationToken, Task<WebSocket>> open, SipLimits limits, ISipReceiver receiver, TimeProvider time, ILogger logger) : ConnectionFlow(settings, receiver, time, logger)
{
    private const int FirstBytes = 4_096;

    private static readonly byte[] Pong = "\r\n"u8.ToArray();

    private WebSocket? _socket;
    private volatile bool _isHalfRead;

    protected override bool IsHalfRead => _isHalfRead;

    protected override async Task<IAsyncDisposable> OpenAsync(CancellationToken cancellationToken)
    {
        _socket = await open(cancellationToken).ConfigureAwait(false);
        return new Closing(_socket);
    }

    /// <summary>As text, which browsers read at once; as octets where it is none. Section 5.1.</summary>
    protected override ValueTask WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        _socket!.SendAsync(message, Utf8.IsValid(message.Span) ? WebSocketMessageType.Text : WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);

    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        var (buffer, length) = (new byte[FirstBytes], 0);
        while (true)
        {
            var came = await _socket!.ReceiveAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            Heard();
            if (came.MessageType == WebSocketMessageType.Close)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken).ConfigureAwait(false);
                return;
            }

            length += came.Count;
            _isHalfRead = !came.EndOfMessage;
            if (came.EndOfMessage)
            {
                Take(buffer.AsSpan(0, length));
                (buffer, length) = (buffer.Length > 4 * FirstBytes ? new byte[FirstBytes] : buffer, 0);
            }
            else if (length == buffer.Length)
            {
                if (length >= limits.MessageBytes)
                {
                    await _socket.CloseOutputAsync(WebSocketCloseStatus.MessageTooBig, null, cancellationToken).ConfigureAwait(false);
                    return;
                }

                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, limits.MessageBytes));
            }
        }
    }

    private void Take(ReadOnlySpan<byte> frame)
    {
        if (frame.SequenceEqual("\r\n\r\n"u8))
        {
            Send(Pong); // section 6
        }
        else if (!frame.SequenceEqual("\r\n"u8))
        {
            Receiver.Received(this, frame);
        }
    }

    private sealed class Closing(WebSocket socket) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            socket.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

using ContactCenter.Sip.Messages;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Sip.Transport;

/// <summary>TCP or TLS: messages framed by their length, both ways. RFC 3261 section 18.3, RFC 5626 section 4.4.1.</summary>
internal sealed class StreamFlow(StreamFlowSettings settings, Func<CancellationToken, Task<Stream>> open, SipLimits limits, ISipReceiver receiver, TimeProvider time, ILogger logger)
    : ConnectionFlow(settings, receiver, time, logger)
{
    private static readonly byte[] Pong = "\r\n"u8.ToArray();

    private readonly SipStreamReader _reader = new(limits, settings.Side);
    private Stream _stream = Stream.Null;
    private volatile bool _isHalfRead;

    protected override bool IsHalfRead => _isHalfRead;

    protected override async Task<IAsyncDisposable> OpenAsync(CancellationToken cancellationToken) => _stream = await open(cancellationToken).ConfigureAwait(false);

    protected override ValueTask WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) => _stream.WriteAsync(message, cancellationToken);

    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[8_192];
        while (await _stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var length and > 0)
        {
            Heard();
            if (!Take(buffer.AsSpan(0, length)))
            {
                return;
            }

            _isHalfRead = _reader.HeldBytes > 0;
        }
    }

    private bool Take(ReadOnlySpan<byte> input)
    {
        while (_reader.TryRead(ref input, out var item))
        {
            switch (item.Kind)
            {
                case SipStreamItemKind.Ping:
                    Send(Pong);
                    break;
                case SipStreamItemKind.Pong:
                    break;
                default:
                    Receiver.Received(this, item);
                    break;
            }

            if (item.Kind == SipStreamItemKind.Lost)
            {
                return false;
            }
        }

        return true;
    }
}

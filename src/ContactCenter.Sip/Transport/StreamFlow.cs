using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using ContactCenter.Sip.Messages;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Sip.Transport;

/// <summary>One connection, TCP or TLS: messages framed by their length, both ways. RFC 3261 section 18.3, RFC 5626 section 4.4.1.</summary>
internal sealed class StreamFlow : SipFlow, IDisposable
{
    /// <summary>What may wait to be sent: a peer that reads no more is gone.</summary>
    private const int MaxPendingBytes = 1 << 20;

    private static readonly byte[] Pong = "\r\n"u8.ToArray();

    private readonly Func<CancellationToken, Task<Stream>> _open;
    private readonly SipStreamReader _reader;
    private readonly ISipReceiver _receiver;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<ReadOnlyMemory<byte>> _pending = Channel.CreateUnbounded<ReadOnlyMemory<byte>>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _closing = new();
    private int _pendingBytes;
    private long _heardAt;
    private volatile bool _isOpen = true;

    public StreamFlow(StreamFlowSettings settings, Func<CancellationToken, Task<Stream>> open, SipLimits limits, ISipReceiver receiver, TimeProvider time, ILogger logger)
    {
        (Kind, Local, Remote, SentByHost, SentByPort) = (settings.Kind, settings.Local, settings.Remote, settings.SentByHost, settings.SentByPort);
        (Name, _open, _receiver, _time, _logger) = (settings.Name, open, receiver, time, logger);
        _reader = new SipStreamReader(limits, settings.Side);
        _heardAt = time.GetTimestamp();
    }

    public override SipTransportKind Kind { get; }

    public override IPEndPoint Remote { get; }

    public override IPEndPoint Local { get; }

    public override string SentByHost { get; }

    public override int SentByPort { get; }

    /// <summary>The name its certificate was checked for; null where we were called.</summary>
    public string? Name { get; }

    public override bool IsOpen => _isOpen;

    /// <summary>How long nothing has come.</summary>
    public TimeSpan Silent => _time.GetElapsedTime(Interlocked.Read(ref _heardAt));

    /// <summary>Whether it has begun a message and not ended it.</summary>
    public bool IsHalfRead { get; private set; }

    public override bool Send(ReadOnlyMemory<byte> message)
    {
        if (!_isOpen)
        {
            return false;
        }

        if (Interlocked.Add(ref _pendingBytes, message.Length) > MaxPendingBytes)
        {
            TransportLog.TooSlow(_logger, Remote, MaxPendingBytes);
            Abort();
            return false;
        }

        return _pending.Writer.TryWrite(message);
    }

    /// <summary>Ends it at once.</summary>
    public override void Abort()
    {
        _isOpen = false;
        _pending.Writer.TryComplete();
        try
        {
            _closing.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // it has ended by itself
        }
    }

    /// <summary>Opens it, reads and writes, until one side ends it.</summary>
    public async Task RunAsync()
    {
        try
        {
            var stream = await _open(_closing.Token).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                var writing = WriteAsync(stream);
                try
                {
                    await ReadAsync(stream).ConfigureAwait(false);
                }
                finally
                {
                    _isOpen = false;
                    _pending.Writer.TryComplete(); // what was said is sent still, as far as it can be
                    _closing.CancelAfter(TimeSpan.FromSeconds(2));
                    await writing.ConfigureAwait(false);
                }
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
        {
            TransportLog.ConnectionFailed(_logger, e, Kind.InVia(), Remote);
        }
        catch (Exception e)
        {
            TransportLog.ReceiverFailed(_logger, e, Local);
        }
        finally
        {
            _isOpen = false;
            _pending.Writer.TryComplete();
            _receiver.Closed(this);
        }
    }

    public void Dispose() => _closing.Dispose();

    private async Task ReadAsync(Stream stream)
    {
        var buffer = new byte[8_192];
        while (await stream.ReadAsync(buffer, _closing.Token).ConfigureAwait(false) is var length and > 0)
        {
            Interlocked.Exchange(ref _heardAt, _time.GetTimestamp());
            if (!Take(buffer.AsSpan(0, length)))
            {
                return;
            }

            IsHalfRead = _reader.HeldBytes > 0;
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
                    _receiver.Received(this, item);
                    break;
            }

            if (item.Kind == SipStreamItemKind.Lost)
            {
                return false;
            }
        }

        return true;
    }

    private async Task WriteAsync(Stream stream)
    {
        try
        {
            await foreach (var message in _pending.Reader.ReadAllAsync(_closing.Token).ConfigureAwait(false))
            {
                await stream.WriteAsync(message, _closing.Token).ConfigureAwait(false);
                Interlocked.Add(ref _pendingBytes, -message.Length);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            Abort();
        }
    }
}

/// <summary>What a connection is. <c>Name</c> is whom its certificate must be for, where we open it.</summary>
internal sealed record StreamFlowSettings(SipTransportKind Kind, SipStreamSide Side, IPEndPoint Local, IPEndPoint Remote, string SentByHost, int SentByPort, string? Name = null);

using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Threading.Channels;
using ContactCenter.Sip.Messages;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Sip.Transport;

/// <summary>A connection, whatever frames the messages on it: opened, read and written until one side ends it, kept alive where that is wanted.</summary>
internal abstract class ConnectionFlow : SipFlow, IDisposable
{
    /// <summary>What may wait to be sent: a peer that reads no more is gone.</summary>
    private const int MaxPendingBytes = 1 << 20;

    /// <summary>How long the answer to a ping may take. RFC 5626 section 4.4.1.</summary>
    private static readonly TimeSpan PongTimeout = TimeSpan.FromSeconds(10);

    private static readonly byte[] Ping = "\r\n\r\n"u8.ToArray();

    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<ReadOnlyMemory<byte>> _pending = Channel.CreateUnbounded<ReadOnlyMemory<byte>>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _pendingBytes;
    private long _heardAt;
    private long? _pingedAt;
    private volatile bool _isOpen = true;

    protected ConnectionFlow(StreamFlowSettings settings, ISipReceiver receiver, TimeProvider time, ILogger logger)
    {
        (Kind, Local, Remote, SentByHost, SentByPort) = (settings.Kind, settings.Local, settings.Remote, settings.SentByHost, settings.SentByPort);
        (Name, Receiver, _time, _logger) = (settings.Name, receiver, time, logger);
        _heardAt = time.GetTimestamp();
    }

    public sealed override SipTransportKind Kind { get; }

    public sealed override IPEndPoint Remote { get; }

    public sealed override IPEndPoint Local { get; }

    public sealed override string SentByHost { get; }

    public sealed override int SentByPort { get; }

    public override Task Ended => _ended.Task;

    /// <summary>The name its certificate was checked for; null where we were called.</summary>
    public string? Name { get; }

    public override bool IsOpen => _isOpen;

    protected ISipReceiver Receiver { get; }

    /// <summary>Whether it has begun a message and not ended it.</summary>
    protected abstract bool IsHalfRead { get; }

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

    /// <summary>Looks whether it has been silent for too long, and pings. To be called every few seconds.</summary>
    /// <param name="idle">How long nothing may come.</param>
    /// <param name="message">How long the rest of a message may take.</param>
    public void Sweep(TimeSpan idle, TimeSpan message)
    {
        var heardAt = Interlocked.Read(ref _heardAt);
        var silent = _time.GetElapsedTime(heardAt);
        if (silent > (IsHalfRead ? message : idle))
        {
            Abort();
        }
        else if (_pingedAt is { } pinged && heardAt < pinged)
        {
            if (_time.GetElapsedTime(pinged) >= PongTimeout)
            {
                TransportLog.NoPong(_logger, Remote);
                Abort();
            }
        }
        else if (PingsAfter is { } interval && silent >= interval)
        {
            _pingedAt = _time.GetTimestamp();
            Send(Ping);
        }
    }

    /// <summary>Opens it, reads and writes, until one side ends it.</summary>
    public async Task RunAsync()
    {
        try
        {
            var opened = await OpenAsync(_closing.Token).ConfigureAwait(false);
            await using (opened.ConfigureAwait(false))
            {
                var writing = WriteAsync();
                try
                {
                    await ReadAsync(_closing.Token).ConfigureAwait(false);
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
        catch (Exception e) when (e is IOException or SocketException or WebSocketException or OperationCanceledException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
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
            Receiver.Closed(this);
            _ended.TrySetResult();
        }
    }

    public void Dispose() => _closing.Dispose();

    /// <summary>Opens it.</summary>
    /// <returns>What is to be disposed of at the end.</returns>
    protected abstract Task<IAsyncDisposable> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Reads until the other side ends it, or nothing can be read any more.</summary>
    protected abstract Task ReadAsync(CancellationToken cancellationToken);

    protected abstract ValueTask WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken);

    /// <summary>Something has come.</summary>
    protected void Heard() => Interlocked.Exchange(ref _heardAt, _time.GetTimestamp());

    private async Task WriteAsync()
    {
        try
        {
            await foreach (var message in _pending.Reader.ReadAllAsync(_closing.Token).ConfigureAwait(false))
            {
                await WriteAsync(message, _closing.Token).ConfigureAwait(false);
                Interlocked.Add(ref _pendingBytes, -message.Length);
            }
        }
        catch (Exception e) when (e is IOException or WebSocketException or InvalidOperationException or OperationCanceledException)
        {
            Abort();
        }
    }
}

/// <summary>What a connection is. <c>Name</c> is whom its certificate must be for, where we open it.</summary>
internal sealed record StreamFlowSettings(SipTransportKind Kind, SipStreamSide Side, IPEndPoint Local, IPEndPoint Remote, string SentByHost, int SentByPort, string? Name = null);

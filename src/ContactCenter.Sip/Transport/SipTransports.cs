using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using ContactCenter.Sip.Messages;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Sip.Transport;

/// <summary>All sockets of an endpoint: what listens, and the connections there are.</summary>
internal sealed class SipTransports : IAsyncDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(5);

    private readonly SipTransportSettings _settings;
    private readonly ISipReceiver _receiver;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly LocalAddresses _locals = new();
    private readonly List<UdpTransport> _datagrams = [];
    private readonly List<(SipTransportKind Kind, TcpListener Listener)> _listeners = [];
    private readonly ConcurrentDictionary<ConnectionFlow, Task> _connections = new();
    private readonly Dictionary<(SipTransportKind Kind, IPEndPoint Remote, string? Name), ConnectionFlow> _ways = [];
    private readonly ConcurrentDictionary<IPAddress, int> _ofAddress = new();
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _tasks = [];
    private readonly SslStreamCertificateContext? _certificate;

    public SipTransports(SipTransportSettings settings, ISipReceiver receiver, TimeProvider time, ILogger logger)
    {
        (_settings, _receiver, _time, _logger) = (settings, receiver, time, logger);
        _certificate = settings.Tls.Certificate is { } own ? SslStreamCertificateContext.Create(own, settings.Tls.Intermediates, offline: true) : null;
        Kinds = settings.Listen.Select(static l => l.Kind).Concat([SipTransportKind.Tcp, SipTransportKind.Tls, SipTransportKind.WebSocket, SipTransportKind.SecureWebSocket]).ToHashSet();
    }

    /// <summary>Where it listens, ports as they came out.</summary>
    public IReadOnlyList<SipListenOptions> Listening { get; private set; } = [];

    /// <summary>What there is to send on: each transport that listens, and all but UDP always.</summary>
    public IReadOnlySet<SipTransportKind> Kinds { get; }

    /// <summary>Connections open now.</summary>
    public int Connections => _connections.Count;

    /// <summary>Binds everything and begins to receive.</summary>
    /// <exception cref="SocketException">An address is in use, or none of this machine's.</exception>
    public void Start()
    {
        var listening = new List<SipListenOptions>();
        foreach (var (kind, address) in _settings.Listen)
        {
            if (kind == SipTransportKind.Udp)
            {
                var datagrams = new UdpTransport(address, SentBy, _receiver, _logger);
                _datagrams.Add(datagrams);
                listening.Add(new SipListenOptions(kind, datagrams.Local));
            }
            else
            {
                var listener = new TcpListener(address);
                listener.Start(backlog: 512);
                _listeners.Add((kind, listener));
                listening.Add(new SipListenOptions(kind, (IPEndPoint)listener.LocalEndpoint));
                _tasks.Add(AcceptAsync(kind, listener));
            }
        }

        Listening = listening;
        _tasks.Add(SweepAsync());
    }

    /// <summary>The way to a place: over the datagram socket of its kind of address, or the connection there is, or a new one that opens meanwhile.</summary>
    /// <returns>Null where there is no way: no such socket, or too many connections.</returns>
    public SipFlow? To(SipTransportKind kind, IPEndPoint remote, string name)
    {
        if (kind == SipTransportKind.Udp)
        {
            return _datagrams.Find(d => d.Local.AddressFamily == remote.AddressFamily)?.To(remote);
        }

        lock (_lock)
        {
            var key = (kind, remote, kind.IsSecure() ? name : null);
            if (_ways.TryGetValue(key, out var there) && there.IsOpen)
            {
                return there;
            }

            if (_connections.Count >= _settings.MaxConnections || _stopping.IsCancellationRequested)
            {
                return null;
            }

            var settings = new StreamFlowSettings(kind, SipStreamSide.Connected, new IPEndPoint(IPAddress.Any, 0), remote, SentBy(remote.Address), PortOf(kind), name);
            var flow = Over(settings, stopping => ConnectAsync(kind, remote, name, stopping));
            _ways[key] = flow;
            Run(flow);
            return flow;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        foreach (var (_, listener) in _listeners)
        {
            listener.Dispose();
        }

        foreach (var (flow, _) in _connections)
        {
            flow.Abort();
        }

        await Task.WhenAll([.. _tasks, .. _connections.Values]).ConfigureAwait(false);
        foreach (var datagrams in _datagrams)
        {
            await datagrams.DisposeAsync().ConfigureAwait(false);
        }

        _stopping.Dispose();
    }

    private string SentBy(IPAddress remote)
    {
        if (_settings.PublicHost is { } host && !(IPAddress.TryParse(host, out var outside) && outside.AddressFamily != remote.AddressFamily))
        {
            return host;
        }

        var bound = _settings.Listen.Select(static l => l.Address.Address).FirstOrDefault(a => a.AddressFamily == remote.AddressFamily && !a.Equals(IPAddress.Any) && !a.Equals(IPAddress.IPv6Any));
        var local = bound ?? _locals.Toward(remote);
        return local.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{local}]" : local.ToString();
    }

    /// <summary>The port others can connect to; the usual one where nothing of the kind listens.</summary>
    private int PortOf(SipTransportKind kind) => Listening.FirstOrDefault(l => l.Kind == kind)?.Address.Port ?? kind.DefaultPort();

    private async Task AcceptAsync(SipTransportKind kind, TcpListener listener)
    {
        await Task.Yield();
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var socket = await listener.AcceptSocketAsync(_stopping.Token).ConfigureAwait(false);
                Accepted(kind, socket);
            }
            catch (Exception e) when (_stopping.IsCancellationRequested && e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
            catch (Exception e)
            {
                TransportLog.AcceptFailed(_logger, e, (IPEndPoint)listener.LocalEndpoint); // out of descriptors, for instance: others end meanwhile
                await Task.Delay(TimeSpan.FromSeconds(1), _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Accepted(SipTransportKind kind, Socket socket)
    {
        var remote = (IPEndPoint)socket.RemoteEndPoint!;
        if (!_settings.Admits(remote.Address))
        {
            socket.Dispose();
            return;
        }

        var refusal = _connections.Count >= _settings.MaxConnections ? $"there are {_settings.MaxConnections} connections"
            : _ofAddress.GetValueOrDefault(remote.Address) >= _settings.MaxConnectionsOfOneAddress ? $"its address has {_settings.MaxConnectionsOfOneAddress} connections" : null;
        if (refusal is not null)
        {
            TransportLog.ConnectionRefused(_logger, remote, refusal);
            socket.Dispose();
            return;
        }

        var local = (IPEndPoint)socket.LocalEndPoint!;
        var settings = new StreamFlowSettings(kind, SipStreamSide.Accepted, local, remote, SentBy(remote.Address), PortOf(kind));
        Run(Over(settings, stopping => WelcomeAsync(kind, socket, stopping)));
    }

    /// <summary>The flow over a stream that is opened.</summary>
    private ConnectionFlow Over(StreamFlowSettings settings, Func<CancellationToken, Task<Stream>> open)
    {
        if (settings.Kind is SipTransportKind.Tcp or SipTransportKind.Tls)
        {
            return new StreamFlow(settings, open, _settings.Limits, _receiver, _time, _logger);
        }

        return new WebSocketFlow(settings, ShakeHandsAsync, _settings.Limits, _receiver, _time, _logger);

        async Task<WebSocket> ShakeHandsAsync(CancellationToken stopping)
        {
            var stream = await open(stopping).ConfigureAwait(false);
            try
            {
                using var patience = new CancellationTokenSource(HandshakeTimeout, _time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
                return await (settings.Side == SipStreamSide.Accepted
                    ? WebSocketHandshake.AcceptAsync(stream, either.Token)
                    : WebSocketHandshake.ConnectAsync(stream, settings.Name ?? settings.Remote.ToString(), either.Token)).ConfigureAwait(false);
            }
            catch
            {
                await stream.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    private void Run(ConnectionFlow flow)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _connections[flow] = RunAsync();
        begun.SetResult();

        async Task RunAsync()
        {
            await begun.Task.ConfigureAwait(false);
            _ofAddress.AddOrUpdate(flow.Remote.Address, 1, static (_, count) => count + 1);
            await flow.RunAsync().ConfigureAwait(false);
            if (_ofAddress.AddOrUpdate(flow.Remote.Address, 0, static (_, count) => count - 1) == 0)
            {
                _ofAddress.TryRemove(KeyValuePair.Create(flow.Remote.Address, 0));
            }

            _connections.TryRemove(flow, out _);
            lock (_lock)
            {
                var key = (flow.Kind, flow.Remote, flow.Kind.IsSecure() ? flow.Name : null);
                if (_ways.TryGetValue(key, out var there) && ReferenceEquals(there, flow))
                {
                    _ways.Remove(key);
                }
            }

            flow.Dispose();
        }
    }

    private async Task<Stream> WelcomeAsync(SipTransportKind kind, Socket socket, CancellationToken stopping)
    {
        socket.NoDelay = true;
        var stream = new NetworkStream(socket, ownsSocket: true);
        return kind.IsSecure() ? await SecureAsync(stream, (secure, token) => secure.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificateContext = _certificate,
                ClientCertificateRequired = _settings.Tls.RequiresClientCertificate,
                RemoteCertificateValidationCallback = _settings.Tls.RequiresClientCertificate ? _settings.Tls.Judge : null,
            },
            token), stopping).ConfigureAwait(false) : stream;
    }

    private async Task<Stream> ConnectAsync(SipTransportKind kind, IPEndPoint remote, string name, CancellationToken stopping)
    {
        var socket = new Socket(remote.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var patience = new CancellationTokenSource(ConnectTimeout, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
            await socket.ConnectAsync(remote, either.Token).ConfigureAwait(false);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        var stream = new NetworkStream(socket, ownsSocket: true);
        return kind.IsSecure() ? await SecureAsync(stream, (secure, token) => secure.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = name, ClientCertificateContext = _certificate, RemoteCertificateValidationCallback = _settings.Tls.Judge }, token), stopping).ConfigureAwait(false) : stream;
    }

    private async Task<Stream> SecureAsync(NetworkStream stream, Func<SslStream, CancellationToken, Task> shakeHands, CancellationToken stopping)
    {
        var secure = new SslStream(stream);
        try
        {
            using var patience = new CancellationTokenSource(HandshakeTimeout, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
            await shakeHands(secure, either.Token).ConfigureAwait(false);
            return secure;
        }
        catch
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends connections that have been silent for too long, or that have begun a message and do not go on; pings those that are to be kept.</summary>
    private async Task SweepAsync()
    {
        using var timer = new PeriodicTimer(SweepInterval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token).ConfigureAwait(false))
            {
                foreach (var (flow, _) in _connections)
                {
                    flow.Sweep(_settings.IdleTimeout, _settings.MessageTimeout);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // stopping
        }
    }
}

/// <summary>What the sockets of an endpoint are told.</summary>
internal sealed record SipTransportSettings(IReadOnlyList<SipListenOptions> Listen, string? PublicHost, SipTlsOptions Tls, SipLimits Limits)
{
    public int MaxConnections { get; init; } = 10_000;

    public int MaxConnectionsOfOneAddress { get; init; } = 1_000;

    /// <summary>Whether connections of an address are taken.</summary>
    public Func<IPAddress, bool> Admits { get; init; } = static _ => true;

    /// <summary>Phones keep a connection alive every two minutes at least. RFC 5626 section 4.4.1.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long the rest of a message may take.</summary>
    public TimeSpan MessageTimeout { get; init; } = TimeSpan.FromSeconds(20);
}

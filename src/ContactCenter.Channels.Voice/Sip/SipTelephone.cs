using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Lines;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Endpoints;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Rtp.Sockets;
using ContactCenter.Sip.Transport;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.Voice.Sip;

/// <summary>The telephone by our own SIP stack: trunks, and the telephones of agents that register with us. Thread-safe.</summary>
internal sealed class SipTelephone : ITelephone, IPhones, ISipTexts, ISipApplication
{
    public const string Allowed = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, MESSAGE, UPDATE, PRACK, REFER, NOTIFY, REGISTER";

    private static readonly TimeSpan LocatePatience = TimeSpan.FromSeconds(5);

    private readonly VoiceOptions _options;
    private readonly TimeProvider _time;
    private readonly TrunkTable _table;
    private readonly LineMetrics _metrics;
    private readonly ILogger _logger;
    private readonly PhoneBook _phones;
    private readonly MediaEngine _engine;
    private readonly SipEndpoint _endpoint;
    private readonly X509Certificate2? _certificate;
    private readonly X509Certificate2Collection _intermediates;
    private readonly Dictionary<string, TrunkLink> _links;
    private readonly SipLines _lines;
    private readonly Reception _reception;
    private readonly Texts _texts;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CallDirectory _directory;
    private readonly List<Task> _running = [];
    private int _isDisposed;

    public SipTelephone(IOptions<VoiceOptions> options, TrunkTable table, LineMetrics metrics, TimeProvider time, ILoggerFactory loggers)
    {
        (_options, _table, _metrics, _time, _logger) = (options.Value, table, metrics, time, loggers.CreateLogger<SipTelephone>());
        _directory = new CallDirectory(time);
        (_certificate, _intermediates) = Certificates.Load(_options.Certificate);
        _phones = new PhoneBook(_options.Phones, time, metrics, _logger);
        _engine = new MediaEngine(new MediaEngineOptions { FirstPort = _options.FirstMediaPort, LastPort = _options.LastMediaPort }, time, loggers.CreateLogger<MediaEngine>());
        _endpoint = new SipEndpoint(EndpointOptions(), this, time, loggers);
        _links = table.All.ToDictionary(static t => t.Name, t => new TrunkLink(t, _endpoint, table, time, _logger), StringComparer.Ordinal);
        _lines = new SipLines(_endpoint, _engine, _options, _phones, _links, metrics, _logger);
        _reception = new Reception(_phones, [.. _links.Values], _lines, _directory, metrics, _logger);
        _texts = new Texts(_endpoint, _phones, table, _links, _options);
    }

    public event Action<string, bool>? PhoneChanged
    {
        add => _phones.PhoneChanged += value;
        remove => _phones.PhoneChanged -= value;
    }

    public Func<ICall, Task>? Called { get; set; }

    public Func<SipText, Task<int>>? TextReceived { get; set; }

    /// <summary>Where it listens, with the ports as they came out.</summary>
    public IReadOnlyList<SipListenOptions> Listening => _endpoint.Listening;

    public bool IsReachable(string agent) => _phones.IsReachable(agent);

    public IReadOnlyList<string> DevicesOf(string agent) => _phones.DevicesOf(agent);

    public string? AgentOf(string device) => _phones.AgentOf(device);

    public string? NumberOf(string agent) => _phones.NumberOf(agent);

    public EndpointId? CallFromOf(string agent) => _phones.CallFromOf(agent);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await LocateAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _endpoint.Start();
        }
        catch (SocketException e)
        {
            throw new ChannelException($"The telephone cannot listen on {string.Join(", ", VoiceListen.Of(_options).Select(static l => $"{l.Transport} {l.Address}"))}: {e.Message}. Another program may have the port; look at {VoiceOptions.Section}:Listen.", e);
        }

        foreach (var listening in _endpoint.Listening)
        {
            _logger.Listening(listening.Kind.InVia(), listening.Address);
        }

        _running.AddRange(_links.Values.Select(l => l.RunAsync(_stopping.Token)));
    }

    public async ValueTask<ICall?> CallAsync(CallTarget target, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (target.Line == LineNames.Phone)
        {
            return await OutgoingCall.BeginAsync(target, isHelp: false, [_lines.ToPhones(target)], null, _directory, _logger, cancellationToken).ConfigureAwait(false);
        }

        if (_table.Permit(target.To) is not { } guarded)
        {
            return null;
        }

        OutgoingCall? call = null;
        try
        {
            var isHelp = _table.IsEmergency(target.To);
            var attempts = _table.Choose(target.To, target.Line == LineNames.Any ? null : target.Line).Select(c => _lines.By(c.Trunk, c.CostPerMinute, target, isHelp, guarded));
            return call = await OutgoingCall.BeginAsync(target, isHelp, attempts, guarded, _directory, _logger, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (call is null)
            {
                guarded.Dispose();
            }
        }
    }

    public Task<int?> SendTextAsync(SipText text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _texts.SendAsync(text, cancellationToken);
    }

    public async Task CalledAsync(SipCall call, CancellationToken cancellationToken)
    {
        if (await _reception.WelcomeAsync(call, cancellationToken).ConfigureAwait(false) is not { } welcome)
        {
            return;
        }

        if (Called is not { } called)
        {
            _logger.NobodyAnswers();
            await welcome.RefuseAsync(CallRefusal.Unavailable, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        else
        {
            try
            {
                await called(welcome).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                _logger.CallFailed(e);
                await welcome.DisposeAsync().ConfigureAwait(false);
            }
        }

        await welcome.Over.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task RequestedAsync(SipIncomingRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (method, remote) = (request.Request.Method, request.ReturnPath.Remote);
        if (method == SipMethod.Register)
        {
            await _phones.RegisterAsync(request, cancellationToken).ConfigureAwait(false);
            return;
        }

        var trunk = _phones.Knows(remote) ? null : _reception.TrunkOf(remote, request.Request);
        if (trunk is null && !_phones.Knows(remote.Address))
        {
            _metrics.Refused("unknown");
            _logger.Unknown(method.Name, remote);
            await request.AnswerAsync(403, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        else if (method == SipMethod.Message)
        {
            await TextedAsync(request, trunk, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await request.AnswerAsync(method == SipMethod.Options ? 200 : method == SipMethod.Subscribe ? 489 : 405, null, static response => response.Set(SipHeaderName.Allow, Allowed).Set(SipHeaderName.Accept, "application/sdp, text/plain"), cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_running).ConfigureAwait(false); // registrations are taken back
        await _endpoint.DisposeAsync().ConfigureAwait(false);
        _engine.Dispose();
        _phones.Dispose();
        _certificate?.Dispose();
        _stopping.Dispose();
    }

    private async Task TextedAsync(SipIncomingRequest request, TrunkLink? trunk, CancellationToken cancellationToken)
    {
        if (trunk is not null)
        {
            await Texts.TakeAsync(request, trunk.Trunk.Name, CallFacts.Of(request.Request, trunk.Trunk.Numbers, trunk.Trunk.Options.Username), TextReceived, cancellationToken).ConfigureAwait(false);
            return;
        }

        var (device, challenges) = await _phones.JudgeAsync(request.Request, cancellationToken).ConfigureAwait(false);
        if (device is null)
        {
            await request.AnswerAsync(401, null, response =>
            {
                foreach (var challenge in challenges)
                {
                    response.Add(SipHeaderName.WwwAuthenticate, challenge.ToString());
                }
            }, cancellationToken).ConfigureAwait(false);
            return;
        }

        await Texts.TakeAsync(request, LineNames.Phone, new CallFacts(device, "", CallFacts.UserOf(request.Request.Uri), ""), TextReceived, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Before anybody can call: otherwise the first calls of a trunk were a stranger's. A name server that is silent does not hold the start up for long.</summary>
    private async Task LocateAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(LocatePatience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        await Task.WhenAll(_links.Values.Select(l => l.LocateAsync(either.Token))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private SipEndpointOptions EndpointOptions()
    {
        var options = new SipEndpointOptions { PublicHost = _options.PublicAddress is { } address && address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : _options.PublicAddress };
        foreach (var listen in VoiceListen.Of(_options))
        {
            options.Listen.Add(new SipListenOptions((SipTransportKind)(int)listen.Transport, listen.Address));
        }

        foreach (var source in _options.Trunks.Values.SelectMany(static t => t.AllowedSources.Values))
        {
            options.Guard.Trusted.Add(TrunkLink.NetworkOf(source));
        }

        (options.Tls.Certificate, options.Tls.Judge) = (_certificate, Certificates.Judge(_options.Certificate));
        options.Tls.Intermediates.AddRange(_intermediates);
        return options;
    }
}

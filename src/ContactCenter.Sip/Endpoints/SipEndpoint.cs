using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Threading.Channels;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Guard;
using ContactCenter.Sip.Location;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Signalling;
using ContactCenter.Sip.Transactions;
using ContactCenter.Sip.Transport;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Sip.Endpoints;

/// <summary>A SIP user agent: listens, is called, calls. RFC 3261.</summary>
/// <remarks>Safe from any thread. Signalling runs in one mailbox; what <see cref="ISipApplication"/> does never holds it up.</remarks>
public sealed class SipEndpoint : IAsyncDisposable
{
    private readonly SipEndpointOptions _options;
    private readonly ISipApplication _application;
    private readonly ILogger _logger;
    private readonly SignalLoop _loop;
    private readonly SipTransports _transports;
    private readonly SourceGuard _guard;
    private readonly Reception _reception;
    private readonly TransactionLayer _layer;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Task, byte> _running = new();
    private readonly SipLocator _locator;
    private readonly SipSender _sender;
    private readonly CallTable _calls;
    private bool _isStarted;
    private int _isDisposed;

    /// <summary>An endpoint that has not begun to listen.</summary>
    /// <param name="options">What it is told.</param>
    /// <param name="application">What answers.</param>
    /// <param name="time">The clock of all timers.</param>
    /// <param name="loggers">For what goes wrong.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message names it, its value and the remedy.</exception>
    public SipEndpoint(SipEndpointOptions options, ISipApplication application, TimeProvider time, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(application);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(loggers);
        options.Check();
        (_options, _application, _logger) = (options, application, loggers.CreateLogger<SipEndpoint>());
        _loop = new SignalLoop(time, _logger);
        _guard = new SourceGuard(options.Guard, time, _logger);
        _reception = new Reception(this);
        _layer = new TransactionLayer(_loop.Dues, () => _loop.Now, options.Timers, options.MaxTransactions, _reception, _guard);
        _transports = new SipTransports(
            new SipTransportSettings([.. options.Listen], options.PublicHost, options.Tls, options.Limits) { MaxConnections = options.MaxConnections, Admits = _guard.Admits }, _reception, time, _logger);
        _locator = new SipLocator(new SipDns([.. options.NameServers]), _transports.Kinds, new Random(RandomNumberGenerator.GetInt32(int.MaxValue)));
        _sender = new SipSender(_loop, _layer, _transports, _locator, time, options.MaxDatagramRequest);
        _calls = new CallTable(_loop, _layer, _sender, options.Timers, new CallSettings(options.Product, options.SessionInterval, static () => RandomNumberGenerator.GetInt32(1_000_000) / 1e6));
    }

    /// <value>Where it listens, with the ports as they came out; empty before <see cref="Start"/>.</value>
    public IReadOnlyList<SipListenOptions> Listening => _transports.Listening;

    /// <value>Figures of now. Each is exact by itself; together they may be of moments that differ a little.</value>
    public SipEndpointFigures Figures => new(_calls.Count, _layer.Count, _transports.Connections, _loop.Dropped, _reception.Malformed, _guard.Dropped);

    /// <summary>Begins to listen.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">An address is in use, or none of this machine's.</exception>
    public void Start()
    {
        _transports.Start();
        _isStarted = true;
    }

    /// <summary>Hears a source again that was blocked.</summary>
    /// <param name="source">An address of it.</param>
    public void Unblock(System.Net.IPAddress source)
    {
        ArgumentNullException.ThrowIfNull(source);
        _guard.Unblock(source);
    }

    /// <summary>Calls somebody. Completes when the INVITE is on its way, or its way is being asked for; the rest is <see cref="SipCall.Events"/>.</summary>
    /// <param name="to">Whom: the Request-URI.</param>
    /// <param name="from">Who calls; a tag is added.</param>
    /// <param name="with">Sets the body and adds headers, such as P-Asserted-Identity or Replaces.</param>
    /// <param name="way">Where the INVITE is sent to, as to a trunk; null: where <paramref name="to"/> leads.</param>
    /// <param name="credentials">Who we are where somebody asks; null: a challenge refuses the call.</param>
    /// <param name="path">The way the other side was heard, such as a phone's registration; taken where its URI leads nobody else can reach.</param>
    /// <param name="cancellationToken">Stops waiting for room in the mailbox; the call may have begun then.</param>
    /// <exception cref="InvalidOperationException">The endpoint has not been started.</exception>
    public async Task<SipCall> CallAsync(SipUri to, SipAddress from, Action<SipRequestBuilder> with, SipUri? way = null, SipCredentials? credentials = null, SipReturnPath? path = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(with);
        RequireStarted();
        var builder = SipRequest.Create(SipMethod.Invite, to, from.WithTag(SipTokens.New()), new SipAddress(to.WithoutHeaders()), SipTokens.New() + SipTokens.New(), 1);
        with(builder);
        var invite = builder.Build();
        return await _loop.AskAsync(() => new SipCall(_calls, CallSession.Call(_calls, invite, way, credentials, path?.Flow), isCaller: true, null), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a request outside calls, such as OPTIONS, MESSAGE or REGISTER, and waits for its final response.</summary>
    /// <param name="request">The request; Via and Contact are added.</param>
    /// <param name="way">Where it is sent to; null: where its URI leads.</param>
    /// <param name="credentials">Who we are where somebody asks; null: a challenge is the answer.</param>
    /// <param name="path">The way the other side was heard, such as a phone's registration; taken where its URI leads nobody else can reach.</param>
    /// <param name="cancellationToken">Stops waiting; the request may have been sent.</param>
    /// <returns>The final response; 408 where nobody answered and 503 where it could not be sent, made here. RFC 3261 section 8.1.3.1.</returns>
    /// <exception cref="InvalidOperationException">The endpoint has not been started.</exception>
    public async Task<SipResponse> RequestAsync(SipRequest request, SipUri? way = null, SipCredentials? credentials = null, SipReturnPath? path = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var authorization = credentials?.Begin();
        while (true)
        {
            var (response, _) = await RequestAsync(request, way, path, static contact => contact, cancellationToken).ConfigureAwait(false);
            var next = request.ToBuilder().Set(SipHeaderName.CSeq, new SipCSeq(request.CSeq.Number + 1, request.Method).ToString());
            if (response.Status is not (401 or 407) || authorization?.Authorize(request, response, next) is not true)
            {
                return response;
            }

            request = next.Build();
        }
    }

    /// <summary>Where a URI leads, in the order it would be tried: what of it comes from there, for instance. RFC 3263 section 4.</summary>
    /// <param name="uri">A SIP URI.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <returns>Empty where it leads nowhere, or its name cannot be found out.</returns>
    public async Task<IReadOnlyList<IPEndPoint>> LocateAsync(SipUri uri, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(uri);
        try
        {
            return SipSender.TargetOf(uri) is { } target ? [.. (await _locator.LocateAsync(target, cancellationToken).ConfigureAwait(false)).Select(static hop => hop.Address)] : [];
        }
        catch (SocketException)
        {
            return [];
        }
    }

    /// <summary>One request without credentials, with parameters for Contact, and what the response came on.</summary>
    internal async Task<(SipResponse Response, SipFlow? Flow)> RequestAsync(SipRequest request, SipUri? way, SipReturnPath? path, Func<string, string> described, CancellationToken cancellationToken)
    {
        RequireStarted();
        var answer = new FinalAnswer();
        answer.Noting(request);
        await _loop.PostAsync(
            (_, _) => _sender.Send(flow => request.Has(SipHeaderName.Contact) ? request : request.ToBuilder().Set(SipHeaderName.Contact, described(Contact(request, flow))).Build(), way ?? request.Uri, path?.Flow, answer),
            this,
            null,
            cancellationToken).ConfigureAwait(false);
        return (await answer.Response.WaitAsync(cancellationToken).ConfigureAwait(false), answer.Flow);
    }

    /// <summary>Hangs all calls up, waits until the application has ended, and closes everything.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await _loop.AskAsync(() =>
        {
            foreach (var call in _calls.All())
            {
                call.HangUp(503, null);
            }

            return true;
        }).ConfigureAwait(false);
        await Task.WhenAll(_running.Keys).ConfigureAwait(false);
        await _transports.DisposeAsync().ConfigureAwait(false);
        await _loop.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    private void RequireStarted()
    {
        if (!_isStarted)
        {
            throw new InvalidOperationException("The endpoint has not been started; call Start first.");
        }
    }

    private static string Contact(SipRequest request, SipFlow flow)
    {
        var uri = SipUri.Create(request.From.Uri.User, flow.SentByHost, flow.SentByPort);
        return $"<{(flow.Kind == SipTransportKind.Udp ? uri : uri.WithParameter("transport", flow.Kind.InVia().ToLowerInvariant()))}>";
    }

    /// <summary>Lets the application work, off the signalling.</summary>
    private void Run(Func<CancellationToken, Task> work, Func<Task> otherwise)
    {
        var task = Task.Run(async () =>
        {
            try
            {
                await work(_stopping.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                // it was told to stop
            }
            catch (Exception e)
            {
                EndpointLog.ApplicationFailed(_logger, e);
            }

            try
            {
                await otherwise().ConfigureAwait(false);
            }
            catch (ChannelClosedException)
            {
                // the endpoint is gone
            }
        });
        _running.TryAdd(task, 0);
        _ = task.ContinueWith(static (done, running) => ((ConcurrentDictionary<Task, byte>)running!).TryRemove(done, out _), _running, TaskScheduler.Default);
    }

    /// <summary>Everything that comes in.</summary>
    private sealed class Reception(SipEndpoint endpoint) : ISipReceiver, ITransactionUser
    {
        private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase) { "100rel", "timer", "replaces" };

        private long _malformed;

        public long Malformed => Interlocked.Read(ref _malformed);

        public void Received(SipFlow flow, ReadOnlySpan<byte> message)
        {
            if (!endpoint._guard.Admits(flow, message.Length))
            {
                flow.Abort();
                return;
            }

            if (message.Length <= 4 && message.IndexOfAnyExcept((byte)'\r', (byte)'\n', (byte)0) < 0)
            {
                return; // it keeps a router's mapping alive
            }

            if (SipParser.TryParse(message, endpoint._options.Limits, out var parsed, out var fault))
            {
                Post(flow, parsed);
            }
            else
            {
                Refuse(flow, fault);
            }
        }

        public void Received(SipFlow flow, in SipStreamItem item)
        {
            if (!endpoint._guard.Admits(flow, 0))
            {
                flow.Abort();
            }
            else if (item.Message is { } message)
            {
                Post(flow, message);
            }
            else if (item.Fault is { } fault)
            {
                Refuse(flow, fault);
            }
        }

        public void Closed(SipFlow flow) => endpoint._loop.TryPost(static (layer, flow) => ((TransactionLayer)layer).Closed((SipFlow)flow!), endpoint._layer, flow);

        public void Requested(ServerTransaction transaction, SipRequest request)
        {
            if (request.To.Tag is not null)
            {
                if (endpoint._calls.Of(request) is { } inside)
                {
                    endpoint._guard.Heard(transaction.Flow); // nobody else knows our tag
                    inside.Received(transaction, request);
                }
                else
                {
                    transaction.Respond(481);
                }
            }
            else if (request.Tokens(SipHeaderName.Require).Where(static t => !Known.Contains(t)).ToList() is { Count: > 0 } unknown)
            {
                transaction.Respond(SipResponse.Answer(request, 420, null, SipTokens.New()).Set(SipHeaderName.Unsupported, string.Join(", ", unknown)).Build()); // RFC 3261 section 8.2.2.3
            }
            else if (endpoint._stopping.IsCancellationRequested)
            {
                transaction.Respond(503);
            }
            else if (request.Method == SipMethod.Invite)
            {
                Invited(transaction, request);
            }
            else
            {
                var incoming = new SipIncomingRequest(endpoint._loop, transaction, request);
                endpoint.Run(stopping => endpoint._application.RequestedAsync(incoming, stopping), () => incoming.AnswerAsync(500));
            }
        }

        public void Acknowledged(SipRequest ack, SipFlow flow)
        {
            if (endpoint._calls.Of(ack) is { } call)
            {
                endpoint._guard.Heard(flow);
                call.Acknowledged(ack);
            }
        }

        public void Strayed(SipResponse response, SipFlow flow) => endpoint._calls.Ours(response)?.Strayed(response);

        private void Invited(ServerTransaction transaction, SipRequest invite)
        {
            var calls = endpoint._calls;
            var least = (uint)calls.Settings.MinSession.TotalSeconds;
            if (invite.Header(SipHeaderName.SessionExpires) is { } expires && uint.TryParse(expires.Split(';')[0], out var seconds) && seconds < least)
            {
                // RFC 4028 section 6
                transaction.Respond(SipResponse.Answer(invite, 422, null, SipTokens.New()).Set(SipHeaderName.MinSE, least.ToString(System.Globalization.CultureInfo.InvariantCulture)).Build());
                return;
            }

            if (calls.Replaced(invite, out var replaced) is var refusal and > 0)
            {
                transaction.Respond(refusal);
                return;
            }

            var call = new SipCall(calls, CallSession.Called(calls, transaction, invite, SipTokens.New(), replaced), isCaller: false, transaction.Flow.Remote);
            endpoint.Run(stopping => endpoint._application.CalledAsync(call, stopping), () => call.HangUpAsync());
        }

        private void Post(SipFlow flow, SipMessage message)
        {
            if (message is SipRequest request && !endpoint._guard.Admits(flow, request))
            {
                return;
            }

            endpoint._loop.TryPost(static (message, state) => { var (layer, flow) = ((TransactionLayer, SipFlow))state!; layer.Received((SipMessage)message, flow); }, message, (endpoint._layer, flow));
        }

        private void Refuse(SipFlow flow, SipFault fault)
        {
            Interlocked.Increment(ref _malformed);
            EndpointLog.Malformed(endpoint._logger, flow.Remote, fault.ToString());
            if (fault.Code == SipFaultCode.Empty)
            {
                return;
            }

            endpoint._guard.Malformed(flow);
            if (fault.Answer(flow.Remote, SipTokens.New()) is { } answer && answer.ToArray() is var bytes && endpoint._guard.MayAnswer(flow, bytes.Length, answer.Status))
            {
                flow.Send(bytes);
            }
        }
    }
}

/// <summary>Figures of an endpoint.</summary>
/// <param name="Calls">Calls that are not over.</param>
/// <param name="Transactions">Transactions, those that are over and still remembered, too.</param>
/// <param name="Connections">Open connections.</param>
/// <param name="Dropped">Messages from the network that found no room, since the start.</param>
/// <param name="Malformed">What came in and was no message, since the start.</param>
/// <param name="Guarded">What was not heard or not answered because of its source, since the start: blocked, a scanner, a stranger who was to be sent more than came from there.</param>
public readonly record struct SipEndpointFigures(int Calls, int Transactions, int Connections, long Dropped, long Malformed, long Guarded);

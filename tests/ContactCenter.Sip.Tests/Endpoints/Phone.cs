using System.Net;
using System.Text;
using System.Threading.Channels;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Endpoints;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Transport;
using Microsoft.Extensions.Logging.Testing;

namespace ContactCenter.Sip.Tests.Endpoints;

/// <summary>An endpoint of ours whose calls a test answers.</summary>
internal sealed class Phone : ISipApplication, IAsyncDisposable
{
    private readonly Channel<PhoneCall> _calls = Channel.CreateUnbounded<PhoneCall>();
    private readonly Channel<SipCall> _bare = Channel.CreateUnbounded<SipCall>();

    public Phone(SipTransportKind kind = SipTransportKind.Udp, TimeProvider? time = null, Action<SipEndpointOptions>? with = null)
    {
        var options = new SipEndpointOptions();
        options.Listen.Add(new SipListenOptions(kind, new IPEndPoint(IPAddress.Loopback, 0)));
        with?.Invoke(options);
        Endpoint = new SipEndpoint(options, this, time ?? TimeProvider.System, new Loggers(Logger));
        Endpoint.Start();
        Kind = kind;
    }

    public FakeLogger Logger { get; } = new();

    public SipTransportKind Kind { get; }

    public SipEndpoint Endpoint { get; }

    public IPEndPoint Address => Endpoint.Listening[0].Address;

    public SipUri Uri => SipUri.Parse($"sip:phone@{Address}{(Kind == SipTransportKind.Udp ? "" : ";transport=" + Kind.InVia())}");

    /// <summary>What is done with each call as soon as it comes; null: the test does it.</summary>
    public Func<PhoneCall, Task>? OnCall { get; set; }

    public Func<SipIncomingRequest, Task>? OnRequest { get; set; }

    public async Task<PhoneCall> CallAsync(SipUri to, Action<SipRequestBuilder>? with = null, string offer = "offer", SipCredentials? credentials = null) =>
        new(await Endpoint.CallAsync(to, SipAddress.Parse("\"Rossi, Anna\" <sip:anna@us.test>"), request => { request.Body(Encoding.UTF8.GetBytes(offer), "application/sdp"); with?.Invoke(request); }, credentials: credentials));

    /// <summary>Calls come without a reader of their events: <see cref="NextSipCallAsync"/>.</summary>
    public bool IsBare { get; set; }

    public Task<SipCall> NextSipCallAsync() => _bare.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public Task<PhoneCall> NextCallAsync() => _calls.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public async Task CalledAsync(SipCall call, CancellationToken cancellationToken)
    {
        if (IsBare)
        {
            _bare.Writer.TryWrite(call);
            await Task.Delay(Timeout.Infinite, cancellationToken); // until the endpoint ends
        }

        var mine = new PhoneCall(call);
        if (OnCall is { } answers)
        {
            await answers(mine);
        }
        else
        {
            _calls.Writer.TryWrite(mine);
        }

        await mine.Over.WaitAsync(cancellationToken);
    }

    public Task RequestedAsync(SipIncomingRequest request, CancellationToken cancellationToken) => OnRequest?.Invoke(request) ?? ((ISipApplication)new Plain()).RequestedAsync(request, cancellationToken);

    public ValueTask DisposeAsync() => Endpoint.DisposeAsync();

    private sealed class Plain : ISipApplication
    {
        public Task CalledAsync(SipCall call, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed class Loggers(FakeLogger logger) : Microsoft.Extensions.Logging.ILoggerFactory
    {
        public void AddProvider(Microsoft.Extensions.Logging.ILoggerProvider provider) => throw new NotSupportedException();

        public Microsoft.Extensions.Logging.ILogger CreateLogger(string categoryName) => logger;

        public void Dispose()
        {
        }
    }
}

/// <summary>A call with its events kept in order.</summary>
internal sealed class PhoneCall
{
    private readonly Channel<SipCallEvent> _events = Channel.CreateUnbounded<SipCallEvent>();

    public PhoneCall(SipCall call)
    {
        Call = call;
        Over = ReadAsync();
    }

    public SipCall Call { get; }

    public Task Over { get; }

    public async Task<T> NextAsync<T>()
        where T : SipCallEvent
    {
        var next = await _events.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        return next.ShouldBeAssignableTo<T>()!;
    }

    private async Task ReadAsync()
    {
        await foreach (var happened in Call.Events)
        {
            _events.Writer.TryWrite(happened);
        }
    }
}

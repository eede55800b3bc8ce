using System.Net;
using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Sip;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Sip.Authentication;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Registrations;
using ContactCenter.Sip.Rtp.Sockets;
using ContactCenter.Sip.Tests.Endpoints;
using ContactCenter.Sip.Tests.Voice;
using ContactCenter.Sip.Voice;
using ContactCenter.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ContactCenter.Channels.Voice.Tests.Center;

/// <summary>A whole center in memory, in real time, that is called over SIP on loopback: a caller at a trunk and an agent's telephone, both on stacks of their own.</summary>
internal sealed class LivingCenter : IAsyncDisposable
{
    public const string Number = "+390612345001";
    public const double Voice = 1_000;

    private static readonly TenantId Acme = new("acme");
    private static int _ports = 40_000;

    private readonly MemoryStorage _storage = new();
    private readonly MediaEngine _engine;
    private readonly Phone _trunk = new() { IsBare = true };
    private readonly IHost _host;
    private SipRegistration? _registration;

    private LivingCenter(Action<TenantOptions> describe, Action<VoiceCallsOptions>? calls)
    {
        var first = Interlocked.Add(ref _ports, 200);
        _engine = new MediaEngine(new MediaEngineOptions { Address = IPAddress.Loopback, FirstPort = first, LastPort = first + 99 }, TimeProvider.System);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<ISpeechSynthesizer, ToneVoice>();
        builder.AddContactCenter(cc => cc.UseMemory(_storage).AddTenant("acme", t =>
        {
            t.AddQueue("faults").AddAgent("anna").AddAgent("bruno").AddDisposition("resolved", "Resolved");
            describe(t);
        }));
        builder.AddContactCenter(cc => cc.AddVoice(
            o =>
            {
                (o.FirstMediaPort, o.LastMediaPort) = (first + 100, first + 199);
                o.Listen["udp"] = "udp:127.0.0.1:0";
                o.Trunk("main", $"sip:{_trunk.Address}", configure: static t => t.KeepAliveSeconds = 0).Phone("desk-1", "anna", "long-enough");
            },
            calls));
        _host = builder.Build();
    }

    public Phone Desk { get; } = new() { IsBare = true };

    public IReadOnlyList<CommittedEntry> Entries => _storage.Entries(Acme);

    private SipUri UriOf(string user) => SipUri.Parse($"sip:{user}@{_host.Services.GetRequiredService<SipTelephone>().Listening[0].Address}");

    public static async Task<LivingCenter> StartAsync(Action<TenantOptions> describe, Action<VoiceCallsOptions>? calls = null)
    {
        var center = new LivingCenter(describe, calls);
        await center._host.StartAsync();
        return center;
    }

    /// <summary>The agent's telephone registers, and the agent is ready without a desktop being open.</summary>
    public async Task<IDesk> ReadyAsync()
    {
        _registration = new SipRegistration(
            Desk.Endpoint,
            new SipRegistrationOptions { Registrar = UriOf("x"), Address = SipUri.Parse("sip:desk-1@contactcenter"), Credentials = SipCredentials.Of("desk-1", "long-enough") },
            TimeProvider.System);
        await foreach (var state in _registration.Changes)
        {
            state.ShouldBe(SipRegistrationState.Registered);
            break;
        }

        var desk = _host.Services.GetRequiredService<IDesks>().Open(Principal.Person(new AgentId("anna"), Acme, [Role.Agent]), Acme);
        await DoAsync(desk, new DeskCommand.SignIn());
        await DoAsync(desk, new DeskCommand.SetReady());
        await UntilAsync(async () => (await desk.AgentAsync()) is { Connected: true, Presence: Presence.Ready }, "the telephone connects the agent");
        return desk;
    }

    /// <summary>A customer calls.</summary>
    public async Task<Side> CallAsync(double tone) =>
        new(await VoiceCall.CallAsync(_trunk.Endpoint, UriOf(Number), SipAddress.Parse("<sip:+393331112222@trunk.test>"), new VoiceSettings(_engine, IPAddress.Loopback)), tone);

    /// <summary>The agent's telephone rings, and is answered.</summary>
    public async Task<Side> AnswerAsync(double tone) =>
        new((await VoiceCall.AnswerAsync(await Desk.NextSipCallAsync(), new VoiceSettings(_engine, IPAddress.Loopback))).ShouldNotBeNull(), tone);

    /// <summary>A customer is called by the center, and answers with a greeting and then a tone.</summary>
    public async Task<Side> CalledAsync(double tone, ReadOnlyMemory<short> greeting = default)
    {
        var call = await _trunk.NextSipCallAsync();
        return new((await VoiceCall.AnswerAsync(call, new VoiceSettings(_engine, IPAddress.Loopback))).ShouldNotBeNull(), new Greeted(greeting, tone));
    }

    /// <summary>Has an order carried out as the center would.</summary>
    public async Task OrderAsync(CallOrder order) =>
        (await _host.Services.GetServices<IChannel>().OfType<ICallControl>().Single().OrderAsync(order)).ShouldBe(CallOrderResult.Done);

    /// <summary>The agent's telephone dials.</summary>
    public async Task<Side> DialAsync(string number, double tone) => new(
        await VoiceCall.CallAsync(Desk.Endpoint, UriOf(number), SipAddress.Parse("<sip:desk-1@contactcenter>"), new VoiceSettings(_engine, IPAddress.Loopback), credentials: SipCredentials.Of("desk-1", "long-enough")), tone);

    public async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        for (var i = 0; !await isSo(); i++)
        {
            i.ShouldBeLessThan(3_000, $"{what}; the log ends with {string.Join(", ", Entries.TakeLast(12).Select(static e => e.Entry.Kind))}");
            await Task.Delay(20);
        }
    }

    public Task LoggedAsync(string kind) => UntilAsync(() => Task.FromResult(Entries.Any(e => e.Entry.Kind == kind)), $"{kind} is in the log");

    public static async Task DoAsync(IDesk desk, DeskCommand command)
    {
        var result = await desk.DoAsync(command, Guid.NewGuid());
        result.IsDone.ShouldBeTrue($"{command}: {result.Status} {result.Code} {result.Message}");
    }

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        if (_registration is not null)
        {
            await _registration.DisposeAsync();
        }

        await _host.StopAsync();
        if (_host is IAsyncDisposable host)
        {
            await host.DisposeAsync();
        }

        await Desk.DisposeAsync();
        await _trunk.DisposeAsync();
        _engine.Dispose();
    }

    /// <summary>Says something once, at 8 kHz, and then a tone for ever.</summary>
    private sealed class Greeted(ReadOnlyMemory<short> greeting, double tone) : ContactCenter.Sip.Rtp.Streams.IAudioSource
    {
        private readonly Sine _sine = new(tone);
        private int _at;

        public bool Fill(Span<short> frame, int sampleRate)
        {
            if (_at >= greeting.Length)
            {
                return _sine.Fill(frame, sampleRate);
            }

            var step = sampleRate / 8_000;
            for (var i = 0; i < frame.Length; i++)
            {
                var place = _at + (i / step);
                frame[i] = place < greeting.Length ? greeting.Span[place] : (short)0;
            }

            _at += frame.Length / step;
            return true;
        }
    }

    /// <summary>Says every text as one second of a tone.</summary>
    private sealed class ToneVoice : ISpeechSynthesizer
    {
        public string? FindFault() => null;

        public ValueTask<Speech> SayAsync(string text, string language, CancellationToken cancellationToken = default)
        {
            var samples = new short[8_000];
            new Sine(Voice).Fill(samples, 8_000);
            return ValueTask.FromResult(new Speech(samples, 8_000));
        }
    }
}

/// <summary>One side of a call: says a tone, and keeps what it hears.</summary>
internal sealed class Side
{
    public Side(VoiceCall call, double tone)
        : this(call, new Sine(tone))
    {
    }

    public Side(VoiceCall call, ContactCenter.Sip.Rtp.Streams.IAudioSource source)
    {
        Call = call;
        (call.Source, call.Sink) = (source, Heard);
    }

    public VoiceCall Call { get; }

    public Recording Heard { get; } = new();

    public void Press(char key) => Call.Stream!.SendDigit(key, TimeSpan.FromMilliseconds(100)).ShouldBeTrue();
}

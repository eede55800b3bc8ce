using System.Net;
using ContactCenter.Administration;
using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Sip;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Rtp.Sockets;
using ContactCenter.Sip.Tests.Endpoints;
using ContactCenter.Sip.Tests.Voice;
using ContactCenter.Sip.Transport;
using ContactCenter.Sip.Voice;
using ContactCenter.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ContactCenter.Channels.Voice.Tests.Center;

/// <summary>A whole center in memory, in real time, that is called over SIP on loopback: a trunk and telephones, each on a stack of its own.</summary>
internal sealed class LivingCenter : IAsyncDisposable
{
    public const string Number = "+390612345001";
    public const string Password = "long-enough";
    public const double Voice = 1_000;

    public static readonly TenantId Acme = new("acme");

    private static int _ports = 40_000;

    private readonly MemoryStorage _storage = new();
    private readonly IHost _host;
    private readonly List<IAsyncDisposable> _handsets = [];

    private LivingCenter(Action<TenantOptions> describe, Action<VoiceCallsOptions>? calls, Action<VoiceOptions>? voice, bool hasMusic)
    {
        var first = FirstPort = Interlocked.Add(ref _ports, 200);
        Engine = new MediaEngine(new MediaEngineOptions { Address = IPAddress.Loopback, FirstPort = first, LastPort = first + 99 }, TimeProvider.System);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<ISpeechSynthesizer, ToneVoice>();
        if (!hasMusic)
        {
            builder.Services.Configure<VoicePromptsOptions>(static o => o.Music["default"] = "none");
        }

        builder.AddContactCenter(cc => cc.UseMemory(_storage).AddTenant("acme", t =>
        {
            t.AddQueue("faults").AddAgent("anna").AddAgent("bruno").AddAgent("sara").AddDisposition("resolved", "Resolved");
            describe(t);
        }));
        builder.AddContactCenter(cc => cc.AddVoice(
            o =>
            {
                (o.FirstMediaPort, o.LastMediaPort) = (first + 100, first + 199);
                o.Listen["udp"] = "udp:127.0.0.1:0";
                o.Trunk("main", $"sip:{Trunk.Address}", configure: static t => t.KeepAliveSeconds = 0);
                o.Phone("desk-1", "anna", Password).Phone("mobile-1", "anna", Password).Phone("desk-2", "bruno", Password).Phone("desk-3", "sara", Password);
                voice?.Invoke(o);
            },
            calls));
        _host = builder.Build();
    }

    /// <summary>The far side of the trunk; a test answers its calls.</summary>
    public Phone Trunk { get; } = new() { IsBare = true };

    /// <summary>The sound of the far sides.</summary>
    public MediaEngine Engine { get; }

    /// <summary>The first of 200 ports of sound: a hundred of the far sides', a hundred of the center's.</summary>
    public int FirstPort { get; }

    public IReadOnlyList<CommittedEntry> Entries => _storage.Entries(Acme);

    public IServiceProvider Services => _host.Services;

    public static async Task<LivingCenter> StartAsync(Action<TenantOptions> describe, Action<VoiceCallsOptions>? calls = null, Action<VoiceOptions>? voice = null, bool hasMusic = true)
    {
        var center = new LivingCenter(describe, calls, voice, hasMusic);
        await center._host.StartAsync();
        return center;
    }

    /// <summary>A line that leads to the queue.</summary>
    public static void Line(TenantOptions tenant) =>
        tenant.AddEndpoint("line", ChannelKind.Voice, Address.Phone(Number), static e => e.ToQueue("faults").Answers("Nessuno.", "Troppi.").Speaks("it"));

    public IPEndPoint ListensAt(SipTransportKind kind = SipTransportKind.Udp) => Services.GetRequiredService<SipTelephone>().Listening.First(l => l.Kind == kind).Address;

    public SipUri UriOf(string user) => SipUri.Parse($"sip:{user}@{ListensAt()}");

    /// <summary>A telephone registers.</summary>
    public async Task<Handset> HandsetAsync(string device)
    {
        var handset = await Handset.RegisterAsync(UriOf, Sound, device);
        _handsets.Add(handset);
        return handset;
    }

    public IDesk Desk(string agent, params Role[] roles) => Services.GetRequiredService<IDesks>().Open(Principal.Person(new AgentId(agent), Acme, roles is [] ? [Role.Agent] : roles), Acme);

    /// <summary>An agent is ready without a desktop being open, by a telephone that has registered.</summary>
    public async Task<IDesk> ReadyAsync(string agent = "anna")
    {
        var desk = Desk(agent);
        await DoAsync(desk, new DeskCommand.SignIn());
        await DoAsync(desk, new DeskCommand.SetReady());
        await UntilAsync(async () => (await desk.AgentAsync()) is { Connected: true, Presence: Presence.Ready }, "the telephone connects the agent");
        return desk;
    }

    /// <summary>A customer calls.</summary>
    public async Task<Side> CallAsync(double tone, string from = "+393331112222") =>
        new(await VoiceCall.CallAsync(Trunk.Endpoint, UriOf(Number), SipAddress.Parse($"<sip:{from}@trunk.test>"), Sound()), tone);

    /// <summary>Somebody outside is called by the trunk, and answers.</summary>
    public async Task<Side> OutsideAnswersAsync(double tone) => new((await VoiceCall.AnswerAsync(await Trunk.NextSipCallAsync(), Sound())).ShouldNotBeNull(), tone);

    public VoiceSettings Sound() => new(Engine, IPAddress.Loopback);

    /// <summary>A customer is called by the center, and answers with a greeting and then a tone.</summary>
    public async Task<Side> CalledAsync(double tone, ReadOnlyMemory<short> greeting = default) =>
        new((await VoiceCall.AnswerAsync(await Trunk.NextSipCallAsync(), Sound())).ShouldNotBeNull(), tone, greeting);

    /// <summary>Has an order carried out as the center would.</summary>
    public async Task OrderAsync(CallOrder order) =>
        (await _host.Services.GetServices<IChannel>().OfType<ICallControl>().Single().OrderAsync(order)).ShouldBe(CallOrderResult.Done);

    public async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        for (var i = 0; !await isSo(); i++)
        {
            i.ShouldBeLessThan(3_000, $"{what}; the log ends with {string.Join(", ", Entries.TakeLast(12).Select(static e => e.Entry.Kind))}");
            await Task.Delay(20);
        }
    }

    /// <summary>So many entries of a kind are in the log.</summary>
    public Task LoggedAsync(string kind, int times = 1) => UntilAsync(() => Task.FromResult(Entries.Count(e => e.Entry.Kind == kind) >= times), $"{kind} is in the log {times} times");

    public static async Task DoAsync(IDesk desk, DeskCommand command)
    {
        var result = await desk.DoAsync(command, Guid.NewGuid());
        result.IsDone.ShouldBeTrue($"{command}: {result.Status} {result.Code} {result.Message}");
    }

    /// <summary>An administrator sets a calendar anew while calls come in.</summary>
    public async Task SetCalendarAsync(string calendar, CalendarOptions settings)
    {
        var administration = _host.Services.GetRequiredService<IAdministrations>().Open(Principal.Person(new AgentId("sofia"), Acme, [Role.Administrator]), Acme);
        var version = (await administration.ConfigurationAsync()).Calendars.Single(c => c.Id == calendar).Version;
        var result = await administration.ChangeAsync([new ConfigurationEdit.SetCalendar(new CalendarId(calendar), settings) { Version = version }], Guid.NewGuid());
        result.IsDone.ShouldBeTrue($"{result.Code} {result.Message} {string.Join("; ", result.Faults)}");
    }

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var handset in _handsets)
        {
            await handset.DisposeAsync();
        }

        await _host.StopAsync();
        if (_host is IAsyncDisposable host)
        {
            await host.DisposeAsync();
        }

        await Trunk.DisposeAsync();
        Engine.Dispose();
    }
}

/// <summary>Says every text as one second of a tone.</summary>
internal sealed class ToneVoice : ISpeechSynthesizer
{
    public string? FindFault() => null;

    public ValueTask<Speech> SayAsync(string text, string language, CancellationToken cancellationToken = default)
    {
        var samples = new short[8_000];
        new Sine(LivingCenter.Voice).Fill(samples, 8_000);
        return ValueTask.FromResult(new Speech(samples, 8_000));
    }
}

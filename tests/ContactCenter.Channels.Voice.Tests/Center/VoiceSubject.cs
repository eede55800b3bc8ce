using System.Net;
using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Conduct;
using ContactCenter.Channels.Voice.Prompts;
using ContactCenter.Channels.Voice.Sip;
using ContactCenter.Channels.Voice.Texting;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Rtp.Sockets;
using ContactCenter.Sip.Tests.Endpoints;
using ContactCenter.Sip.Voice;
using ContactCenter.Testing.Conformance;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Channels.Voice.Tests.Center;

/// <summary><see cref="VoiceChannel"/> on our own stack: its trunk and two telephones are on stacks of their own.</summary>
internal sealed class VoiceSubject : CallSubject
{
    private static int _ports = 56_000;

    private readonly Phone _trunk = new() { IsBare = true };
    private readonly MediaEngine _engine;
    private readonly int _first = Interlocked.Add(ref _ports, 60);
    private readonly Dictionary<AgentId, (Handset Phone, Side? Talk)> _agents = [];
    private ServiceProvider? _services;
    private Side? _customer;

    public VoiceSubject() => _engine = new MediaEngine(new MediaEngineOptions { Address = IPAddress.Loopback, FirstPort = _first, LastPort = _first + 29 }, TimeProvider.System);

    public override Type ChannelType => typeof(VoiceChannel);

    public override async Task<IChannel> StartAsync(CallBench bench)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddLogging().AddMetrics();
        services.AddSingleton<ISpeechSynthesizer, ToneVoice>();
        services.AddSipTelephone();
        services.AddPrompts();
        services.AddSingleton<VoiceLine>().AddSingleton<ConductMetrics>().AddSingleton<VoiceChannel>().AddSingleton<VoiceService>().AddSingleton<TextDoor>();
        services.AddSingleton<ICallDoor>(bench).AddSingleton<IInbox>(bench).AddSingleton<IEndpointDirectory>(bench);
        services.AddOptions<VoiceCallsOptions>();
        services.Configure<VoiceOptions>(o =>
        {
            (o.FirstMediaPort, o.LastMediaPort, o.Listen["udp"]) = (_first + 30, _first + 59, "udp:127.0.0.1:0");
            o.Trunk("main", $"sip:{_trunk.Address}", configure: static t => t.KeepAliveSeconds = 0).Phone("desk-1", "anna", LivingCenter.Password).Phone("desk-2", "bruno", LivingCenter.Password);
        });
        _services = services.BuildServiceProvider();
        await _services.GetRequiredService<VoiceService>().StartAsync(CancellationToken.None);
        _agents[CallBench.Anna] = (await Handset.RegisterAsync(UriOf, Sound, "desk-1"), null);
        _agents[CallBench.Bruno] = (await Handset.RegisterAsync(UriOf, Sound, "desk-2"), null);
        return _services.GetRequiredService<VoiceChannel>();
    }

    public override async Task CallAsync(string from) =>
        _customer = new Side(await VoiceCall.CallAsync(_trunk.Endpoint, UriOf(CallBench.Line.Address.Value), SipAddress.Parse($"<sip:{from}@trunk.test>"), Sound()), 700);

    public override async Task CalledAsync(bool answers)
    {
        var call = await _trunk.NextSipCallAsync();
        if (answers)
        {
            _customer = new Side((await VoiceCall.AnswerAsync(call, Sound())).ShouldNotBeNull(), 700);
        }
        else
        {
            await call.RefuseAsync(486);
        }
    }

    public override async Task HangUpAsync() => await _customer!.Call.DisposeAsync();

    public override async Task PressAsync(string keys)
    {
        await _customer!.EstablishedAsync();
        foreach (var key in keys)
        {
            _customer.Press(key);
        }
    }

    public override async Task PickUpAsync(AgentId agent) => _agents[agent] = (_agents[agent].Phone, await _agents[agent].Phone.AnswerAsync(460));

    public override async Task PutDownAsync(AgentId agent) => await _agents[agent].Talk!.Call.DisposeAsync();

    public override async ValueTask DisposeAsync()
    {
        foreach (var (phone, _) in _agents.Values)
        {
            await phone.DisposeAsync();
        }

        if (_services is { } services)
        {
            await services.GetRequiredService<VoiceService>().StopAsync(CancellationToken.None);
            await services.DisposeAsync();
        }

        await _trunk.DisposeAsync();
        _engine.Dispose();
        await base.DisposeAsync();
    }

    private SipUri UriOf(string user) => SipUri.Parse($"sip:{user}@{_services!.GetRequiredService<SipTelephone>().Listening[0].Address}");

    private VoiceSettings Sound() => new(_engine, IPAddress.Loopback);
}

public sealed class VoiceConformanceTests
{
    public static TheoryData<string> Promises => [.. CallConformance.All];

    [Theory]
    [MemberData(nameof(Promises))]
    public Task The_telephone_keeps_the_promises_of_calls(string promise) => CallConformance.CheckAsync(promise, new VoiceSubject());
}

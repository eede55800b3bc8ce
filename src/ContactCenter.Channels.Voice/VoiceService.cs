using System.Threading.Channels;
using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Conduct;
using ContactCenter.Channels.Voice.Lines;
using ContactCenter.Channels.Voice.Prompts;
using ContactCenter.Channels.Voice.Sound;
using ContactCenter.Channels.Voice.Texting;
using ContactCenter.Health;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.Voice;

/// <summary>The life of the telephone: it starts behind the center and ends before it, so that the end of every call is told.</summary>
internal sealed class VoiceService : IHostedService, IHealthSource, IAsyncDisposable
{
    /// <summary>Registrations of all telephones at once, such as after a network failure, fit many times.</summary>
    private const int MaxPhoneChanges = 4_096;

    private readonly Channel<(AgentId Agent, bool IsReachable)> _changes = Channel.CreateBounded<(AgentId, bool)>(new BoundedChannelOptions(MaxPhoneChanges) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });
    private readonly Equipment _equipment;
    private readonly Switchboard _switchboard;
    private readonly IEndpointDirectory _endpoints;
    private readonly VoiceLine _line;
    private readonly VoiceOptions _options;
    private readonly TimeSpan _stopWithin;
    private readonly IVoiceTrunks? _trunks;
    private readonly ISpeechSynthesizer _voice;
    private string? _voiceFault;
    private Task _telling = Task.CompletedTask;

    public VoiceService(
        ITelephone telephone,
        IPhones phones,
        PromptStudio studio,
        ISpeechSynthesizer voice,
        ICallDoor door,
        IInbox inbox,
        IEndpointDirectory endpoints,
        VoiceLine line,
        IOptions<VoiceOptions> options,
        IOptions<VoiceCallsOptions> calls,
        TimeProvider time,
        ConductMetrics metrics,
        ILogger<VoiceService> logger,
        TextDoor texts,
        ISipTexts sipTexts,
        IEnumerable<ICallRecordings> recordings,
        IEnumerable<IVoiceTrunks> trunks)
    {
        (_endpoints, _line, _options, _stopWithin, _trunks, _voice) = (endpoints, line, options.Value, calls.Value.StopWithin, trunks.FirstOrDefault(), voice);
        sipTexts.TextReceived = texts.ReceiveAsync;
        var rules = RulesOf(calls.Value);
        _equipment = new Equipment
        {
            Telephone = telephone,
            Phones = phones,
            Outside = _trunks as ILineCheck,
            Prompts = new StudioPrompts(studio),
            Stages = () => new RoomStage(studio.Ringback, studio.Busy),
            Door = door,
            Inbox = inbox,
            Recordings = recordings.FirstOrDefault(),
            Rules = rules,
            Time = time,
            Logger = logger,
            Metrics = metrics,
            Parking = new ParkingLot(rules.ParkingPlaces),
            Internal = new InternalCalls(time, logger),
        };
        _switchboard = new Switchboard(_equipment, endpoints);
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _voiceFault = _voice.FindFault();
        if (_voiceFault is { } fault)
        {
            _equipment.Logger.NoVoice(fault);
        }

        _equipment.Phones.PhoneChanged += Changed;
        foreach (var agent in _options.Phones.Numbers.Keys)
        {
            Changed(agent, isReachable: true);
        }

        _telling = TellAsync();
        _equipment.Telephone.Called = _switchboard.CalledAsync;
        _line.Switchboard = _switchboard;
        await _equipment.Telephone.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _switchboard.StopAsync(_stopWithin).ConfigureAwait(false);
        _equipment.Phones.PhoneChanged -= Changed;
        _changes.Writer.TryComplete();
        await _telling.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public IEnumerable<HealthFact> Faults()
    {
        if (_switchboard.IsRefusing)
        {
            yield return new HealthFact(null, "voice", HealthState.Unavailable, "Calls are turned away, since the center takes no entries; look at the part log of the tenants.");
        }

        if (_voiceFault is { } fault)
        {
            yield return new HealthFact(null, "voice", HealthState.Degraded, $"Texts without a recording cannot be said: {fault}");
        }

        foreach (var trunk in _trunks?.List() ?? [])
        {
            if (trunk.State == VoiceTrunkState.Down)
            {
                yield return new HealthFact(null, "voice", HealthState.Degraded, $"The trunk '{trunk.Name}' cannot be used ({(trunk.Detail.Length > 0 ? trunk.Detail : "no answer")}); check its address, its account and the network.");
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        _changes.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    private static ConductRules RulesOf(VoiceCallsOptions options) => new()
    {
        KeyPause = options.KeyPause,
        Silence = options.Silence,
        AgentRing = options.AgentRing,
        DialRing = options.DialRing,
        MaxLength = options.MaxLength,
        Screening = options.Screening,
        CallbackKey = options.CallbackKey is [var key] ? key : null,
        AgentHangUpEnds = options.HangUpEndsCall,
        Language = options.Language,
        RecordsAlways = (_, queue) => queue is { } named && options.Record.TryGetValue(named.Value, out var own) ? own : options.Record.GetValueOrDefault("default"),
        RecordingNotice = options.RecordingNotice,
        TooLateNotice = options.TooLateNotice,
        StopNotice = options.StopNotice,
        UnavailableNotice = options.UnavailableNotice,
        MessageMax = options.MessageMax,
        MessageSilence = options.MessageSilence,
        PickUpCode = options.PickUpCode,
        ParkFor = options.ParkFor,
        ParkingPlaces = options.ParkingPlaces,
    };

    private void Changed(string agent, bool isReachable) => _changes.Writer.TryWrite((new AgentId(agent), isReachable));

    /// <summary>Tells the tenants that have a number who can be reached by telephone.</summary>
    private async Task TellAsync()
    {
        await foreach (var (agent, isReachable) in _changes.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            foreach (var tenant in _endpoints.All(ChannelKind.Voice).Select(static e => e.Tenant).Distinct())
            {
                try
                {
                    await _equipment.Door.PhoneAsync(tenant, agent, isReachable).ConfigureAwait(false);
                }
                catch (Exception e)
                {
                    _equipment.Logger.PhoneUntold(e, agent);
                }
            }
        }
    }

    private sealed class StudioPrompts(PromptStudio studio) : IPrompts
    {
        public ValueTask<IReadOnlyList<Clip>> OfAsync(string text, SpokenPlan plan, CancellationToken cancellationToken) => studio.OfAsync(text, plan, cancellationToken);

        public ValueTask<Clip?> MusicAsync(string name, CancellationToken cancellationToken) => studio.MusicAsync(name == "default" ? null : name, cancellationToken);
    }
}

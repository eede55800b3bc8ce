using System.Globalization;
using System.Net;
using System.Threading.Channels;
using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Sip;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Tests.Voice;
using ContactCenter.Sip.Transport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.Voice.Tests.Sip;

/// <summary>The telephone with its services, listening on loopback; what comes in waits for the test.</summary>
internal sealed class TelephoneLab : IAsyncDisposable
{
    private static int _ports = 50_000;

    private readonly ServiceProvider _services;
    private readonly Channel<ICall> _calls = Channel.CreateUnbounded<ICall>();

    private TelephoneLab(ServiceProvider services, IConfigurationRoot configuration) => (_services, Configuration, Telephone) = (services, configuration, services.GetRequiredService<SipTelephone>());

    public SipTelephone Telephone { get; }

    public IConfigurationRoot Configuration { get; }

    public IVoiceTrunks Trunks => _services.GetRequiredService<IVoiceTrunks>();

    public IPEndPoint Address => Telephone.Listening[0].Address;

    /// <summary>What is done with each call as soon as it comes; null: the test takes it.</summary>
    public Func<ICall, Task>? OnCall { get; set; }

    /// <summary>Starts it; without a listening address it takes a free port for datagrams. Options are not validated, so that times may be shorter.</summary>
    public static async Task<TelephoneLab> StartAsync(Action<VoiceOptions> with, Dictionary<string, string?>? configured = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection((configured ?? []).Select(static v => KeyValuePair.Create($"{VoiceOptions.Section}:{v.Key}", v.Value))).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging();
        services.AddSipTelephone();
        services.RemoveAll<IValidateOptions<VoiceOptions>>();
        var first = Interlocked.Add(ref _ports, 100);
        services.Configure<VoiceOptions>(options =>
        {
            (options.FirstMediaPort, options.LastMediaPort) = (first, first + 99);
            with(options);
            options.Listen.TryAdd("udp", "udp:127.0.0.1:0");
        });
        var lab = new TelephoneLab(services.BuildServiceProvider(), configuration);
        lab.Telephone.Called = async call =>
        {
            if (lab.OnCall is { } takes)
            {
                await takes(call);
            }
            else
            {
                lab._calls.Writer.TryWrite(call);
            }
        };
        await lab.Telephone.StartAsync(default);
        return lab;
    }

    public Task<ICall> NextCallAsync() => _calls.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));

    public SipUri UriOf(string user, SipTransportKind kind = SipTransportKind.Udp) =>
        SipUri.Parse(string.Create(CultureInfo.InvariantCulture, $"sip:{user}@{Telephone.Listening.First(l => l.Kind == kind).Address}{(kind == SipTransportKind.Udp ? "" : ";transport=" + kind.InVia())}"));

    /// <summary>Waits until a trunk is so.</summary>
    public async Task<VoiceTrunkStatus> UntilAsync(string trunk, Func<VoiceTrunkStatus, bool> holds)
    {
        var reached = new TaskCompletionSource<VoiceTrunkStatus>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(VoiceTrunkStatus status)
        {
            if (status.Name == trunk && holds(status))
            {
                reached.TrySetResult(status);
            }
        }

        Trunks.Changed += Look;
        Look(Trunks.List().Single(t => t.Name == trunk));
        try
        {
            return await reached.Task.WaitAsync(TimeSpan.FromSeconds(90));
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"It stayed {Trunks.List().Single(t => t.Name == trunk)}");
        }
        finally
        {
            Trunks.Changed -= Look;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Telephone.DisposeAsync();
        await _services.DisposeAsync();
    }
}

/// <summary>Says a tone, and keeps what it hears.</summary>
internal sealed class ToneSound(double frequency) : ICallSound
{
    private readonly Sine _sine = new(frequency);

    public Recording Heard { get; } = new();

    public bool Say(Span<short> frame, int sampleRate) => _sine.Fill(frame, sampleRate);

    public void Hear(ReadOnlySpan<short> frame, int sampleRate) => Heard.Play(frame, sampleRate, ContactCenter.Sip.Rtp.Streams.AudioFrameKind.Received);
}

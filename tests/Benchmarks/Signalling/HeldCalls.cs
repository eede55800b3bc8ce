using System.Globalization;
using System.Net;
using System.Text.Json;
using ContactCenter.Benchmarks.Calls;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Endpoints;
using ContactCenter.Sip.Rtp.Sockets;
using ContactCenter.Sip.Rtp.Streams;
using ContactCenter.Sip.Transport;
using ContactCenter.Sip.Voice;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactCenter.Benchmarks.Signalling;

/// <summary>What a process holds for calls that are up, past their transactions: heap and resident, collected and as it comes.</summary>
internal static class HeldCalls
{
    public const string Verb = "sip-holder";

    private const int Rate = 200;
    private const int SoundPort = 6_000; // of SIPp's scenario
    private const int Forgotten = 34; // seconds until a transaction is: 64 times T1, and a little

    public static async Task RunAsync(int held, bool hasMedia)
    {
        await using var sound = hasMedia ? await Mirror.StartAsync(SoundPort, 1) : null;
        var (ours, line) = await Partner.OwnAsync([Verb, hasMedia ? "sound" : "none"]);
        await using var disposing = ours;
        var port = int.Parse(line, CultureInfo.InvariantCulture);
        await SipBenchmark.LoadAsync("ours", port, Rate, 5, () => ChildProcess.CpuSecondsOf(ours.Id), print: false);
        await Task.Delay(TimeSpan.FromSeconds(Forgotten)); // what was over is forgotten
        var before = await FiguresAsync(ours, "collect");
        var filling = held / Rate;
        var holding = SipBenchmark.LoadAsync("ours", port, Rate, filling, () => ChildProcess.CpuSecondsOf(ours.Id), print: false, holdSeconds: filling + Forgotten + 6);
        await Task.Delay(TimeSpan.FromSeconds(filling + Forgotten + 2));
        var asItComes = await FiguresAsync(ours, "figures");
        var collected = await FiguresAsync(ours, "collect");
        Console.WriteLine(FormattableString.Invariant(
            $"{held} calls held past their transactions, {(hasMedia ? "with sound both ways" : "no sound")}: heap {PerCall(before.HeapMegabytes, collected.HeapMegabytes)} kB a call, resident {PerCall(before.ResidentMegabytes, collected.ResidentMegabytes)} kB collected, {PerCall(before.ResidentMegabytes, asItComes.ResidentMegabytes)} kB as it comes ({before.ResidentMegabytes:F0} MB without)"));
        await holding;

        string PerCall(double without, double with) => (1e3 * (with - without) / held).ToString("F1", CultureInfo.InvariantCulture);
    }

    /// <summary>The process that holds them; prints its port, then its figures for each line it reads.</summary>
    public static async Task<int> HoldAsync(bool hasMedia)
    {
        using var engine = new MediaEngine(new MediaEngineOptions { Address = IPAddress.Loopback, FirstPort = 20_000, LastPort = 29_999 }, TimeProvider.System);
        var options = new SipEndpointOptions { SessionInterval = null };
        options.Listen.Add(new SipListenOptions(SipTransportKind.Udp, new IPEndPoint(IPAddress.Loopback, 0)));
        ISipApplication application = hasMedia ? new Sounding(new VoiceSettings(engine, IPAddress.Loopback)) : new AnsweringCalls(SipBenchmark.Answer);
        await using var endpoint = new SipEndpoint(options, application, TimeProvider.System, NullLoggerFactory.Instance);
        endpoint.Start();
        Console.WriteLine(endpoint.Listening[0].Address.Port.ToString(CultureInfo.InvariantCulture));
        while (await Console.In.ReadLineAsync() is { } asked)
        {
            Console.WriteLine(JsonSerializer.Serialize(HostFigures.Now(collects: asked == "collect")));
        }

        return 0;
    }

    private static async Task<HostFigures> FiguresAsync(Partner of, string what)
    {
        if (what == "collect")
        {
            await of.AskAsync(what);
            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        return JsonSerializer.Deserialize<HostFigures>(await of.AskAsync(what))!;
    }

    private sealed class Sounding(VoiceSettings settings) : ISipApplication, IAudioSource, IAudioSink
    {
        private readonly short[] _samples = [.. Enumerable.Range(0, 960).Select(static i => (short)(8_000 * Math.Sin(i * 2 * Math.PI * 440 / 8_000)))];

        public async Task CalledAsync(SipCall call, CancellationToken cancellationToken)
        {
            if (await VoiceCall.AnswerAsync(call, settings, cancellationToken: cancellationToken) is { } voice)
            {
                await using (voice)
                {
                    (voice.Source, voice.Sink) = (this, this);
                    await voice.Over.WaitAsync(cancellationToken);
                }
            }
        }

        public bool Fill(Span<short> frame, int sampleRate)
        {
            _samples.AsSpan(0, frame.Length).CopyTo(frame);
            return true;
        }

        public void Play(ReadOnlySpan<short> frame, int sampleRate, AudioFrameKind kind)
        {
        }
    }
}

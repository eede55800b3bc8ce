using System.Net;
using ContactCenter.Sip.Audio;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Endpoints;
using ContactCenter.Sip.Rtp.Sockets;
using ContactCenter.Sip.Sdp;
using ContactCenter.Sip.Transport;
using ContactCenter.Sip.Voice;

namespace ReferenceHost.Demo;

/// <summary>A telephone outside the center, on this machine: a SIP endpoint and sound of its own, which meet the center over the network like any other.</summary>
internal sealed class Softphone : ISipApplication, IAsyncDisposable
{
    private const int FirstPort = 20_000;
    private const int LastPort = 20_199;

    private readonly MediaEngine _media;

    public Softphone(IPAddress address, ILoggerFactory loggers)
    {
        var options = new SipEndpointOptions { Product = "Softphone" };
        options.Listen.Add(new SipListenOptions(SipTransportKind.Udp, new IPEndPoint(address, 0)));
        _media = new MediaEngine(new MediaEngineOptions { Address = address, FirstPort = FirstPort, LastPort = LastPort, Threads = 1 }, TimeProvider.System);
        Endpoint = new SipEndpoint(options, this, TimeProvider.System, loggers);
        Settings = new VoiceSettings(_media, address);
        Endpoint.Start();
    }

    public SipEndpoint Endpoint { get; }

    public VoiceSettings Settings { get; }

    /// <summary>What is done when it rings; null: it is busy.</summary>
    public Func<SipCall, CancellationToken, Task>? Rings { get; set; }

    /// <summary>What somebody says, from the recordings beside the program, in order.</summary>
    /// <param name="who">The beginning of the recordings' names.</param>
    public static short[][] Lines(string who) => [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Demo", "Voices", "en"), who + "-*.wav").Order(StringComparer.Ordinal).Select(Read)];

    public Task CalledAsync(SipCall call, CancellationToken cancellationToken) => Rings?.Invoke(call, cancellationToken) ?? call.RefuseAsync(486, cancellationToken: cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Endpoint.DisposeAsync();
        _media.Dispose();
    }

    private static short[] Read(string file)
    {
        using var stream = File.OpenRead(file);
        var reader = new WavReader(stream);
        var samples = new short[reader.Remaining];
        return samples[..reader.ReadMono(samples)];
    }
}

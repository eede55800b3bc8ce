using System.Diagnostics;
using System.Net;
using ContactCenter.Sip.Audio;
using ContactCenter.Sip.Rtp.Sockets;
using ContactCenter.Sip.Rtp.Streams;

namespace ContactCenter.Benchmarks.Media;

/// <summary>Many calls of PCMU both ways, 20 ms, decoded and encoded and sent on our own clock, against a peer in C on the same machine.</summary>
internal static class RtpBenchmark
{
    private const int OurPort = 20_000;
    private const int PeerPort = 40_000;

    public static async Task<int> RunAsync(Settings settings)
    {
        var (seconds, threads) = (settings.Number("seconds", 8), settings.Whole("threads", 1));
        var (portable, priority) = (settings.Whole("portable", 0) != 0, (MediaPriority)settings.Whole("priority", (int)MediaPriority.RealTime));
        var (counts, every) = (settings.List("calls", 400), settings.Whole("every", 0));
        settings.Check();
        Console.WriteLine($"{(portable ? "portable sockets" : "epoll")}, {threads} thread(s), load of the machine {(await File.ReadAllTextAsync("/proc/loadavg"))[..14]}");
        foreach (var calls in counts)
        {
            using var watch = Watch.Start(every, static () => Environment.WorkingSet / 1e6);
            await RunAsync(calls, seconds, threads, portable, priority);
        }

        return 0;
    }

    private static async Task RunAsync(int calls, double seconds, int threads, bool portable, MediaPriority priority)
    {
        using var engine = new MediaEngine(
            new MediaEngineOptions { Address = IPAddress.Loopback, FirstPort = OurPort, LastPort = OurPort + (2 * calls) + 1, Threads = threads, IsPortable = portable, Priority = priority },
            TimeProvider.System);
        GC.Collect();
        var residentBefore = Process.GetCurrentProcess().WorkingSet64;
        var (voice, ear) = (new Voice(), new Ear());
        var calling = Enumerable.Range(0, calls).Select(i => Call(engine, i, voice, ear)).ToList();
        var peer = RtpPeer.RunAsync(OurPort, calls, seconds, PeerPort);
        await Task.Delay(TimeSpan.FromSeconds(3)); // the compiler, and the peer's own two seconds in part
        var (cpu, allocated, sent, at) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true), Packets(calling), Stopwatch.GetTimestamp());
        await Task.Delay(TimeSpan.FromSeconds(seconds - 2));
        var (elapsed, packets) = (Stopwatch.GetElapsedTime(at), Packets(calling) - sent);
        var (used, bytes) = (Environment.CpuUsage.TotalTime - cpu, GC.GetTotalAllocatedBytes(precise: true) - allocated);
        var resident = Process.GetCurrentProcess().WorkingSet64 - residentBefore;
        var seen = await peer;
        var figures = calling.Select(static c => c.Stream.Figures).ToList();
        Console.WriteLine(
            $"{calls,5} calls: lateness p50 {seen["p50"]:F2}  p99 {seen["p99"]:F2}  max {seen["max"]:F1} ms, over 5 ms {seen["over5"]:F3} %, over 20 ms {seen["over20"]:F3} %; lost {seen["lost"]:F0} of {seen["got"]:F0}; "
            + $"CPU {100 * used / elapsed:F0} % of 200 (peer {seen["cpu"]:F0} %); {bytes / (double)packets:F2} B a packet of {packets:N0}; {resident / 1e3 / calls:F0} KB a call");
        Console.WriteLine(
            $"            heard: {figures.Sum(static f => f.PacketsReceived):N0} packets, lost {figures.Sum(static f => f.Lost)}, late {figures.Sum(static f => f.Late)}, filled in {figures.Sum(static f => f.Concealed)}, "
            + $"buffer {figures.Average(static f => f.BufferDelay.TotalMilliseconds):F0} ms, score {figures.Average(static f => f.Score):F2}; priority {engine.Priority}");
        foreach (var (port, stream) in calling)
        {
            stream.Dispose();
            port.Dispose();
        }
    }

    private static (MediaPort Port, MediaStream Stream) Call(MediaEngine engine, int number, Voice voice, Ear ear)
    {
        var port = engine.Open(withRtcp: false);
        var stream = new MediaStream(port, new MediaParameters
        {
            Remote = new IPEndPoint(IPAddress.Loopback, PeerPort + (2 * number)),
            SharesPort = true,
            Formats = [MediaFormat.Static(AudioCodecs.Pcmu)],
        })
        { Source = voice, Sink = ear };
        return (port, stream);
    }

    private static long Packets(List<(MediaPort Port, MediaStream Stream)> calls) =>
        calls.Sum(static c => c.Stream.Figures is var f ? f.PacketsSent + f.PacketsReceived : 0);

    private sealed class Voice : IAudioSource
    {
        private readonly short[] _samples = [.. Enumerable.Range(0, 960).Select(static i => (short)(8_000 * Math.Sin(i * 2 * Math.PI * 440 / 8_000)))];

        public bool Fill(Span<short> frame, int sampleRate)
        {
            _samples.AsSpan(0, frame.Length).CopyTo(frame);
            return true;
        }
    }

    private sealed class Ear : IAudioSink
    {
        public void Play(ReadOnlySpan<short> frame, int sampleRate, AudioFrameKind kind)
        {
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Endpoints;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactCenter.Benchmarks.Signalling;

/// <summary>Calls set up and ended each second over UDP, INVITE/200/ACK/BYE/200: ours and SIPp's own callee under the same load, SIPp.</summary>
internal static class SipBenchmark
{
    public const string Verb = "sip-callee";

    public static readonly byte[] Answer = Encoding.ASCII.GetBytes("v=0\r\no=us 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n");

    public static async Task<int> RunAsync(Settings settings)
    {
        var (rates, seconds) = (settings.List("rates", 200, 500, 1_000, 2_000), settings.Whole("seconds", 40));
        var (held, sounding) = (settings.Whole("held", 2_000), settings.Whole("sounding", 400));
        var (every, peer) = (settings.Whole("every", 0), settings.Whole("peer", 1) != 0);
        settings.Check();
        Console.WriteLine($"load of the machine {(await File.ReadAllTextAsync("/proc/loadavg"))[..14]}");
        foreach (var rate in rates)
        {
            using (var ours = ChildProcess.Own([Verb]))
            {
                var port = int.Parse(await ours.LineAsync(static line => line.Length > 0, TimeSpan.FromSeconds(30)), CultureInfo.InvariantCulture);
                await LoadAsync("ours", port, rate, 5, () => ours.CpuSeconds, print: false); // the compiler
                using (Watch.Start(every, () => ours.ResidentMegabytes))
                {
                    await LoadAsync("ours", port, rate, seconds, () => ours.CpuSeconds, print: true);
                }

                Console.WriteLine($"            {ours.ResidentMegabytes:F0} MB resident");
            }

            if (!peer)
            {
                continue;
            }

            using var sipp = Process.Start(new ProcessStartInfo("sipp", ["-sn", "uas", "-i", "127.0.0.1", "-p", "15062", "-nostdin", "-timeout", $"{seconds + 30}s"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            _ = sipp.StandardOutput.ReadToEndAsync();
            _ = sipp.StandardError.ReadToEndAsync();
            await Task.Delay(500);
            await LoadAsync("SIPp", 15_062, rate, seconds, () => ChildProcess.CpuSecondsOf(sipp.Id), print: true);
            sipp.Kill();
            await sipp.WaitForExitAsync();
        }

        if (held > 0)
        {
            await HeldCalls.RunAsync(held, hasMedia: false);
        }

        if (sounding > 0)
        {
            await HeldCalls.RunAsync(sounding, hasMedia: true);
        }

        return 0;
    }

    /// <summary>The callee in a process of its own; prints its port.</summary>
    public static async Task<int> AnswerAsync()
    {
        var options = new SipEndpointOptions { SessionInterval = null };
        options.Listen.Add(new SipListenOptions(SipTransportKind.Udp, new IPEndPoint(IPAddress.Loopback, 0)));
        await using var endpoint = new SipEndpoint(options, new AnsweringCalls(Answer), TimeProvider.System, NullLoggerFactory.Instance);
        endpoint.Start();
        Console.WriteLine(endpoint.Listening[0].Address.Port.ToString(CultureInfo.InvariantCulture));
        await Task.Delay(TimeSpan.FromMinutes(15)); // it is ended before, or by itself
        return 0;
    }

    public static async Task LoadAsync(string name, int port, int rate, int seconds, Func<double> cpu, bool print, int holdSeconds = 0)
    {
        var folder = Directory.CreateTempSubdirectory("sip-load-");
        var scenario = Path.Combine(AppContext.BaseDirectory, "Signalling", holdSeconds > 0 ? "uac_hold_open.xml" : "uac_signalling.xml");
        var calls = rate * seconds;
        string[] arguments =
        [
            "-sf", scenario, "-i", "127.0.0.1", "-p", "15061", "-r", Text(rate), "-m", Text(calls), "-l", Text(calls), "-nostdin", "-trace_stat", "-stf", "stat.csv", "-fd", "1",
            "-trace_rtt", "-rtt_freq", "200", "-timeout", Text(seconds + holdSeconds + 40) + "s", "-d", Text(holdSeconds * 1_000), $"127.0.0.1:{Text(port)}",
        ];
        using var sipp = Process.Start(new ProcessStartInfo("sipp", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.FullName })!;
        _ = sipp.StandardOutput.ReadToEndAsync();
        _ = sipp.StandardError.ReadToEndAsync();
        var (before, at) = (cpu(), Stopwatch.GetTimestamp());
        await sipp.WaitForExitAsync();
        var (used, elapsed) = (cpu() - before, Stopwatch.GetElapsedTime(at).TotalSeconds);
        if (print)
        {
            var stat = await File.ReadAllLinesAsync(Path.Combine(folder.FullName, "stat.csv"));
            var (names, last) = (stat[0].Split(';'), stat[^1].Split(';'));
            var times = (await File.ReadAllLinesAsync(Directory.GetFiles(folder.FullName, "*rtt.csv").Single())).Skip(1).Select(static l => l.Split(';')).Where(static f => f.Length > 1)
                .Select(static f => double.Parse(f[1], CultureInfo.InvariantCulture)).Order().ToList();
            Console.WriteLine(
                $"{name} {rate,5}/s for {seconds} s: {Of("SuccessfulCall(C)")} of {calls} calls, {Of("FailedCall(C)")} failed, {Of("Retransmissions(C)")} repeated, answer p50 {At(times, 0.5):F0} p95 {At(times, 0.95):F0} p99 {At(times, 0.99):F0} ms, "
                + $"{100 * used / elapsed:F0} % of a core");
            string Of(string field) => last[Array.IndexOf(names, field)];
        }

        folder.Delete(recursive: true);
    }

    private static double At(List<double> sorted, double share) => sorted.Count == 0 ? double.NaN : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Answers every call with one description, and stays until it is over.</summary>
internal sealed class AnsweringCalls(byte[] description) : ISipApplication
{
    public async Task CalledAsync(SipCall call, CancellationToken cancellationToken)
    {
        await call.AnswerAsync(response => response.Body(description, "application/sdp"), cancellationToken);
        await foreach (var _ in call.Events.WithCancellation(cancellationToken))
        {
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ContactCenter.Benchmarks.Calls;

/// <summary>
/// Calls through a whole center in a process of its own: SIP and RTP, script, router, log, recording, agents' telephones. Callers and telephones are other processes on the same processors, their sound
/// a program in C. Everything on loopback.
/// </summary>
internal static class CallsBenchmark
{
    private const int SoundPort = 42_000;
    private const int SoundPorts = 4;
    private const int FirstPort = 20_000;

    public static async Task<int> RunAsync(Settings settings)
    {
        var (rate, seconds, hold, warm) = (settings.Number("rate", 150), settings.Number("seconds", 30), settings.Number("hold", 3.33), settings.Number("warm", 15));
        var (held, every, record, press) = (settings.Whole("held", 0), settings.Number("every", 0), settings.Whole("record", 1), settings.Number("press", 0.3));
        var agents = settings.Whole("agents", Math.Max(held, (int)(rate * hold)) + 150);
        var (perf, tiered, keep) = (settings.Whole("perf", 0) != 0, settings.Whole("tiered", 0) != 0, settings.Words("folder"));
        var (server, adapts) = (settings.Whole("server", 1), settings.Whole("adapts", 0)); // the collector that hosts of ASP.NET have, as docs/channels/voice.md has it
        settings.Check();
        var folder = keep.Length > 0 ? Directory.CreateDirectory(keep[0]).FullName : Directory.CreateTempSubdirectory("contactcenter-calls-").FullName;
        Console.WriteLine($"load of the machine {(await File.ReadAllTextAsync("/proc/loadavg"))[..14]}; {agents} agents, recording {(record != 0 ? "on" : "off")}");
        await using var sound = await Mirror.StartAsync(SoundPort, SoundPorts);
        var (peers, trunk) = await Partner.OwnAsync([CallsPeers.Verb, $"sound={SoundPort}", $"ports={SoundPorts}", string.Create(CultureInfo.InvariantCulture, $"press={press}")]);
        await using var disposingPeers = peers;
        var environment = new Dictionary<string, string>
        {
            ["DOTNET_PerfMapEnabled"] = perf ? "1" : "0",
            ["DOTNET_gcServer"] = $"{server}",
            ["DOTNET_GCDynamicAdaptationMode"] = $"{adapts}",
            ["DOTNET_TieredCompilation"] = tiered ? "1" : "0",
        };
        var (host, port) = await Partner.OwnAsync([CallsHost.Verb, folder, trunk, $"agents={agents}", $"record={record}", $"port={FirstPort}"], environment);
        await using var disposingHost = host;
        await peers.AskAsync($"register 127.0.0.1:{port} {agents}");
        var run = new CallsRun(host, peers, sound, folder);
        if (warm > 0)
        {
            await run.WarmAsync(rate / 2, warm, hold); // the compiler
        }

        if (held > 0)
        {
            await run.HoldAsync(held);
        }

        if (seconds > 0)
        {
            await run.LoadAsync(rate, seconds, hold, every, perf);
        }

        if (keep.Length == 0)
        {
            await disposingHost.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }
}

/// <summary>The sound of callers and telephones: <c>mirror.c</c>, compiled when it is needed.</summary>
internal sealed class Mirror : IAsyncDisposable
{
    private readonly Partner _program;
    private readonly DirectoryInfo _folder;

    private Mirror(Partner program, DirectoryInfo folder) => (_program, _folder) = (program, folder);

    public static async Task<Mirror> StartAsync(int firstPort, int ports)
    {
        var folder = Directory.CreateTempSubdirectory("mirror");
        var program = Path.Combine(folder.FullName, "mirror");
        using (var compiler = Process.Start("cc", ["-O2", "-o", program, Path.Combine(AppContext.BaseDirectory, "Calls", "mirror.c"), "-lm"]))
        {
            await compiler.WaitForExitAsync();
        }

        var (partner, _) = await Partner.OfAsync(program, [Text(firstPort), Text(ports)]);
        return new Mirror(partner, folder);
    }

    /// <summary>What came since it was asked last.</summary>
    public async Task<IReadOnlyDictionary<string, double>> SeenAsync() => (await _program.AskAsync("?")).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static p => p.Split('='))
        .ToDictionary(static p => p[0], static p => double.Parse(p[1], CultureInfo.InvariantCulture));

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Diagnostics;
using System.Globalization;

namespace ContactCenter.Channels.Voice.Tests.Network;

/// <summary>What goes over loopback to and from some ports, as tshark wrote it down and reads it: another program's judgement of our packets.</summary>
internal sealed class Capture : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("capture-");
    private readonly Process _process;
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _signals;

    private Capture(string filter, int signals)
    {
        _signals = signals;
        _process = Process.Start(new ProcessStartInfo("tshark", ["-i", "lo", "-f", filter, "-w", File, "-q"]) { RedirectStandardError = true })!;
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("Capture started", StringComparison.Ordinal) == true)
            {
                _started.TrySetResult();
            }
        };
        _process.BeginErrorReadLine();
    }

    private string File => Path.Combine(_folder.FullName, "seen.pcapng");

    /// <summary>Begins.</summary>
    /// <param name="signals">The port of signalling.</param>
    /// <param name="first">The first port of sound.</param>
    /// <param name="last">The last one.</param>
    public static async Task<Capture> StartAsync(int signals, int first, int last)
    {
        var capture = new Capture(string.Create(CultureInfo.InvariantCulture, $"udp port {signals} or udp portrange {first}-{last}"), signals);
        await Task.WhenAny(capture._started.Task, capture._process.WaitForExitAsync()).WaitAsync(TimeSpan.FromSeconds(60));
        capture._started.Task.IsCompleted.ShouldBeTrue("tshark may listen on loopback");
        return capture;
    }

    /// <summary>Ends what is written down.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>The fields of the packets that pass a display filter, a line each.</summary>
    public Task<string[]> FieldsAsync(string filter, params string[] fields) => ReadAsync(["-Y", filter, "-T", "fields", "-E", "occurrence=f", .. fields.SelectMany(static f => new[] { "-e", f })]);

    /// <summary>The packets that pass a display filter, in words.</summary>
    public Task<string[]> LinesAsync(string filter) => ReadAsync(["-Y", filter]);

    /// <summary>tshark's table of streams of sound.</summary>
    public async Task<IReadOnlyList<SeenStream>> StreamsAsync()
    {
        // Start End Source Port Destination Port SSRC Payload Packets Lost (%) MinDelta MeanDelta MaxDelta MinJitter MeanJitter MaxJitter [X]
        var lines = await ReadAsync(["-q", "-z", "rtp,streams"]);
        return [.. lines.Where(static l => l.Contains("0x", StringComparison.Ordinal)).Select(static line =>
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var ssrc = Array.FindIndex(words, static w => w.StartsWith("0x", StringComparison.Ordinal));
            var percent = Array.FindIndex(words, static w => w.StartsWith('('));
            return new SeenStream(line.Trim(), words[ssrc + 1], int.Parse(words[percent - 2], CultureInfo.InvariantCulture), int.Parse(words[percent - 1], CultureInfo.InvariantCulture), double.Parse(words[percent + 5], CultureInfo.InvariantCulture));
        })];
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<string[]> ReadAsync(IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("tshark", ["-r", File, "-d", string.Create(CultureInfo.InvariantCulture, $"udp.port=={_signals},sip"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await errors);
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}

/// <summary>A stream as tshark counts it.</summary>
internal sealed record SeenStream(string Line, string Payload, int Packets, int Lost, double MeanJitterMs);

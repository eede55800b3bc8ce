using System.Diagnostics;
using System.Globalization;

namespace ContactCenter.Sip.Tests.Voice;

/// <summary>What goes over loopback at some UDP ports, caught by dumpcap and read by tshark.</summary>
internal sealed class Capture : IAsyncDisposable
{
    private readonly PeerProgram _program = new("dumpcap");
    private readonly List<string> _sip = [];

    private string File => Path.Combine(_program.Folder, "calls.pcapng");

    /// <param name="sip">The ports at which SIP is spoken.</param>
    /// <param name="firstMedia">The first port of sound.</param>
    /// <param name="lastMedia">The last.</param>
    public static async Task<Capture> StartAsync(int[] sip, int firstMedia, int lastMedia)
    {
        var capture = new Capture();
        capture._sip.AddRange(sip.SelectMany(static port => new[] { "-d", string.Create(CultureInfo.InvariantCulture, $"udp.port=={port},sip") }));
        var filter = string.Create(CultureInfo.InvariantCulture, $"udp and ({string.Join(" or ", sip.Select(static p => $"port {p}"))} or portrange {firstMedia}-{lastMedia})");

        // dumpcap alone: tshark would have it as a child, which outlives tshark and keeps the pipes of whoever waits for their end.
        capture._program.Start("-q", "-i", "lo", "-s", "0", "-a", "duration:120", "-f", filter, "-w", capture.File);
        await capture._program.UntilSaidAsync("File:"); // it has begun
        return capture;
    }

    /// <summary>Catches no more; what was caught is in the file.</summary>
    public async Task StopAsync()
    {
        await Task.Delay(500); // what the kernel has still in its hands
        using var interrupt = Process.Start("kill", ["-INT", _program.Process.Id.ToString(CultureInfo.InvariantCulture)]);
        await interrupt.WaitForExitAsync();
        await _program.Process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>What tshark reads, a line each, of the packets that a filter of its own takes.</summary>
    /// <param name="filter">In tshark's language.</param>
    /// <param name="fields">Which fields, apart by tabs.</param>
    public Task<string[]> ReadAsync(string filter, params string[] fields) =>
        TsharkAsync(["-Y", filter, "-T", "fields", .. fields.SelectMany(static f => new[] { "-e", f })]);

    /// <summary>What tshark reckons over all of it.</summary>
    public Task<string[]> ReckonAsync(string statistic) => TsharkAsync(["-q", "-z", statistic]);

    public ValueTask DisposeAsync() => _program.DisposeAsync();

    private async Task<string[]> TsharkAsync(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("tshark", ["-r", File, "-n", .. _sip, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await errors);
        return said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}

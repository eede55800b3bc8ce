using System.Diagnostics;
using System.Globalization;

namespace ContactCenter.Benchmarks.Media;

/// <summary>The other side of the calls: <c>rtppeer.c</c>, compiled when it is needed.</summary>
internal static class RtpPeer
{
    /// <summary>Runs it for some seconds and reads what it saw.</summary>
    public static async Task<IReadOnlyDictionary<string, double>> RunAsync(int theirPort, int calls, double seconds, int ownPort)
    {
        var folder = Directory.CreateTempSubdirectory("rtppeer");
        try
        {
            var program = Path.Combine(folder.FullName, "rtppeer");
            await SayAsync("cc", ["-O2", "-o", program, Path.Combine(AppContext.BaseDirectory, "Media", "rtppeer.c")]);
            var line = await SayAsync(program, [.. new[] { theirPort, calls, seconds, ownPort }.Select(static n => n.ToString(CultureInfo.InvariantCulture))]);
            return line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(static p => p.Split('='))
                .ToDictionary(static p => p[0], static p => double.Parse(p[1], CultureInfo.InvariantCulture));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> SayAsync(string program, string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"{program} ended with {process.ExitCode}; what it said stands above.");
    }
}

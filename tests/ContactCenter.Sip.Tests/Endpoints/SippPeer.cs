using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace ContactCenter.Sip.Tests.Endpoints;

/// <summary>SIPp with a scenario: its exit status is the verdict.</summary>
internal static class SippPeer
{
    /// <summary>Runs a scenario against an address, as the caller.</summary>
    public static Task<string> CallAsync(string scenario, IPEndPoint to, bool isTcp, params string[] more) => RunAsync([.. Common(scenario, isTcp, FreePort.Take()), .. more, to.ToString()]);

    /// <summary>Runs a scenario as the callee.</summary>
    public static (Task<string> Verdict, IPEndPoint Address) Answer(string scenario, bool isTcp, params string[] more)
    {
        var port = FreePort.Take();
        return (RunAsync([.. Common(scenario, isTcp, port), .. more]), new IPEndPoint(IPAddress.Loopback, port));
    }

    private static string[] Common(string scenario, bool isTcp, int port) =>
    [
        .. scenario.EndsWith(".xml", StringComparison.Ordinal) ? new[] { "-sf", Path.Combine(AppContext.BaseDirectory, "Endpoints", "Sipp", scenario) } : ["-sn", scenario],
        "-i", "127.0.0.1", "-mi", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), "-t", isTcp ? "t1" : "u1", "-nostdin", "-timeout", "60s", "-timeout_error",
    ];

    private static async Task<string> RunAsync(string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("sipp-");
        try
        {
            var start = new ProcessStartInfo("sipp", [.. arguments, "-trace_err", "-error_file", "errors.log"]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.FullName };
            using var process = Process.Start(start)!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            var log = Path.Combine(folder.FullName, "errors.log");
            var told = $"{await output}{await errors}{(File.Exists(log) ? await File.ReadAllTextAsync(log) : "")}";
            process.ExitCode.ShouldBe(0, told[^Math.Min(told.Length, 4_000)..]);
            return told;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

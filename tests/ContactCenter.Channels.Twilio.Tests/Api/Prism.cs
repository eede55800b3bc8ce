using System.Diagnostics;

namespace ContactCenter.Channels.Twilio.Tests.Api;

/// <summary>Twilio's own OpenAPI file answered by Prism: what breaks the file is refused.</summary>
public sealed class Prism : IAsyncLifetime
{
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "contactcenter-apimock");

    private readonly int _port = FreePort.Take();

    public string Url => $"http://127.0.0.1:{_port}";

    /// <summary>Why Prism cannot run here; null when it can.</summary>
    public static string? Missing()
    {
        if (Specs() is null)
        {
            return "Twilio's OpenAPI file (testbeds/apimock/twilio_api_v2010.yaml.gz) is not there; set CONTACTCENTER_SHARED to the folder that has it.";
        }

        var tools = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var absent = new[] { "bash", "node", "npm" }.Where(tool => !tools.Any(folder => File.Exists(Path.Combine(folder, tool)))).ToList();
        return absent.Count == 0 ? null : $"Prism needs {string.Join(" and ", absent)} in the path.";
    }

    public async Task InitializeAsync()
    {
        if (Missing() is null)
        {
            await RunAsync("start");
        }
    }

    public async Task DisposeAsync()
    {
        if (Missing() is null)
        {
            await RunAsync("stop");
        }
    }

    private async Task RunAsync(string command)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(AppContext.BaseDirectory, "apimock.sh"), command, "twilio", $"{_port}", Folder]);
        start.Environment["APIMOCK_SPECS"] = Specs();
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"apimock.sh {command} failed; its log is {Folder}/twilio-{_port}.log");
    }

    private static string? Specs()
    {
        var shared = Environment.GetEnvironmentVariable("CONTACTCENTER_SHARED");
        if (string.IsNullOrEmpty(shared))
        {
            var root = new DirectoryInfo(AppContext.BaseDirectory);
            while (root is not null && !File.Exists(Path.Combine(root.FullName, "global.json")))
            {
                root = root.Parent;
            }

            shared = root?.Parent is { } beside ? Path.Combine(beside.FullName, "shared") : "";
        }

        var specs = Path.Combine(shared, "testbeds", "apimock");
        return File.Exists(Path.Combine(specs, "twilio_api_v2010.yaml.gz")) ? specs : null;
    }
}

/// <summary>A test that needs Prism; skipped with the reason where it cannot run.</summary>
public sealed class PrismFactAttribute : FactAttribute
{
    public PrismFactAttribute() => Skip = Prism.Missing();
}

namespace ContactCenter.Benchmarks.Web;

/// <summary>samples/ReferenceHost as it is shipped, in a process of its own, on data of its own.</summary>
internal sealed class ReferenceHost : IAsyncDisposable
{
    public const string Number = "+390600000001";

    private readonly string _folder = Directory.CreateTempSubdirectory("contactcenter-bench-").FullName;
    private readonly Func<ChildProcess> _start;

    private ReferenceHost(Carrier carrier, Uri url, IReadOnlyDictionary<string, string>? environment)
    {
        Url = url;
        _start = () => ChildProcess.Of(
            "samples/ReferenceHost",
            ["--no-demo", "--data", _folder, "--urls", url.GetLeftPart(UriPartial.Authority), "--carrier", carrier.Url, "--number", Number, "--sip", "127.0.0.1:0"],
            environment);
        Process = _start();
    }

    public Uri Url { get; }

    public Uri WebhookUrl => new(Url, "/hooks/twilio/main/sms");

    public ChildProcess Process { get; private set; }

    public static async Task<ReferenceHost> StartAsync(Carrier carrier, IReadOnlyDictionary<string, string>? environment = null)
    {
        var host = new ReferenceHost(carrier, new Uri($"http://127.0.0.1:{FreePort.Take()}"), environment);
        await host.OpenAsync();
        return host;
    }

    /// <summary>Starts the process again that has ended, and waits until it is open.</summary>
    public async Task StartAgainAsync()
    {
        Process.Dispose();
        Process = _start();
        await OpenAsync();
    }

    public ValueTask DisposeAsync()
    {
        Process.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private Task OpenAsync() => Process.LineAsync(static l => l.Contains("is open", StringComparison.Ordinal), TimeSpan.FromMinutes(1));
}

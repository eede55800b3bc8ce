using System.Diagnostics;
using System.Globalization;

namespace ReferenceHost.Demo;

/// <summary>Runs samples/StubCarrier beside the host: another process, which knows nothing but HTTP. It ends with us, however we end.</summary>
internal sealed class CarrierProcess(StartOptions options, ILogger<CarrierProcess> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private Process? _process;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "carrier", "StubCarrier.dll");
        string[] arguments =
        [
            program,
            "--urls", options.OwnCarrier.GetLeftPart(UriPartial.Authority),
            "--host-url", $"{options.Url.GetLeftPart(UriPartial.Authority)}/hooks/twilio/main",
            "--account", StartOptions.DemoAccount,
            "--token", options.Token,
            "--number", options.Number,
            "--parent", Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
            .. options.Demo ? ["--demo"] : Array.Empty<string>(),
        ];
        var listens = new TaskCompletionSource();
        _process = new Process { StartInfo = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true }, EnableRaisingEvents = true };
        _process.StartInfo.Environment.Remove("ASPNETCORE_URLS"); // ours, not the carrier's
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
            {
                listens.TrySetResult();
                logger.LogDebug("Carrier: {Line}", text);
            }
        };
        _process.Exited += (_, _) => listens.TrySetException(new InvalidOperationException($"The stub carrier ended at once; try: dotnet {string.Join(' ', arguments)}"));
        _process.Start();
        _process.BeginOutputReadLine();
        await listens.Task.WaitAsync(Patience, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
        }

        return Task.CompletedTask;
    }

    public void Dispose() => _process?.Dispose();
}

using System.Diagnostics;

namespace FaultRunner;

/// <summary>One life of the reference host.</summary>
public sealed class HostProcess : IDisposable
{
    private readonly Process _process;
    private readonly StreamWriter _log;
    private readonly long _started = Stopwatch.GetTimestamp();

    private HostProcess(Process process, StreamWriter log) => (_process, _log) = (process, log);

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>What it ended with; 137 after SIGKILL.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Starts a host on a folder.</summary>
    /// <param name="place">Where it listens, keeps its data and finds its carrier.</param>
    /// <param name="fault">The point to die at and the number of its passage, such as <c>log.after-commit:17</c>; null to live.</param>
    /// <param name="wrapper">What to start it through, such as <c>fiu-run</c> with its options.</param>
    public static HostProcess Start(HostPlace place, string? fault = null, params string[] wrapper)
    {
        string[] command =
        [
            .. wrapper, "dotnet", Repository.HostProgram, "--no-demo", "--sip", "127.0.0.1:0",
            "--data", place.Data, "--carrier", place.Carrier.AbsoluteUri.TrimEnd('/'), "--urls", place.Url.AbsoluteUri.TrimEnd('/'),
        ];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(static k => k.StartsWith("ASPNETCORE_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["ContactCenter__CatchUpInterval"] = "00:00:10"; // the shortest there is
        start.Environment["DOTNET_TieredPGO"] = "0"; // none lives long enough for it
        start.Environment["CONTACTCENTER_FAULT"] = fault;

        var log = new StreamWriter(place.Log, append: true) { AutoFlush = true };
        log.WriteLine($"--- {DateTime.UtcNow:HH:mm:ss.fff} start {fault}");
        var host = new HostProcess(new Process { StartInfo = start }, log);
        host._process.OutputDataReceived += (_, line) => host.Write(line.Data);
        host._process.ErrorDataReceived += (_, line) => host.Write(line.Data);
        host._process.Start();
        host._process.BeginOutputReadLine();
        host._process.BeginErrorReadLine();
        return host;
    }

    /// <summary>How long it took to be ready; null when it has ended before.</summary>
    public async Task<TimeSpan?> ReadyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        while (!_process.HasExited)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    return Stopwatch.GetElapsedTime(_started);
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(20, cancellationToken);
        }

        return null;
    }

    /// <summary>Waits until it has ended, or not that long.</summary>
    public async Task<bool> ExitsWithinAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(time);
        await _process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _process.HasExited;
    }

    /// <summary>SIGKILL, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
        lock (_log)
        {
            _log.Dispose();
        }
    }

    private void Write(string? line)
    {
        lock (_log)
        {
            if (line is not null && _log.BaseStream is { CanWrite: true })
            {
                _log.WriteLine(line);
            }
        }
    }
}

/// <summary>Where a host lives, over all its lives.</summary>
/// <param name="Data">Its folder.</param>
/// <param name="Log">Where its console output is collected.</param>
/// <param name="Url">Where it listens.</param>
/// <param name="Carrier">The carrier's API.</param>
public sealed record HostPlace(string Data, string Log, Uri Url, Uri Carrier);

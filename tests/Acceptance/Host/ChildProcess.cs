using System.Diagnostics;
using System.Text;

namespace Acceptance.Host;

/// <summary>A program of the repository as a process of its own, with everything it said.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(string program, string readyLine, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(program),
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, e) => Heard(e.Data, readyLine);
        _process.ErrorDataReceived += (_, e) => Heard(e.Data, readyLine);
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException($"{program} ended before it was ready:\n{Said}"));
    }

    /// <summary>Everything it wrote so far.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    /// <summary>Starts it and waits for a line that contains <paramref name="readyLine"/>.</summary>
    public static async Task<(ChildProcess Process, string Line)> StartAsync(
        string program, string readyLine, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var child = new ChildProcess(program, readyLine, arguments, environment ?? new Dictionary<string, string>());
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        try
        {
            return (child, await child._ready.Task.WaitAsync(StartLimit));
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it without any goodbye (SIGKILL).</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Heard(string? line, string readyLine)
    {
        if (line is null)
        {
            return;
        }

        lock (_said)
        {
            _said.AppendLine(line);
        }

        if (line.Contains(readyLine, StringComparison.Ordinal))
        {
            _ready.TrySetResult(line);
        }
    }
}

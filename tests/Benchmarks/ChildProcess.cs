using System.Diagnostics;
using System.Globalization;

namespace ContactCenter.Benchmarks;

/// <summary>A process under measurement. Disposing kills it (SIGKILL).</summary>
internal sealed class ChildProcess : IDisposable
{
    private const double TicksPerSecond = 100; // USER_HZ, the unit of /proc/PID/stat on Linux

    private readonly Process _process;

    private ChildProcess(string program, IEnumerable<string> args, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. args]) { RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
    }

    /// <summary>What the process holds in memory now, in megabytes of 1,000,000 bytes.</summary>
    public double ResidentMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1e6;
        }
    }

    /// <summary>The processor time used so far, in seconds.</summary>
    public double CpuSeconds => CpuSecondsOf(_process.Id);

    /// <summary>The processor time a process has used so far, in seconds.</summary>
    public static double CpuSecondsOf(int process)
    {
        var fields = File.ReadAllText($"/proc/{process}/stat").Split(") ")[1].Split(' ');
        return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    /// <summary>This program again, with other arguments.</summary>
    public static ChildProcess Own(IEnumerable<string> args, IReadOnlyDictionary<string, string>? environment = null) =>
        new(typeof(ChildProcess).Assembly.Location, args, environment ?? new Dictionary<string, string>());

    /// <summary>A program of this repository, built before in Release.</summary>
    /// <exception cref="FileNotFoundException">It has not been built.</exception>
    public static ChildProcess Of(string project, IEnumerable<string> args, IReadOnlyDictionary<string, string>? environment = null)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "ContactCenter.sln")))
        {
            root = root.Parent ?? throw new FileNotFoundException("The benchmarks run inside the repository only; ContactCenter.sln is nowhere above.");
        }

        var program = Path.Combine(root.FullName, project, "bin/Release/net10.0", Path.GetFileName(project) + ".dll");
        return File.Exists(program)
            ? new ChildProcess(program, args, environment ?? new Dictionary<string, string>())
            : throw new FileNotFoundException($"{program} is not there; run: dotnet build -c Release {project}");
    }

    /// <summary>The first line it prints that is wanted.</summary>
    public async Task<string> LineAsync(Func<string, bool> wanted, TimeSpan patience)
    {
        using var timeout = new CancellationTokenSource(patience);
        while (await _process.StandardOutput.ReadLineAsync(timeout.Token) is { } line)
        {
            if (wanted(line))
            {
                _ = DrainAsync();
                return line;
            }
        }

        throw new InvalidOperationException("The process ended before it was ready; what it said stands above.");
    }

    /// <summary>Asks the process to end in order (SIGTERM), or ends it at once (SIGKILL), and waits until it has.</summary>
    public async Task EndAsync(bool inOrder)
    {
        if (inOrder)
        {
            using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
        }
        else
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
    }

    /// <summary>What it says after that is read, so that it never waits for us.</summary>
    private async Task DrainAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is not null)
        {
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}

using System.Diagnostics;

namespace Mutants;

/// <summary>A copy of the repository to plant bugs in. It stays between runs, so that only what has changed is built.</summary>
internal sealed class Workplace
{
    private static readonly string[] Quick =
        ["-c", "Release", "-v", "q", "-clp:NoSummary", "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:TreatWarningsAsErrors=false", "-p:UseSharedCompilation=true"];

    private readonly string _root;

    private Workplace(string folder) => _root = folder;

    /// <summary>Brings the copy up to what <paramref name="root"/> holds now.</summary>
    public static async Task<Workplace> CopyAsync(string root, string folder)
    {
        Directory.CreateDirectory(folder);
        var (_, listed) = await RunAsync(root, "git", ["-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard"], TimeSpan.FromMinutes(1));
        var files = listed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(f => File.Exists(Path.Combine(root, f))).ToHashSet(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var (from, to) = (Path.Combine(root, file), Path.Combine(folder, file));
            if (!File.Exists(to) || !File.ReadAllBytes(from).AsSpan().SequenceEqual(File.ReadAllBytes(to)))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(from, to, overwrite: true);
                File.SetLastWriteTimeUtc(to, DateTime.UtcNow); // a build goes by the time
            }
        }

        foreach (var old in Sources(folder).Where(f => !files.Contains(f)))
        {
            File.Delete(Path.Combine(folder, old));
        }

        return new Workplace(folder);
    }

    /// <summary>Puts the bug in; disposing takes it out.</summary>
    /// <exception cref="InvalidOperationException">The place is not there, or not once.</exception>
    public IDisposable Plant(Mutant mutant)
    {
        var path = Path.Combine(_root, mutant.File);
        var text = File.Exists(path) ? File.ReadAllText(path) : "";
        var at = text.IndexOf(mutant.Find, StringComparison.Ordinal);
        if (at < 0 || text.IndexOf(mutant.Find, at + 1, StringComparison.Ordinal) >= 0)
        {
            throw new InvalidOperationException($"its place is not in {mutant.File} exactly once");
        }

        var before = File.ReadAllBytes(path);
        File.WriteAllText(path, text.Remove(at, mutant.Find.Length).Insert(at, mutant.Replace));
        return new Planted(path, before);
    }

    /// <summary>Builds a test project and what it stands on, without analyzers.</summary>
    /// <returns>The compiler's errors; empty when it is built.</returns>
    public Task<string> BuildAsync(string project) => BuildAsync($"tests/{project}", []);

    /// <summary>Compiles the package in which a bug was planted, alone, and gives it to the test project that is built; disposing gives back what was there.</summary>
    /// <returns>The compiler's errors; empty when it is built.</returns>
    public async Task<(string Errors, IDisposable Undo)> ExchangeAsync(Mutant mutant)
    {
        var package = mutant.File.Split('/')[1];
        var errors = await BuildAsync($"src/{package}", ["--no-restore", "--no-dependencies"]);
        var to = Path.Combine(_root, "tests", mutant.Project, "bin", "Release", "net10.0", package + ".dll");
        var undo = new Planted(to, await File.ReadAllBytesAsync(to));
        if (errors.Length == 0)
        {
            File.Copy(Path.Combine(_root, "src", package, "bin", "Release", "net10.0", package + ".dll"), to, overwrite: true);
        }

        return (errors, undo);
    }

    /// <summary>Runs tests of a project that is built.</summary>
    public async Task<TestRun> TestAsync(string project, IEnumerable<string> tests, TimeSpan patience)
    {
        var results = Path.Combine(_root, "artifacts", "mutants.trx");
        Directory.CreateDirectory(Path.GetDirectoryName(results)!);
        File.Delete(results);
        var (code, output) = await RunAsync(
            _root,
            "dotnet",
            ["test", $"tests/{project}/bin/Release/net10.0/{project}.dll", "--filter", string.Join('|', tests.Distinct().Select(static t => "FullyQualifiedName=" + t)), "--logger", $"trx;LogFileName={results}"],
            patience);
        return TestRun.Read(results, hasEnded: code is not null, output);
    }

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/'))
            .Where(static f => f.StartsWith("src/", StringComparison.Ordinal) || f.StartsWith("tests/", StringComparison.Ordinal) || f.StartsWith("samples/", StringComparison.Ordinal))
            .Where(static f => !f.Contains("/bin/", StringComparison.Ordinal) && !f.Contains("/obj/", StringComparison.Ordinal))
            .ToList();

    /// <summary>Runs a program; its exit code is null when it had to be ended. What it prints goes through a file: a compiler that outlives a build would keep a pipe open.</summary>
    private static async Task<(int? Code, string Output)> RunAsync(string folder, string program, IEnumerable<string> arguments, TimeSpan patience)
    {
        var printed = Path.GetTempFileName();
        var start = new ProcessStartInfo("/bin/sh", ["-c", "out=$1; shift; exec \"$@\" > \"$out\" 2>&1 < /dev/null", "sh", printed, program, .. arguments]) { WorkingDirectory = folder };
        foreach (var name in start.Environment.Keys.Where(static k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name); // of the build that started this program
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        try
        {
            using var process = Process.Start(start)!;
            using var timeout = new CancellationTokenSource(patience);
            try
            {
                await process.WaitForExitAsync(timeout.Token);
                return (process.ExitCode, await File.ReadAllTextAsync(printed, CancellationToken.None));
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                return (null, "");
            }
        }
        finally
        {
            File.Delete(printed);
        }
    }

    private async Task<string> BuildAsync(string what, IEnumerable<string> more)
    {
        var (code, output) = await RunAsync(_root, "dotnet", ["build", what, .. Quick, .. more], TimeSpan.FromMinutes(10));
        return code == 0 ? "" : string.Join('\n', output.Split('\n').Where(static l => l.Contains(": error ", StringComparison.Ordinal)).Distinct().Take(5).DefaultIfEmpty(output));
    }

    private sealed class Planted(string path, byte[] before) : IDisposable
    {
        public void Dispose() => File.WriteAllBytes(path, before);
    }
}

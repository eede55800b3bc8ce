using System.Diagnostics;
using System.Globalization;

namespace Mutants;

/// <summary>Plants the bugs one after the other; 0 when each turned its test red.</summary>
internal static class EntryPoint
{
    private const string Help = """
        dotnet run -c Release --project tests/Mutants -- [options] [names]
          names            those whose names contain one of the words; all when none is given
          --table          prints what there is as a table of a page, and runs nothing
          --skip-green     does not look first whether the tests are green without a bug
          --folder PATH    where the copy of the repository stands, and stays; a folder of the system's temporary files by default
        """;

    /// <summary>A test that waits for something that never happens has gone red, too.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static async Task<int> Main(string[] args)
    {
        if (args.Contains("--help"))
        {
            Console.WriteLine(Help);
            return 0;
        }

        var root = Root();
        var folder = args.SkipWhile(static a => a != "--folder").Skip(1).FirstOrDefault() ?? Path.Combine(Path.GetTempPath(), "contactcenter-mutants");
        var words = args.Where((a, i) => !a.StartsWith("--", StringComparison.Ordinal) && (i == 0 || args[i - 1] != "--folder")).ToList();
        var mutants = Mutant.ReadAll(root).Where(m => words.Count == 0 || words.Any(w => m.Name.Contains(w, StringComparison.Ordinal))).ToList();
        if (args.Contains("--table"))
        {
            Console.WriteLine(MutantTable.Of(mutants));
            return 0;
        }

        var place = await Workplace.CopyAsync(root, folder);
        var faults = await GreenAsync(place, mutants, !args.Contains("--skip-green"));

        // What is built last is needed next: mutants of one package after the other.
        foreach (var mutant in mutants.OrderBy(static m => m.Project, StringComparer.Ordinal).ThenBy(static m => m.File, StringComparer.Ordinal))
        {
            var started = Stopwatch.GetTimestamp();
            var verdict = await TryAsync(place, mutant);
            faults += verdict.StartsWith("red", StringComparison.Ordinal) ? 0 : 1;
            Console.WriteLine($"{mutant.Name,-34} {Stopwatch.GetElapsedTime(started).TotalSeconds.ToString("F0", CultureInfo.InvariantCulture),4} s  {verdict}");
        }

        Console.WriteLine($"{mutants.Count} planted, {faults} not found");
        return faults == 0 ? 0 : 1;
    }

    private static async Task<int> GreenAsync(Workplace place, List<Mutant> mutants, bool runs)
    {
        var faults = 0;
        foreach (var project in mutants.GroupBy(static m => m.Project))
        {
            if (await place.BuildAsync(project.Key) is { Length: > 0 } errors)
            {
                Console.WriteLine($"{project.Key} cannot be built without a bug:\n{errors}");
                faults++;
                continue;
            }

            var run = runs ? await place.TestAsync(project.Key, project.Select(static m => m.Test), Patience * 3) : null;
            foreach (var mutant in run is null ? [] : project.Where(m => !run.HasEnded || !run.Of(m).Any() || run.Of(m).Any(static r => !r.Passed)))
            {
                Console.WriteLine($"{mutant.Name}: its test {mutant.Test} is not green without it, or not there.\n{run!.Output}");
                faults++;
            }
        }

        return faults;
    }

    private static async Task<string> TryAsync(Workplace place, Mutant mutant)
    {
        try
        {
            using var planted = place.Plant(mutant);
            var (errors, exchanged) = await place.ExchangeAsync(mutant);
            using var undo = exchanged;
            if (errors.Length > 0)
            {
                return "does not compile: " + errors;
            }

            var run = await place.TestAsync(mutant.Project, [mutant.Test], Patience);
            return !run.HasEnded ? "red: the test does not end"
                : run.Of(mutant).FirstOrDefault(static r => !r.Passed) is { Test: { } red } ? $"red: {red[(red.IndexOf(mutant.Project, StringComparison.Ordinal) + mutant.Project.Length + 1)..]}"
                : run.Results.Count == 0 ? "did not run: " + run.Output
                : "SURVIVED";
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ContactCenter.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No ContactCenter.sln above {AppContext.BaseDirectory}; run it inside the repository.");
    }
}

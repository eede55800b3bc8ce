using AuditLimits;

namespace ContactCenter.Benchmarks.Logs;

/// <summary>Every goal of the audit log as a ratio to its ceiling, in one run: the ceilings' own programs beside the product's log with everything on.</summary>
internal static class AuditBenchmark
{
    private static readonly string[] Sections = ["acks", "crypt", "verify", "proofs", "reads", "lag", "cost", "grow"];

    public static async Task<int> RunAsync(Settings settings)
    {
        var (seconds, rounds, large, grown) = (settings.Number("seconds", 1), settings.Whole("rounds", 5), settings.Whole("entries", 1_000_000), settings.Whole("grow", 1_750_000));
        var wanted = settings.Words("sections", Sections);
        var only = settings.Words("only"); // beginnings of cases' names, to look at some alone
        settings.Check();
        var folder = Directory.CreateTempSubdirectory("contactcenter-bench-").FullName;
        Console.WriteLine($"load average {File.ReadAllText("/proc/loadavg").Trim()}");
        List<Case> cases = [];
        List<Ratio> ratios = [];
        if (wanted.Contains("acks"))
        {
            AckCases.Add(folder, cases, ratios);
        }

        if (wanted.Contains("crypt"))
        {
            CryptCases.Add(cases, ratios);
        }

        using var big = new BigLog(Path.Combine(folder, "big"), large);
        if (wanted.Contains("verify"))
        {
            big.AddVerification(cases, ratios);
        }

        if (wanted.Contains("proofs"))
        {
            big.AddProofs(cases, ratios);
        }

        if (wanted.Contains("reads"))
        {
            ReadCases.Add(folder, cases, ratios);
        }

        if (cases.Count > 0)
        {
            Harness.RunAll([.. cases.Where(c => only.Length == 0 || only.Any(o => c.Id.StartsWith(o, StringComparison.Ordinal)))], ratios, seconds, rounds, null);
        }

        if (wanted.Contains("verify"))
        {
            big.PrintDisk();
        }

        if (wanted.Contains("lag"))
        {
            await IndexLag.RunAsync(Path.Combine(folder, "lag"), TimeSpan.FromSeconds(seconds * rounds));
        }

        if (wanted.Contains("cost"))
        {
            await EntryCost.RunAsync(Path.Combine(folder, "cost"));
        }

        if (wanted.Contains("grow"))
        {
            await Growth.RunAsync(folder, grown);
        }

        Directory.Delete(folder, recursive: true);
        return 0;
    }
}

using ContactCenter.Benchmarks;

// One verb per subject; each prints what it measured beside its ceiling, from the same run.
return args switch
{
    ["log", .. var rest] => await LogBenchmark.RunAsync(rest),
    ["log-reopen", .. var rest] => await LogReopenBenchmark.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        dotnet run -c Release --project tests/Benchmarks -- <verb> [options]
          log [seconds=2] [rounds=5]     durable appends at 1, 64 and 512 callers, over a bare SQLite group commit
          log-reopen [entries=1000000]   filling, reopening, lookups and verification
        """);
    return 2;
}

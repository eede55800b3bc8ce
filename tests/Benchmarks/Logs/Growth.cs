using System.Diagnostics;
using AuditLimits;
using SqliteLog = AuditLimits.SqliteLog;

namespace ContactCenter.Benchmarks.Logs;

/// <summary>How the rate holds as the log grows, with 512 callers, beside one table of SQLite with its indexes in it.</summary>
internal static class Growth
{
    private const int Step = 250_000;

    public static async Task RunAsync(string folder, int entries)
    {
        var log = await LogAsync(Path.Combine(folder, "grow"), entries);
        Print("log", log);
        var inline = Inline(Path.Combine(folder, "inline.db"), entries);
        Print("inline indexes", inline);
        Console.WriteLine($"log at {entries:N0} entries over itself at {Step:N0}: {log[^1] / log[0]:F2}; over inline indexes there: {log[^1] / inline[^1]:F2}");
    }

    private static async Task<List<double>> LogAsync(string folder, int entries)
    {
        var rates = new List<double>();
        await using var log = await FullLog.OpenAsync(folder, new EntrySource(5, Ids.LiveRandom));
        for (var done = 0; done < entries; done += Step)
        {
            var (left, started) = (Step, Stopwatch.GetTimestamp());
            await Task.WhenAll(Enumerable.Range(0, 512).Select(_ => Task.Run(async () =>
            {
                while (Interlocked.Decrement(ref left) >= 0)
                {
                    await log.AppendAsync();
                }
            })));
            rates.Add(Step / Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        return rates;
    }

    private static List<double> Inline(string path, int entries)
    {
        const int batch = 512;
        var (rates, source, next) = (new List<double>(), new EntrySource(5, Ids.LiveRandom), new List<Entry>(batch));
        using var table = new SqliteLog(path, "FULL");
        for (var done = 0; done < entries; done += Step)
        {
            var started = Stopwatch.GetTimestamp();
            for (var row = 0; row < Step; row += batch)
            {
                next.Clear();
                for (var i = 0; i < batch; i++)
                {
                    next.Add(source.Next());
                }

                table.Batch(next, raw: true);
            }

            rates.Add(Step / Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        return rates;
    }

    private static void Print(string name, List<double> rates) =>
        Console.WriteLine($"{name,-16} entries/s per {Step:N0}: {string.Join(' ', rates.Select(static r => r.ToString("N0")))}");
}

using AuditLimits;
using ContactCenter.Journal;

namespace ContactCenter.Benchmarks.Logs;

/// <summary>Lookups and counts in a log of 200,000 entries, over a plain table of SQLite with as many rows and the same indexes.</summary>
internal static class ReadCases
{
    public static void Add(string folder, List<Case> cases, List<Ratio> ratios)
    {
        SqliteBench.AddReads(cases, folder);
        cases.RemoveAll(static c => c.Id.StartsWith("verify.file", StringComparison.Ordinal) || c.Id.StartsWith("verify.sqlite.chain", StringComparison.Ordinal) || c.Id == "verify.sqlite.merkle");
        var source = new EntrySource(11);
        var log = new Lazy<FullLog>(() => MakeAsync(Path.Combine(folder, "reads"), source).GetAwaiter().GetResult());
        void Add(string id, string under, Func<ILog, Task> read)
        {
            cases.Add(new Case(id, "query/s", seconds => Harness.Loop(seconds, 1, () => read(log.Value.Log).GetAwaiter().GetResult(), true)));
            ratios.Add(new Ratio($"{id}, over {under}", id, under));
        }

        Add("find.interaction", "query.interaction.all-entries", async log =>
        {
            await foreach (var _ in log.QueryAsync(new LogQuery { Interaction = FullLog.Interaction(source.SomeInteraction()) }))
            {
            }
        });
        Add("find.customer", "query.contact.all-entries", async log =>
        {
            await foreach (var _ in log.QueryAsync(new LogQuery { Customer = new CustomerId(new Guid(source.SomeContact(), bigEndian: true)) }))
            {
            }
        });
        Add("count.agent+hours.by-kind", "query.agent+time.count-by-kind", log => CountAsync(log, TimeSpan.FromHours(Random.Shared.Next(SqliteBench.Rows / 2 / 3_600))));
        Add("count.agent+time.by-kind", "query.agent+time.count-by-kind", log => CountAsync(log, TimeSpan.FromSeconds(Random.Shared.Next(SqliteBench.Rows / 2))));
        Add("count.all.by-agent", "query.whole-log.count-by-agent", async log => await log.CountAsync(new LogQuery(), CountBy.Agent));
    }

    private static async Task CountAsync(ILog log, TimeSpan after)
    {
        var from = FullLog.Start + after;
        await log.CountAsync(new LogQuery { Agent = FullLog.Agent(Random.Shared.Next(200)), From = from, To = from.AddHours(SqliteBench.Rows / 10 / 3_600) }, CountBy.Kind);
    }

    private static async Task<FullLog> MakeAsync(string folder, EntrySource source)
    {
        await using (var log = await FullLog.OpenAsync(folder, source))
        {
            await log.FillAsync(SqliteBench.Rows);
        }

        return await FullLog.OpenAsync(folder, source);
    }
}

using ContactCenter.Journal;

namespace ContactCenter.Testing.Conformance;

/// <content>Counts beside a count over everything.</content>
public static partial class LogConformance
{
    private static async Task CountsLikeAFilterAsync(Func<Task<ILog>> open)
    {
        const int count = 9_000;
        var random = new Random(20_262);
        await using (var log = await open())
        {
            Expect.Same([new LogCount(null, null, null, 0)], await log.CountAsync(new LogQuery()), "an empty log");
            await FillDaysAsync(log, random, 0, count - 500);
        }

        await using var again = await open();
        await FillDaysAsync(again, random, count - 500, count); // some stores have these in memory only
        var all = await again.ReadAsync(LogPosition.Start).ToListAsync();
        for (var i = 0; i < 150; i++)
        {
            var (query, by) = (Query(random, count) with { From = Time(random), To = Time(random) }, (CountBy)random.Next(16));
            Expect.Same(Expected(all, query with { Position = null }, by), await again.CountAsync(query, by), $"{by} of {query}");
        }
    }

    private static async Task CountsItsOwnWritesAsync(Func<Task<ILog>> open)
    {
        await using var log = await open();
        for (var i = 0; i < 300; i++)
        {
            await log.AppendAsync(log.AppendAny(SampleEntries.Entry(i)));
            Expect.Equal(i + 1L, (await log.CountAsync(new LogQuery { Kind = "message.received" }, CountBy.Hour | CountBy.Agent)).Sum(static c => c.Entries), "entries counted at once");
        }
    }

    private static IEnumerable<LogCount> Expected(List<CommittedEntry> all, LogQuery query, CountBy by)
    {
        var groups = all.Where(e => Fits(query, e)).Select(static e => e.Entry).GroupBy(e => (
            Start: by.HasFlag(CountBy.Hour) ? e.Time.UtcDateTime.Date.AddHours(e.Time.UtcDateTime.Hour) : by.HasFlag(CountBy.Day) ? e.Time.UtcDateTime.Date : (DateTime?)null,
            Kind: by.HasFlag(CountBy.Kind) ? e.Kind : null,
            Agent: by.HasFlag(CountBy.Agent) ? e.Links.Agent?.Value : null));
        var counts = groups.OrderBy(static g => g.Key.Start).ThenBy(static g => g.Key.Kind, StringComparer.Ordinal).ThenBy(static g => g.Key.Agent, StringComparer.Ordinal)
            .Select(static g => new LogCount(g.Key.Start is { } start ? new DateTimeOffset(start, TimeSpan.Zero) : null, g.Key.Kind, g.Key.Agent is { } agent ? new AgentId(agent) : null, g.Count()));
        return by == CountBy.Nothing ? counts.DefaultIfEmpty(new LogCount(null, null, null, 0)) : counts;
    }

    /// <summary>No bound, or one within four days: a whole hour, or in the middle of one.</summary>
    private static DateTimeOffset? Time(Random random) => random.Next(4) switch
    {
        0 => null,
        1 => SampleEntries.Start.AddTicks(random.NextInt64(4 * TimeSpan.TicksPerDay)).ToOffset(TimeSpan.FromHours(2)),
        _ => SampleEntries.Start.AddHours(random.Next(96)),
    };

    /// <summary>Entries whose times go to and fro within four days.</summary>
    private static async Task FillDaysAsync(ILog log, Random random, int from, int to)
    {
        for (var i = from; i < to; i += 100)
        {
            var entries = Enumerable.Range(i, 100).Select(n => SampleEntries.Entry(n, Kinds[random.Next(Kinds.Length)], Links(random)) with
            {
                Time = SampleEntries.Start.AddHours(random.Next(96)).AddTicks(random.Next(3) == 0 ? 0 : random.NextInt64(TimeSpan.TicksPerHour)),
            });
            await log.AppendAsync(log.AppendAny([.. entries]));
        }
    }
}

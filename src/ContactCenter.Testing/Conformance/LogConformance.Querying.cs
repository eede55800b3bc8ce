using ContactCenter.Journal;

namespace ContactCenter.Testing.Conformance;

/// <content>Queries beside a filter over everything, and readers that come back.</content>
public static partial class LogConformance
{
    private static readonly string[] Kinds = ["message.received", "message.sent", "offer.made", "config.changed"];

    private static async Task QueriesLikeAFilterAsync(Func<Task<ILog>> open)
    {
        const int count = 9_000; // some stores sum positions up in blocks of 4,096
        var random = new Random(20_261);
        await using (var log = await open())
        {
            await FillAsync(log, random, 0, count - 500);
        }

        await using var again = await open();
        await FillAsync(again, random, count - 500, count);
        var all = await again.ReadAsync(LogPosition.Start).ToListAsync();
        Expect.Equal(count, all.Count, "entries");
        for (var i = 0; i < 150; i++)
        {
            var query = Query(random, count);
            var expected = all.Where(e => Fits(query, e)).Select(static e => e.Position.Value);
            expected = (query.Descending ? expected.Reverse() : expected).Take(query.Limit);
            Expect.Same(expected, (await again.QueryAsync(query).ToListAsync()).Select(static e => e.Position.Value), query.ToString());
        }
    }

    private static async Task PagesAreTheWholeAnswerAsync(Func<Task<ILog>> open)
    {
        const int count = 1_200;
        await using var log = await open();
        await FillAsync(log, new Random(7), 0, count);
        var all = await log.ReadAsync(LogPosition.Start).ToListAsync();
        foreach (var descending in (bool[])[false, true])
        {
            var query = new LogQuery { Kind = Kinds[0], From = SampleEntries.Start.AddSeconds(100), Descending = descending, Limit = 37 };
            var found = new List<long>();
            while (await log.QueryAsync(query).ToListAsync() is { Count: > 0 } page)
            {
                found.AddRange(page.Select(static e => e.Position.Value));
                query = query with { Position = new LogPosition(found[^1] + (descending ? 0 : 1)) };
            }

            var expected = all.Where(e => Fits(query with { Position = null }, e)).Select(static e => e.Position.Value);
            Expect.Same(descending ? expected.Reverse() : expected, found, $"pages, {(descending ? "newest" : "oldest")} first");
        }
    }

    private static async Task FollowerComesBackAsync(Func<Task<ILog>> open)
    {
        const int count = 1_500;
        await using var log = await open();
        var writing = Task.Run(() => FillAsync(log, new Random(3), 0, count));
        var followed = new List<long>();
        while (followed.Count < count) // leaves after each batch, and comes back where it stopped
        {
            using var tooLong = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
            await foreach (var batch in log.FollowAsync(new LogPosition(followed.Count), tooLong.Token))
            {
                followed.AddRange(batch.Select(static e => e.Position.Value));
                break;
            }
        }

        await writing;
        Expect.Same(Enumerable.Range(0, count).Select(static i => (long)i), followed, "positions followed");
    }

    private static async Task FillAsync(ILog log, Random random, int from, int to)
    {
        for (var i = from; i < to; i += 100)
        {
            var entries = Enumerable.Range(i, 100).Select(n => SampleEntries.Entry(n, Kinds[Math.Min(random.Next(12), 3)], Links(random)) with
            {
                Time = SampleEntries.Start.AddSeconds(n + (random.Next(20) == 0 ? random.Next(-3_000, 3_000) : random.Next(-5, 5))).AddTicks(n % 10),
            });
            await log.AppendAsync(log.AppendAny([.. entries]));
        }
    }

    private static EntryLinks Links(Random random) => new()
    {
        Interaction = random.Next(2) == 0 ? SampleEntries.Interaction(random.Next(200)) : null,
        Session = random.Next(3) == 0 ? new SessionId(DerivedId.From("s", $"{random.Next(100)}")) : null,
        Customer = random.Next(2) == 0 ? new CustomerId(DerivedId.From("c", $"{random.Next(50)}")) : null,
        Agent = random.Next(2) == 0 ? new AgentId($"agent-{random.Next(10)}") : null,
        Asset = random.Next(10) == 0 ? new AssetId(DerivedId.From("a", $"{random.Next(20)}")) : null,
        Case = random.Next(10) == 0 ? new CaseId(DerivedId.From("k", $"{random.Next(20)}")) : null,
    };

    private static LogQuery Query(Random random, int count)
    {
        var links = random.Next(3) == 0 ? EntryLinks.None : Links(random);
        var isOne = random.Next(2) == 0; // else several at once, which seldom finds anything
        var from = SampleEntries.Start.AddSeconds(random.Next(-100, count));
        return new LogQuery
        {
            Interaction = links.Interaction,
            Session = isOne && links.Interaction is not null ? null : links.Session,
            Customer = isOne && (links.Interaction is not null || links.Session is not null) ? null : links.Customer,
            Agent = isOne && links.Customer is not null ? null : links.Agent,
            Asset = isOne && links.Agent is not null ? null : links.Asset,
            Case = isOne ? null : links.Case,
            Kind = random.Next(3) == 0 ? Kinds[random.Next(Kinds.Length)] : null,
            From = random.Next(3) == 0 ? from : null,
            To = random.Next(3) == 0 ? from.AddSeconds(random.Next(4_000)) : null,
            Position = random.Next(3) == 0 ? new LogPosition(random.Next(count)) : null,
            Descending = random.Next(2) == 0,
            Limit = random.Next(2) == 0 ? 10_000 : random.Next(1, 100),
        };
    }

    private static bool Fits(LogQuery query, CommittedEntry entry)
    {
        var links = entry.Entry.Links;
        return (query.Position is not { } position || (query.Descending ? entry.Position < position : entry.Position >= position))
            && (query.Interaction is null || query.Interaction == links.Interaction)
            && (query.Session is null || query.Session == links.Session)
            && (query.Customer is null || query.Customer == links.Customer)
            && (query.Agent is null || query.Agent == links.Agent)
            && (query.Asset is null || query.Asset == links.Asset)
            && (query.Case is null || query.Case == links.Case)
            && (query.Kind is null || query.Kind == entry.Entry.Kind)
            && (query.From is null || entry.Entry.Time >= query.From)
            && (query.To is null || entry.Entry.Time < query.To);
    }
}

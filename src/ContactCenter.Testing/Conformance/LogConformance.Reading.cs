using ContactCenter.Journal;

namespace ContactCenter.Testing.Conformance;

/// <content>What is read: by machine, by link, by kind and time, in pages.</content>
public static partial class LogConformance
{
    private static async Task ReadsMachineAsync(Func<Task<ILog>> open)
    {
        for (var round = 0; round < 2; round++)
        {
            await using var log = await open();
            for (var i = 0; i < 30; i++)
            {
                await log.AppendAsync(log.Append(new MachineId("m", (i % 3).ToString()), i / 3, SampleEntries.Entry(i)));
                await log.AppendAsync(log.AppendAny(SampleEntries.Entry(100 + i)));
            }

            Expect.Same(Enumerable.Range(0, 10).Select(i => (i * 3) + 1), await log.ReadMachineAsync(new MachineId("m", "1")).NumbersAsync(), "all");
            Expect.Same([22, 25, 28], await log.ReadMachineAsync(new MachineId("m", "1"), 7).NumbersAsync(), "from 7");
            Expect.Same([], await log.ReadMachineAsync(new MachineId("m", "1"), 10).NumbersAsync(), "from the end");
            Expect.Same([], await log.ReadMachineAsync(new MachineId("m", "9")).NumbersAsync(), "unknown");
            Expect.Same(Enumerable.Range(100, 30), await log.ReadMachineAsync(new MachineId("door", "main")).NumbersAsync(), "without versions");
            Expect.Same(Enumerable.Range(100, 30), await log.ReadMachineAsync(new MachineId("door", "main"), 5).NumbersAsync(), "without versions, from 5");
        }
    }

    private static async Task FindsByLinkAsync(Func<Task<ILog>> open)
    {
        (string Name, EntryLinks Links, LogQuery Query)[] links =
        [
            ("interaction", new EntryLinks { Interaction = SampleEntries.Interaction(5) }, new LogQuery { Interaction = SampleEntries.Interaction(5) }),
            ("session", new EntryLinks { Session = new SessionId(DerivedId.From("x")) }, new LogQuery { Session = new SessionId(DerivedId.From("x")) }),
            ("customer", new EntryLinks { Customer = new CustomerId(DerivedId.From("x")) }, new LogQuery { Customer = new CustomerId(DerivedId.From("x")) }),
            ("agent", new EntryLinks { Agent = new AgentId("x") }, new LogQuery { Agent = new AgentId("x") }),
            ("asset", new EntryLinks { Asset = new AssetId(DerivedId.From("x")) }, new LogQuery { Asset = new AssetId(DerivedId.From("x")) }),
            ("case", new EntryLinks { Case = new CaseId(DerivedId.From("x")) }, new LogQuery { Case = new CaseId(DerivedId.From("x")) }),
        ];
        for (var round = 0; round < 2; round++)
        {
            await using var log = await open();
            for (var i = 0; i < 60; i++)
            {
                await log.AppendAsync(log.AppendAny(SampleEntries.Entry(i, links: i % 10 < 6 ? links[i % 10].Links : null)));
            }

            for (var l = 0; l < links.Length; l++)
            {
                Expect.Same(Enumerable.Range(0, 6).Select(i => (i * 10) + l), await log.QueryAsync(links[l].Query).NumbersAsync(), links[l].Name);
            }

            Expect.Same([], await log.QueryAsync(new LogQuery { Interaction = SampleEntries.Interaction(5), Agent = new AgentId("x") }).NumbersAsync(), "two links");
            Expect.Same([], await log.QueryAsync(new LogQuery { Agent = new AgentId("nobody") }).NumbersAsync(), "unknown");
        }
    }

    private static async Task FindsByKindAndTimeAsync(Func<Task<ILog>> open)
    {
        for (var round = 0; round < 2; round++)
        {
            await using var log = await open();
            for (var i = 0; i < 60; i++)
            {
                await log.AppendAsync(log.AppendAny(SampleEntries.Entry(i, i % 20 == 3 ? "config.changed" : "message.received", new EntryLinks { Agent = new AgentId("a") })));
            }

            var time = new LogQuery { From = SampleEntries.Start.AddSeconds(10), To = SampleEntries.Start.AddSeconds(24) };
            Expect.Same([3, 23, 43], await log.QueryAsync(new LogQuery { Kind = "config.changed" }).NumbersAsync(), "kind");
            Expect.Same(Enumerable.Range(10, 14), await log.QueryAsync(time).NumbersAsync(), "time");
            Expect.Same([23], await log.QueryAsync(time with { Kind = "config.changed" }).NumbersAsync(), "kind and time");
            Expect.Same([23], await log.QueryAsync(time with { Kind = "config.changed", Agent = new AgentId("a") }).NumbersAsync(), "kind, time and agent");
            Expect.Same(Enumerable.Range(0, 60), await log.QueryAsync(new LogQuery()).NumbersAsync(), "everything");
            Expect.Same([], await log.QueryAsync(new LogQuery { Kind = "never.seen" }).NumbersAsync(), "unknown kind");
        }
    }

    private static async Task PagesAsync(Func<Task<ILog>> open)
    {
        var query = new LogQuery { Interaction = SampleEntries.Interaction(1) };
        for (var round = 0; round < 2; round++)
        {
            await using var log = await open();
            for (var i = 0; i < 900; i += 100)
            {
                await log.AppendAsync(log.AppendAny([.. Enumerable.Range(i, 100).Select(n => SampleEntries.Entry(n, links: new EntryLinks { Interaction = SampleEntries.Interaction(n % 3) }))]));
            }

            Expect.Same(Enumerable.Range(0, 300).Select(i => (i * 3) + 1), await log.QueryAsync(query).NumbersAsync(), "all");
            Expect.Same([898, 895, 892], await log.QueryAsync(query with { Descending = true, Limit = 3 }).NumbersAsync(), "newest");
            Expect.Same([889, 886], await log.QueryAsync(query with { Descending = true, Limit = 2, Position = new LogPosition(892) }).NumbersAsync(), "before a position");
            Expect.Same([502, 505], (await log.QueryAsync(query with { Position = new LogPosition(500), Limit = 2 }).NumbersAsync()), "from a position");
            Expect.Same(Enumerable.Range(0, 900).Reverse(), await log.QueryAsync(new LogQuery { Descending = true }).NumbersAsync(), "everything, newest first");
            await Expect.ThrowsAsync<ArgumentOutOfRangeException>(() => log.QueryAsync(query with { Limit = 0 }).ToListAsync().AsTask(), "limit 0");
            await Expect.ThrowsAsync<ArgumentOutOfRangeException>(() => log.QueryAsync(query with { Limit = 10_001 }).ToListAsync().AsTask(), "limit 10,001");
        }
    }

    private static async Task NegativePositionAsync(Func<Task<ILog>> open)
    {
        var before = new LogPosition(-5);
        foreach (var count in (int[])[0, 30])
        {
            await using var log = await open();
            for (var i = 0; i < count; i++)
            {
                await log.AppendAsync(log.AppendAny(SampleEntries.Entry(i)));
            }

            foreach (var query in (LogQuery[])[new(), new() { Descending = true }, new() { Kind = "message.received" }, new() { Kind = "message.received", Descending = true }])
            {
                await Expect.ThrowsAsync<ArgumentOutOfRangeException>(() => log.QueryAsync(query with { Position = before }).ToListAsync().AsTask(), query.ToString());
            }

            await Expect.ThrowsAsync<ArgumentOutOfRangeException>(() => log.ReadAsync(before).ToListAsync().AsTask(), "read");
            await Expect.ThrowsAsync<ArgumentOutOfRangeException>(() => FollowAsync(log, before, 1), "follow");
        }
    }

    private static async Task ReadsItsOwnWritesAsync(Func<Task<ILog>> open)
    {
        await using var log = await open();
        for (var i = 0; i < 200; i++)
        {
            var links = new EntryLinks { Interaction = SampleEntries.Interaction(i % 2) };
            var machine = new MachineId("m", (i % 2).ToString());
            var result = await log.AppendAsync(log.Append(machine, i / 2, SampleEntries.Entry(i, links: links)));
            Expect.Equal(i, result.First.Value, "position");
            Expect.Equal(i, (await log.ReadAsync(result.First).NumbersAsync()).Single(), "read");
            Expect.Equal(i, (await log.ReadMachineAsync(machine, i / 2).NumbersAsync()).Single(), "machine");
            Expect.Equal(i, (await log.QueryAsync(new LogQuery { Interaction = links.Interaction, Descending = true, Limit = 1 }).NumbersAsync()).Single(), "query");
        }
    }
}

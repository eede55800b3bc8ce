using ContactCenter.Journal;

namespace ContactCenter.LogConformance;

/// <summary>One promise of a log and how to check it.</summary>
/// <param name="Name">A sentence.</param>
/// <param name="Run">Checks it on logs which the function opens: each time the same one, empty at first, disposed before it is opened again.</param>
public sealed record LogCase(string Name, Func<Func<Task<ILog>>, Task> Run)
{
    public override string ToString() => Name;
}

/// <summary>What every log must do, whatever it is kept in.</summary>
public static class LogCases
{
    private static readonly MachineId Machine = new("interaction", "one");

    public static IReadOnlyList<LogCase> All { get; } =
    [
        new("Positions are dense and begin at 0", PositionsAreDense),
        new("What is appended comes back as it was", ComesBackAsItWas),
        new("A stale version is refused and told", StaleVersion),
        new("A stale epoch is refused", StaleEpoch),
        new("A repeat returns the first position", Repeat),
        new("A repeat is recognised after reopening", RepeatAfterReopening),
        new("A repeat is recognised within a batch", RepeatWithinBatch),
        new("An append half known is refused whole", HalfKnown),
        new("A stream keeps versions or none", StreamsDoNotMix),
        new("An append is all or none", AllOrNone),
        new("Reopening raises the epoch and goes on", Reopening),
        new("A machine's entries are read in order from a version on", ReadsMachine),
        new("Every link finds its entries", FindsByLink),
        new("Kind and time find their entries", FindsByKindAndTime),
        new("Newest first, from a position, at most so many", Pages),
        new("Acknowledged entries are read at once", ReadsItsOwnWrites),
        new("A follower misses nothing while many write", FollowsWhileManyWrite),
        new("A follower from the start reads what is no longer in memory", FollowsFromTheStart),
        new("A cancelled follower stops", FollowerStops),
        new("A disposed log takes nothing", Disposed),
    ];

    private static async Task PositionsAreDense(Func<Task<ILog>> open)
    {
        await using var log = await open();
        Expect.Equal(0, log.Head.Value, "head of a new log");
        for (var i = 0; i < 5; i++)
        {
            var result = await log.AppendAsync(log.AppendAny(Sample.Entry(i)));
            Expect.Equal(new AppendResult(AppendStatus.Appended, new LogPosition(i), Append.AnyVersion), result, "result");
        }

        Expect.Equal(5, log.Head.Value, "head");
        Expect.Same([0L, 1, 2, 3, 4], (await log.ReadAsync(LogPosition.Start).ToListAsync()).Select(e => e.Position.Value), "positions");
        Expect.Same([3L, 4], (await log.ReadAsync(new LogPosition(3)).ToListAsync()).Select(e => e.Position.Value), "positions from 3");
    }

    private static async Task ComesBackAsItWas(Func<Task<ILog>> open)
    {
        var entry = Sample.Entry(7) with
        {
            KindVersion = 3,
            Cause = Sample.Id(1).Value,
            CausePosition = new LogPosition(12),
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            Links = new EntryLinks
            {
                Interaction = Sample.Interaction(1),
                Session = new SessionId(DerivedId.From("s")),
                Customer = new CustomerId(DerivedId.From("c")),
                Agent = new AgentId("anna"),
                Asset = new AssetId(DerivedId.From("a")),
                Case = new CaseId(DerivedId.From("k")),
            },
            Sealed = [new SealedField("text", new SubjectId(DerivedId.From("c")), new byte[40])],
        };
        for (var round = 0; round < 2; round++) // from memory, then from the store
        {
            await using var log = await open();
            await log.AppendAsync(log.Append(Machine, 0, entry));
            var found = (await log.ReadAsync(LogPosition.Start).ToListAsync()).Single();
            Expect.Equal(Machine, found.Machine, "machine");
            Expect.Equal(0, found.MachineVersion, "machine version");
            Expect.Equal(entry with { Body = default, Sealed = [] }, found.Entry with { Body = default, Sealed = [] }, "entry");
            Expect.Same(entry.Body.ToArray(), found.Entry.Body.ToArray(), "body");
            Expect.Same(entry.Sealed[0].Ciphertext.ToArray(), found.Entry.Sealed.Single().Ciphertext.ToArray(), "ciphertext");
        }
    }

    private static async Task StaleVersion(Func<Task<ILog>> open)
    {
        await using var log = await open();
        await log.AppendAsync(log.Append(Machine, 0, Sample.Entry(1), Sample.Entry(2)));
        var stale = await log.AppendAsync(log.Append(Machine, 1, Sample.Entry(3)));
        Expect.Equal(new AppendResult(AppendStatus.StaleVersion, default, 2), stale, "stale");
        var ahead = await log.AppendAsync(log.Append(Machine, 5, Sample.Entry(3)));
        Expect.Equal(AppendStatus.StaleVersion, ahead.Status, "ahead");
        Expect.Equal(2, log.Head.Value, "head");
        var right = await log.AppendAsync(log.Append(Machine, 2, Sample.Entry(3)));
        Expect.Equal(new AppendResult(AppendStatus.Appended, new LogPosition(2), 3), right, "right");
    }

    private static async Task StaleEpoch(Func<Task<ILog>> open)
    {
        long old;
        await using (var first = await open())
        {
            old = first.Epoch;
        }

        await using var log = await open();
        var result = await log.AppendAsync(new Append(Machine, 0, old, [Sample.Entry(1)]));
        Expect.Equal(AppendStatus.StaleEpoch, result.Status, "status");
        Expect.Equal(0, log.Head.Value, "head");
    }

    private static async Task Repeat(Func<Task<ILog>> open)
    {
        await using var log = await open();
        await log.AppendAsync(log.AppendAny(Sample.Entry(0)));
        await log.AppendAsync(log.Append(Machine, 0, Sample.Entry(1), Sample.Entry(2)));
        var again = await log.AppendAsync(log.Append(Machine, 0, Sample.Entry(1), Sample.Entry(2)));
        Expect.Equal(new AppendResult(AppendStatus.Repeated, new LogPosition(1), 2), again, "again");
        Expect.Equal(3, log.Head.Value, "head");
    }

    private static async Task RepeatAfterReopening(Func<Task<ILog>> open)
    {
        for (var round = 0; round < 4; round++)
        {
            await using var log = await open();
            for (var i = 0; i < 50; i++)
            {
                var result = await log.AppendAsync(log.AppendAny(Sample.Entry(i)));
                Expect.Equal((round == 0 ? AppendStatus.Appended : AppendStatus.Repeated, new LogPosition(i)), (result.Status, result.First), $"round {round}, entry {i}");
            }

            Expect.Equal(50, log.Head.Value, "head");
        }
    }

    private static async Task RepeatWithinBatch(Func<Task<ILog>> open)
    {
        await using var log = await open();
        for (var round = 0; round < 20; round++)
        {
            var appends = Enumerable.Range(0, 16).Select(_ => Task.Run(async () => await log.AppendAsync(log.AppendAny(Sample.Entry(round))))).ToArray();
            var results = await Task.WhenAll(appends);
            Expect.Equal(1, results.Count(r => r.Status == AppendStatus.Appended), "appended");
            Expect.Equal(15, results.Count(r => r.Status == AppendStatus.Repeated), "repeated");
            Expect.Same([new LogPosition(round)], results.Select(r => r.First).Distinct(), "positions");
        }
    }

    private static async Task HalfKnown(Func<Task<ILog>> open)
    {
        await using var log = await open();
        await log.AppendAsync(log.AppendAny(Sample.Entry(1)));
        await Expect.ThrowsAsync<ArgumentException>(() => log.AppendAsync(log.AppendAny(Sample.Entry(1), Sample.Entry(2))).AsTask(), "half known");
        await Expect.ThrowsAsync<ArgumentException>(() => log.AppendAsync(log.AppendAny(Sample.Entry(3), Sample.Entry(3))).AsTask(), "twice in one append");
        Expect.Equal(1, log.Head.Value, "head");
    }

    private static async Task StreamsDoNotMix(Func<Task<ILog>> open)
    {
        await using var log = await open();
        await log.AppendAsync(log.Append(Machine, 0, Sample.Entry(1)));
        await log.AppendAsync(log.AppendAny(Sample.Entry(2)));
        await Expect.ThrowsAsync<ArgumentException>(() => log.AppendAsync(log.Append(Machine, Append.AnyVersion, Sample.Entry(3))).AsTask(), "no version");
        await Expect.ThrowsAsync<ArgumentException>(() => log.AppendAsync(log.Append(new MachineId("door", "main"), 0, Sample.Entry(3))).AsTask(), "a version");
        Expect.Equal(2, log.Head.Value, "head");
    }

    private static async Task AllOrNone(Func<Task<ILog>> open)
    {
        await using var log = await open();
        var bad = Sample.Entry(2) with { Body = "[1]"u8.ToArray() };
        await Expect.ThrowsAsync<ArgumentException>(() => log.AppendAsync(log.AppendAny(Sample.Entry(1), bad)).AsTask(), "a body that is no object");
        Expect.Equal(0, log.Head.Value, "head");
        Expect.Equal(AppendStatus.Appended, (await log.AppendAsync(log.AppendAny(Sample.Entry(1)))).Status, "after the refusal");
    }

    private static async Task Reopening(Func<Task<ILog>> open)
    {
        var epoch = 0L;
        for (var round = 0; round < 4; round++)
        {
            await using var log = await open();
            Expect.Equal(true, log.Epoch > epoch, "a larger epoch");
            epoch = log.Epoch;
            Expect.Equal(round * 3, log.Head.Value, "head");
            for (var i = 0; i < 3; i++)
            {
                await log.AppendAsync(log.Append(Machine, (round * 3) + i, Sample.Entry((round * 3) + i)));
            }

            Expect.Same(Enumerable.Range(0, (round + 1) * 3), await log.ReadAsync(LogPosition.Start).NumbersAsync(), "entries");
        }
    }

    private static async Task ReadsMachine(Func<Task<ILog>> open)
    {
        for (var round = 0; round < 2; round++)
        {
            await using var log = await open();
            for (var i = 0; i < 30; i++)
            {
                await log.AppendAsync(log.Append(new MachineId("m", (i % 3).ToString()), i / 3, Sample.Entry(i)));
                await log.AppendAsync(log.AppendAny(Sample.Entry(100 + i)));
            }

            Expect.Same(Enumerable.Range(0, 10).Select(i => (i * 3) + 1), await log.ReadMachineAsync(new MachineId("m", "1")).NumbersAsync(), "all");
            Expect.Same([22, 25, 28], await log.ReadMachineAsync(new MachineId("m", "1"), 7).NumbersAsync(), "from 7");
            Expect.Same([], await log.ReadMachineAsync(new MachineId("m", "1"), 10).NumbersAsync(), "from the end");
            Expect.Same([], await log.ReadMachineAsync(new MachineId("m", "9")).NumbersAsync(), "unknown");
            Expect.Same(Enumerable.Range(100, 30), await log.ReadMachineAsync(new MachineId("door", "main")).NumbersAsync(), "without versions");
            Expect.Same(Enumerable.Range(100, 30), await log.ReadMachineAsync(new MachineId("door", "main"), 5).NumbersAsync(), "without versions, from 5");
        }
    }

    private static async Task FindsByLink(Func<Task<ILog>> open)
    {
        (string Name, EntryLinks Links, LogQuery Query)[] links =
        [
            ("interaction", new EntryLinks { Interaction = Sample.Interaction(5) }, new LogQuery { Interaction = Sample.Interaction(5) }),
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
                await log.AppendAsync(log.AppendAny(Sample.Entry(i, links: i % 10 < 6 ? links[i % 10].Links : null)));
            }

            for (var l = 0; l < links.Length; l++)
            {
                Expect.Same(Enumerable.Range(0, 6).Select(i => (i * 10) + l), await log.QueryAsync(links[l].Query).NumbersAsync(), links[l].Name);
            }

            Expect.Same([], await log.QueryAsync(new LogQuery { Interaction = Sample.Interaction(5), Agent = new AgentId("x") }).NumbersAsync(), "two links");
            Expect.Same([], await log.QueryAsync(new LogQuery { Agent = new AgentId("nobody") }).NumbersAsync(), "unknown");
        }
    }

    private static async Task FindsByKindAndTime(Func<Task<ILog>> open)
    {
        for (var round = 0; round < 2; round++)
        {
            await using var log = await open();
            for (var i = 0; i < 60; i++)
            {
                await log.AppendAsync(log.AppendAny(Sample.Entry(i, i % 20 == 3 ? "config.changed" : "message.received", new EntryLinks { Agent = new AgentId("a") })));
            }

            var time = new LogQuery { From = Sample.Start.AddSeconds(10), To = Sample.Start.AddSeconds(24) };
            Expect.Same([3, 23, 43], await log.QueryAsync(new LogQuery { Kind = "config.changed" }).NumbersAsync(), "kind");
            Expect.Same(Enumerable.Range(10, 14), await log.QueryAsync(time).NumbersAsync(), "time");
            Expect.Same([23], await log.QueryAsync(time with { Kind = "config.changed" }).NumbersAsync(), "kind and time");
            Expect.Same([23], await log.QueryAsync(time with { Kind = "config.changed", Agent = new AgentId("a") }).NumbersAsync(), "kind, time and agent");
            Expect.Same(Enumerable.Range(0, 60), await log.QueryAsync(new LogQuery()).NumbersAsync(), "everything");
            Expect.Same([], await log.QueryAsync(new LogQuery { Kind = "never.seen" }).NumbersAsync(), "unknown kind");
        }
    }

    private static async Task Pages(Func<Task<ILog>> open)
    {
        var query = new LogQuery { Interaction = Sample.Interaction(1) };
        for (var round = 0; round < 2; round++)
        {
            await using var log = await open();
            for (var i = 0; i < 900; i += 100)
            {
                await log.AppendAsync(log.AppendAny([.. Enumerable.Range(i, 100).Select(n => Sample.Entry(n, links: new EntryLinks { Interaction = Sample.Interaction(n % 3) }))]));
            }

            Expect.Same(Enumerable.Range(0, 300).Select(i => (i * 3) + 1), await log.QueryAsync(query).NumbersAsync(), "all");
            Expect.Same([898, 895, 892], await log.QueryAsync(query with { Descending = true, Limit = 3 }).NumbersAsync(), "newest");
            Expect.Same([889, 886], await log.QueryAsync(query with { Descending = true, Limit = 2, Position = new LogPosition(892) }).NumbersAsync(), "before a position");
            Expect.Same([502, 505], (await log.QueryAsync(query with { Position = new LogPosition(500), Limit = 2 }).NumbersAsync()), "from a position");
            Expect.Same(Enumerable.Range(0, 900).Reverse(), await log.QueryAsync(new LogQuery { Descending = true }).NumbersAsync(), "everything, newest first");
            await Expect.ThrowsAsync<ArgumentOutOfRangeException>(() => log.QueryAsync(query with { Limit = 0 }).ToListAsync(), "limit 0");
            await Expect.ThrowsAsync<ArgumentOutOfRangeException>(() => log.QueryAsync(query with { Limit = 10_001 }).ToListAsync(), "limit 10,001");
        }
    }

    private static async Task ReadsItsOwnWrites(Func<Task<ILog>> open)
    {
        await using var log = await open();
        for (var i = 0; i < 200; i++)
        {
            var links = new EntryLinks { Interaction = Sample.Interaction(i % 2) };
            var machine = new MachineId("m", (i % 2).ToString());
            var result = await log.AppendAsync(log.Append(machine, i / 2, Sample.Entry(i, links: links)));
            Expect.Equal(i, result.First.Value, "position");
            Expect.Equal(i, (await log.ReadAsync(result.First).NumbersAsync()).Single(), "read");
            Expect.Equal(i, (await log.ReadMachineAsync(machine, i / 2).NumbersAsync()).Single(), "machine");
            Expect.Equal(i, (await log.QueryAsync(new LogQuery { Interaction = links.Interaction, Descending = true, Limit = 1 }).NumbersAsync()).Single(), "query");
        }
    }

    private static async Task FollowsWhileManyWrite(Func<Task<ILog>> open)
    {
        const int writers = 8, each = 250;
        await using var log = await open();
        var followers = Enumerable.Range(0, 3).Select(_ => Task.Run(() => FollowAsync(log, LogPosition.Start, writers * each))).ToArray();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(w => Task.Run(async () =>
        {
            for (var i = 0; i < each; i++)
            {
                await log.AppendAsync(log.Append(new MachineId("w", w.ToString()), i, Sample.Entry((w * each) + i)));
            }
        })));

        var written = await log.ReadAsync(LogPosition.Start).ToListAsync();
        foreach (var followed in await Task.WhenAll(followers))
        {
            Expect.Same(Enumerable.Range(0, writers * each).Select(i => (long)i), followed.Select(e => e.Position.Value), "positions followed");
            Expect.Same(written.Select(e => e.Entry.Id), followed.Select(e => e.Entry.Id), "entries followed");
        }

        for (var w = 0; w < writers; w++)
        {
            Expect.Same(Enumerable.Range(0, each).Select(i => (long)i), written.Where(e => e.Machine.Key == w.ToString()).Select(e => e.MachineVersion), "versions of one writer");
        }
    }

    private static async Task FollowsFromTheStart(Func<Task<ILog>> open)
    {
        await using (var log = await open())
        {
            for (var i = 0; i < 2_000; i += 100)
            {
                await log.AppendAsync(log.AppendAny([.. Enumerable.Range(i, 100).Select(n => Sample.Entry(n))]));
            }
        }

        await using var again = await open();
        var following = Task.Run(() => FollowAsync(again, new LogPosition(37), 2_100 - 37));
        for (var i = 2_000; i < 2_100; i++)
        {
            await again.AppendAsync(again.AppendAny(Sample.Entry(i)));
        }

        Expect.Same(Enumerable.Range(37, 2_100 - 37), (await following).Select(Sample.Number), "entries followed");
    }

    private static async Task FollowerStops(Func<Task<ILog>> open)
    {
        await using var log = await open();
        using var stop = new CancellationTokenSource();
        var following = Task.Run(async () =>
        {
            await foreach (var batch in log.FollowAsync(LogPosition.Start, stop.Token))
            {
                _ = batch;
            }
        });
        await stop.CancelAsync();
        await Expect.ThrowsAsync<OperationCanceledException>(() => following, "cancelled");
    }

    private static async Task Disposed(Func<Task<ILog>> open)
    {
        var log = await open();
        var append = log.AppendAny(Sample.Entry(1));
        await log.DisposeAsync();
        await Expect.ThrowsAsync<ObjectDisposedException>(() => log.AppendAsync(append).AsTask(), "append");
        await using var again = await open();
        Expect.Equal(0, again.Head.Value, "head");
    }

    private static async Task<List<CommittedEntry>> FollowAsync(ILog log, LogPosition from, int count)
    {
        var followed = new List<CommittedEntry>();
        using var tooLong = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await foreach (var batch in log.FollowAsync(from, tooLong.Token))
        {
            followed.AddRange(batch);
            if (followed.Count >= count)
            {
                break;
            }
        }

        return followed;
    }
}

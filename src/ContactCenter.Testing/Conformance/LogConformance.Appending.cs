using ContactCenter.Journal;

namespace ContactCenter.Testing.Conformance;

/// <content>What is appended: order, versions, epochs, repeats.</content>
public static partial class LogConformance
{
    private static async Task PositionsAreDenseAsync(Func<Task<ILog>> open)
    {
        await using var log = await open();
        Expect.Equal(0, log.Head.Value, "head of a new log");
        for (var i = 0; i < 5; i++)
        {
            var result = await log.AppendAsync(log.AppendAny(SampleEntries.Entry(i)));
            Expect.Equal(new AppendResult(AppendStatus.Appended, new LogPosition(i), Append.AnyVersion), result, "result");
        }

        Expect.Equal(5, log.Head.Value, "head");
        Expect.Same([0L, 1, 2, 3, 4], (await log.ReadAsync(LogPosition.Start).ToListAsync()).Select(e => e.Position.Value), "positions");
        Expect.Same([3L, 4], (await log.ReadAsync(new LogPosition(3)).ToListAsync()).Select(e => e.Position.Value), "positions from 3");
    }

    private static async Task ComesBackAsItWasAsync(Func<Task<ILog>> open)
    {
        var entry = SampleEntries.Entry(7) with
        {
            KindVersion = 3,
            Cause = SampleEntries.Id(1).Value,
            CausePosition = new LogPosition(12),
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            Links = new EntryLinks
            {
                Interaction = SampleEntries.Interaction(1),
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

    private static async Task StaleVersionAsync(Func<Task<ILog>> open)
    {
        await using var log = await open();
        await log.AppendAsync(log.Append(Machine, 0, SampleEntries.Entry(1), SampleEntries.Entry(2)));
        var stale = await log.AppendAsync(log.Append(Machine, 1, SampleEntries.Entry(3)));
        Expect.Equal(new AppendResult(AppendStatus.StaleVersion, default, 2), stale, "stale");
        var ahead = await log.AppendAsync(log.Append(Machine, 5, SampleEntries.Entry(3)));
        Expect.Equal(AppendStatus.StaleVersion, ahead.Status, "ahead");
        Expect.Equal(2, log.Head.Value, "head");
        var right = await log.AppendAsync(log.Append(Machine, 2, SampleEntries.Entry(3)));
        Expect.Equal(new AppendResult(AppendStatus.Appended, new LogPosition(2), 3), right, "right");
    }

    private static async Task StaleEpochAsync(Func<Task<ILog>> open)
    {
        long old;
        await using (var first = await open())
        {
            old = first.Epoch;
        }

        await using var log = await open();
        var result = await log.AppendAsync(new Append(Machine, 0, old, [SampleEntries.Entry(1)]));
        Expect.Equal(AppendStatus.StaleEpoch, result.Status, "status");
        Expect.Equal(0, log.Head.Value, "head");
    }

    private static async Task RepeatAsync(Func<Task<ILog>> open)
    {
        await using var log = await open();
        await log.AppendAsync(log.AppendAny(SampleEntries.Entry(0)));
        await log.AppendAsync(log.Append(Machine, 0, SampleEntries.Entry(1), SampleEntries.Entry(2)));
        var again = await log.AppendAsync(log.Append(Machine, 0, SampleEntries.Entry(1), SampleEntries.Entry(2)));
        Expect.Equal(new AppendResult(AppendStatus.Repeated, new LogPosition(1), 2), again, "again");
        Expect.Equal(3, log.Head.Value, "head");
    }

    private static async Task RepeatAfterReopeningAsync(Func<Task<ILog>> open)
    {
        for (var round = 0; round < 4; round++)
        {
            await using var log = await open();
            for (var i = 0; i < 50; i++)
            {
                var result = await log.AppendAsync(log.AppendAny(SampleEntries.Entry(i)));
                Expect.Equal((round == 0 ? AppendStatus.Appended : AppendStatus.Repeated, new LogPosition(i)), (result.Status, result.First), $"round {round}, entry {i}");
            }

            Expect.Equal(50, log.Head.Value, "head");
        }
    }

    private static async Task RepeatWithinBatchAsync(Func<Task<ILog>> open)
    {
        await using var log = await open();
        for (var round = 0; round < 20; round++)
        {
            var appends = Enumerable.Range(0, 16).Select(_ => Task.Run(async () => await log.AppendAsync(log.AppendAny(SampleEntries.Entry(round))))).ToArray();
            var results = await Task.WhenAll(appends);
            Expect.Equal(1, results.Count(r => r.Status == AppendStatus.Appended), "appended");
            Expect.Equal(15, results.Count(r => r.Status == AppendStatus.Repeated), "repeated");
            Expect.Same([new LogPosition(round)], results.Select(r => r.First).Distinct(), "positions");
        }
    }

    private static async Task HalfKnownAsync(Func<Task<ILog>> open)
    {
        await using var log = await open();
        await log.AppendAsync(log.AppendAny(SampleEntries.Entry(1)));
        await Expect.ThrowsAsync<ArgumentException>(() => log.AppendAsync(log.AppendAny(SampleEntries.Entry(1), SampleEntries.Entry(2))).AsTask(), "half known");
        await Expect.ThrowsAsync<ArgumentException>(() => log.AppendAsync(log.AppendAny(SampleEntries.Entry(3), SampleEntries.Entry(3))).AsTask(), "twice in one append");
        Expect.Equal(1, log.Head.Value, "head");
    }

    private static async Task StreamsDoNotMixAsync(Func<Task<ILog>> open)
    {
        await using var log = await open();
        await log.AppendAsync(log.Append(Machine, 0, SampleEntries.Entry(1)));
        await log.AppendAsync(log.AppendAny(SampleEntries.Entry(2)));
        await Expect.ThrowsAsync<ArgumentException>(() => log.AppendAsync(log.Append(Machine, Append.AnyVersion, SampleEntries.Entry(3))).AsTask(), "no version");
        await Expect.ThrowsAsync<ArgumentException>(() => log.AppendAsync(log.Append(new MachineId("door", "main"), 0, SampleEntries.Entry(3))).AsTask(), "a version");
        Expect.Equal(2, log.Head.Value, "head");
    }

    private static async Task AllOrNoneAsync(Func<Task<ILog>> open)
    {
        await using var log = await open();
        var bad = SampleEntries.Entry(2) with { Body = "[1]"u8.ToArray() };
        await Expect.ThrowsAsync<ArgumentException>(() => log.AppendAsync(log.AppendAny(SampleEntries.Entry(1), bad)).AsTask(), "a body that is no object");
        Expect.Equal(0, log.Head.Value, "head");
        Expect.Equal(AppendStatus.Appended, (await log.AppendAsync(log.AppendAny(SampleEntries.Entry(1)))).Status, "after the refusal");
    }

    private static async Task ReopeningAsync(Func<Task<ILog>> open)
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
                await log.AppendAsync(log.Append(Machine, (round * 3) + i, SampleEntries.Entry((round * 3) + i)));
            }

            Expect.Same(Enumerable.Range(0, (round + 1) * 3), await log.ReadAsync(LogPosition.Start).NumbersAsync(), "entries");
        }
    }
}

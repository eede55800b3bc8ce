using ContactCenter.Audit;
using ContactCenter.Journal;

namespace ContactCenter.Testing.Conformance;

/// <content>What is written: whole, once, by one writer.</content>
public static partial class LogStoreConformance
{
    private static async Task EndsAsWrittenAsync(LogStoreSubject subject)
    {
        await using (var store = subject.Make())
        {
            var end = await store.OpenAsync(default);
            Expect.Equal((0, 0, true), (end.Count, end.Entries.Count, end.RecordBytes.IsEmpty), "entries, last batch and record of a new log");
        }

        for (var round = 0; round < 3; round++)
        {
            await using var log = await OpenAsync(subject.Make());
            Expect.Equal(round * 20, log.Head.Value, "head");
            await FillAsync(log, round * 20, 20);
        }

        await using var last = subject.Make();
        var tail = await last.OpenAsync(default);
        var record = CommitRecord.Decode(tail.RecordBytes.Span);
        Expect.Equal((60, 3, 10, 50), (tail.Count, record.Epoch, record.Count, record.First.Value), "count, epoch, and the last batch");
        Expect.Same(Enumerable.Range(50, 10).Select(static i => (long)i), tail.Entries.Select(static e => e.Position.Value), "positions of the last batch");
        var edge = new MerkleFrontier(record.First.Value, tail.EdgeBefore.Span);
        foreach (var entry in tail.Entries)
        {
            edge.Append(MerkleHash.Leaf(entry.Bytes.Span));
        }

        Expect.True(edge.Root().AsSpan().SequenceEqual(record.Root.Span), "the edge before the batch and its entries give the root");
    }

    private static async Task SecondOwnerAsync(LogStoreSubject subject)
    {
        await using var log = await OpenAsync(subject.Make());
        await Expect.ThrowsAsync<LogUnavailableException>(() => OpenAsync(subject.Make()), "a second owner");
        Expect.Equal(AppendStatus.Appended, (await log.AppendAsync(log.AppendAny(SampleEntries.Entry(0)))).Status, "the first goes on");
    }

    /// <summary>Each append is the first of a log opened anew, and a large one: what was assumed of it and is not so leaves nothing, in the tree either.</summary>
    private static async Task AnswersAsStoredAsync(LogStoreSubject subject)
    {
        MachineId kept = new("case", "kept"), free = new("case", "free");
        List<int> stored = [];
        await AskAsync(kept, 0, 0, (AppendStatus.Appended, 300));
        await AskAsync(free, Append.AnyVersion, 300, (AppendStatus.Appended, Append.AnyVersion));
        await AskAsync(kept, 0, 0, (AppendStatus.Repeated, 300));
        await AskAsync(free, Append.AnyVersion, 300, (AppendStatus.Repeated, Append.AnyVersion));
        await AskAsync(kept, 0, 600, (AppendStatus.StaleVersion, 300));
        await AskAsync(kept, 301, 600, (AppendStatus.StaleVersion, 300));
        await AskAsync(new MachineId("case", "none"), 1, 600, (AppendStatus.StaleVersion, 0));
        await AskAsync(kept, Append.AnyVersion, 600, null);
        await AskAsync(free, 0, 600, null);
        await AskAsync(kept, 300, 600, (AppendStatus.Appended, 600));
        await AskAsync(free, Append.AnyVersion, 900, (AppendStatus.Appended, Append.AnyVersion));
        Expect.Same(stored, await VerifiedAsync(subject), "entries");

        async Task AskAsync(MachineId machine, long expected, int first, (AppendStatus Status, long Version)? answer)
        {
            await using var log = await OpenAsync(subject.Make());
            var append = log.Append(machine, expected, [.. Enumerable.Range(first, 300).Select(static n => SampleEntries.Entry(n))]);
            if (answer is not var (status, version))
            {
                await Expect.ThrowsAsync<ArgumentException>(async () => await log.AppendAsync(append), $"{machine} at {expected}");
            }
            else
            {
                var result = await log.AppendAsync(append);
                Expect.Equal((status, version), (result.Status, result.Version), $"what becomes of {machine} at {expected}");
                stored.AddRange(status == AppendStatus.Appended ? Enumerable.Range(first, 300) : []);
            }

            var next = 10_000 + stored.Count;
            await log.AppendAsync(log.AppendAny(SampleEntries.Entry(next)));
            stored.Add(next);
        }
    }

    private static async Task FailedWriteAsync(LogStoreSubject subject)
    {
        var store = subject.Make();
        await using (var log = await OpenAsync(store))
        {
            await FillAsync(log, 0, 10);
            subject.FailNextWrite(store, written: false);
            await Expect.ThrowsAsync<LogUnavailableException>(() => log.AppendAsync(log.AppendAny(SampleEntries.Entry(10), SampleEntries.Entry(11))).AsTask(), "the failed append");
            Expect.True(log.Failure is not null, "the log tells its failure");
            await Expect.ThrowsAsync<LogUnavailableException>(() => log.AppendAsync(log.AppendAny(SampleEntries.Entry(12))).AsTask(), "an append after it");
            Expect.Same(Enumerable.Range(0, 10), await log.ReadAsync(LogPosition.Start).NumbersAsync(), "what is read after it");
        }

        await using (var again = await OpenAsync(subject.Make()))
        {
            Expect.Equal(10, again.Head.Value, "head");
            var retry = await again.AppendAsync(again.AppendAny(SampleEntries.Entry(10), SampleEntries.Entry(11)));
            Expect.Equal((AppendStatus.Appended, new LogPosition(10)), (retry.Status, retry.First), "the retry");
        }

        Expect.Same(Enumerable.Range(0, 12), await VerifiedAsync(subject), "entries");
    }

    private static async Task LostAnswerAsync(LogStoreSubject subject)
    {
        var store = subject.Make();
        await using (var log = await OpenAsync(store))
        {
            await FillAsync(log, 0, 10);
            subject.FailNextWrite(store, written: true);
            await Expect.ThrowsAsync<LogUnavailableException>(() => log.AppendAsync(log.AppendAny(SampleEntries.Entry(10), SampleEntries.Entry(11))).AsTask(), "the append without an answer");
            Expect.Equal(10, log.Head.Value, "what is not acknowledged is not seen");
        }

        await using (var again = await OpenAsync(subject.Make()))
        {
            Expect.Equal(12, again.Head.Value, "head");
            var retry = await again.AppendAsync(again.AppendAny(SampleEntries.Entry(10), SampleEntries.Entry(11)));
            Expect.Equal((AppendStatus.Repeated, new LogPosition(10)), (retry.Status, retry.First), "the retry");
        }

        Expect.Same(Enumerable.Range(0, 12), await VerifiedAsync(subject), "entries");
    }

    private static async Task FailuresUnderLoadAsync(LogStoreSubject subject)
    {
        const int callers = 8, each = 60;
        var acknowledged = new System.Collections.Concurrent.ConcurrentDictionary<int, long>();
        for (var round = 0; acknowledged.Count < callers * each; round++)
        {
            Expect.True(round < 100, "the load gets done");
            var store = subject.Make();
            await using var log = await OpenAsync(store);
            await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
            {
                try
                {
                    for (var i = caller * each; i < (caller + 1) * each; i++)
                    {
                        var result = await log.AppendAsync(log.AppendAny(SampleEntries.Entry(i)));
                        var first = acknowledged.GetOrAdd(i, result.First.Value);
                        Expect.Equal(first, result.First.Value, $"where entry {i} stands");
                        if (round < 6 && i % each == 10 + (round * 5) && caller == 0)
                        {
                            subject.FailNextWrite(store, written: round % 2 == 0);
                        }
                    }
                }
                catch (LogUnavailableException)
                {
                    // The next opening goes on.
                }
            })));
        }

        var numbers = await VerifiedAsync(subject);
        Expect.Same(Enumerable.Range(0, callers * each), numbers.Order(), "each entry once");
        Expect.True(acknowledged.All(a => numbers[a.Value] == a.Key), "each entry stands where its caller was told");
    }

    private static async Task ReplacedWriterAsync(LogStoreSubject subject)
    {
        var store = subject.Make();
        await using (var first = await OpenAsync(store))
        {
            await FillAsync(first, 0, 10);
            await subject.LoseOwnershipAsync(store);
            await using (var second = await OpenAsync(subject.Make()))
            {
                Expect.True(second.Epoch > first.Epoch, "a larger epoch");
                await FillAsync(second, 10, 10);
            }

            await Expect.ThrowsAsync<LogUnavailableException>(() => first.AppendAsync(first.AppendAny(SampleEntries.Entry(100), SampleEntries.Entry(101))).AsTask(), "the replaced writer");
            Expect.True(first.Failure is not null, "the replaced writer tells its failure");
        }

        Expect.Same(Enumerable.Range(0, 20), await VerifiedAsync(subject), "entries");
    }

    private static async Task ReplacementsAsync(LogStoreSubject subject)
    {
        for (var round = 0; round < 10; round++)
        {
            var store = subject.Make();
            await using var log = await OpenAsync(store);
            Expect.Equal(round * 10, log.Head.Value, "head");
            await FillAsync(log, round * 10, 10);
            await subject.LoseOwnershipAsync(store);
            await using (var next = await OpenAsync(subject.Make()))
            {
                Expect.Equal((round + 1) * 10, next.Head.Value, "head of the next");
            }

            await Expect.ThrowsAsync<LogUnavailableException>(() => log.AppendAsync(log.AppendAny(SampleEntries.Entry(1_000 + round))).AsTask(), "a replaced writer");
        }

        Expect.Same(Enumerable.Range(0, 100), await VerifiedAsync(subject), "entries");
    }
}

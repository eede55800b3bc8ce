using ContactCenter.Journal;

namespace ContactCenter.Testing.Conformance;

/// <content>What followers see, and what a closed log does.</content>
public static partial class LogConformance
{
    private static async Task FollowsWhileManyWriteAsync(Func<Task<ILog>> open)
    {
        const int writers = 8, each = 250;
        await using var log = await open();
        var followers = Enumerable.Range(0, 3).Select(_ => Task.Run(() => FollowAsync(log, LogPosition.Start, writers * each))).ToArray();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(w => Task.Run(async () =>
        {
            for (var i = 0; i < each; i++)
            {
                await log.AppendAsync(log.Append(new MachineId("w", w.ToString()), i, SampleEntries.Entry((w * each) + i)));
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

    private static async Task FollowsFromTheStartAsync(Func<Task<ILog>> open)
    {
        await using (var log = await open())
        {
            for (var i = 0; i < 2_000; i += 100)
            {
                await log.AppendAsync(log.AppendAny([.. Enumerable.Range(i, 100).Select(n => SampleEntries.Entry(n))]));
            }
        }

        await using var again = await open();
        var following = Task.Run(() => FollowAsync(again, new LogPosition(37), 2_100 - 37));
        for (var i = 2_000; i < 2_100; i++)
        {
            await again.AppendAsync(again.AppendAny(SampleEntries.Entry(i)));
        }

        Expect.Same(Enumerable.Range(37, 2_100 - 37), (await following).Select(SampleEntries.Number), "entries followed");
    }

    private static async Task FollowsFromBeyondTheHeadAsync(Func<Task<ILog>> open)
    {
        await using var log = await open();
        for (var i = 0; i < 10; i++)
        {
            await log.AppendAsync(log.AppendAny(SampleEntries.Entry(i)));
        }

        var following = FollowAsync(log, new LogPosition(15), 5); // waits already when it returns
        for (var i = 10; i < 20; i++)
        {
            var another = FollowAsync(log, new LogPosition(i), 1); // once this one has been told, so has the first
            await log.AppendAsync(log.AppendAny(SampleEntries.Entry(i)));
            await another;
        }

        Expect.Same([15L, 16, 17, 18, 19], (await following).Select(static e => e.Position.Value), "positions followed");
    }

    private static async Task FollowerStopsAsync(Func<Task<ILog>> open)
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

    private static async Task DisposedAsync(Func<Task<ILog>> open)
    {
        var log = await open();
        var append = log.AppendAny(SampleEntries.Entry(1));
        await log.DisposeAsync();
        await Expect.ThrowsAsync<ObjectDisposedException>(() => log.AppendAsync(append).AsTask(), "append");
        await using var again = await open();
        Expect.Equal(0, again.Head.Value, "head");
    }

    private static async Task<List<CommittedEntry>> FollowAsync(ILog log, LogPosition from, int count)
    {
        var followed = new List<CommittedEntry>();
        using var tooLong = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
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

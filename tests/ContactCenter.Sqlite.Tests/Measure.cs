using System.Diagnostics;
using ContactCenter.Channels;
using ContactCenter.Journal;
using ContactCenter.Sqlite.Blobs;
using ContactCenter.Sqlite.Keys;
using ContactCenter.Sqlite.Views;
using ContactCenter.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactCenter.Sqlite;

/// <summary>What each store carries on this machine's disk.</summary>
internal static class Measure
{
    public static async Task RunAsync()
    {
        using var folder = new TemporaryFolder();
        var master = RootKey.Load(new SqliteOptions { Root = folder.Path }, NullLogger.Instance);
        await using var keys = SqliteKeyStore.Open(folder["keys.db"], folder["periods"], master, TestContext.With());
        await using var views = SqliteViewStore.Open(folder["views.db"], TestContext.With());
        var blobs = new FileBlobStore(folder["blobs"], keys, TestContext.With());
        var document = new byte[400];
        var subject = new SubjectId(Guid.NewGuid());

        for (var round = 0; round < 2; round++)
        {
            foreach (var batch in (int[])[10, 100, 1_000])
            {
                await PrintAsync($"view rows, commits of {batch}", 100_000, async () =>
                {
                    for (var i = 0; i < 100_000; i += batch)
                    {
                        var first = i;
                        await views.CommitAsync(new ViewCommit("p", new LogPosition(i), [.. Enumerable.Range(0, batch).Select(j => Row(first + j))], []));
                    }
                });
            }

            await PrintAsync("view rows found", 100_000, async () =>
            {
                for (var i = 0; i < 100_000; i++)
                {
                    (await views.FindAsync("v", $"{i * 7919 % 100_000:D8}")).ShouldNotBeNull();
                }
            });
            await PrintAsync("view rows listed", 100_000, async () =>
            {
                await foreach (var _ in views.ListAsync(new ViewQuery("v")))
                {
                    // counted by the title
                }
            });

            var start = round * 100_000;
            await PrintAsync("new customers, one after another", 500, async () =>
            {
                for (var i = 0; i < 500; i++)
                {
                    await keys.IdentifyAsync(Address.Phone($"+39{start + i}"));
                }
            });
            await PrintAsync("new customers, 500 at a time", 20_000, () => Parallel.ForAsync(
                0, 20_000, new ParallelOptions { MaxDegreeOfParallelism = 500 }, (i, stop) => DiscardAsync(keys.IdentifyAsync(Address.Phone($"+39{start + 1_000 + i}"), stop))));
            await PrintAsync("known customers", 1_000_000, async () =>
            {
                for (var i = 0; i < 1_000_000; i++)
                {
                    await keys.IdentifyAsync(Address.Phone($"+39{start + 1_000 + (i % 20_000)}"));
                }
            });
            await PrintAsync("blobs of 100 kB, one after another", 100, async () =>
            {
                for (var i = 0; i < 100; i++)
                {
                    var content = new byte[100_000];
                    BitConverter.TryWriteBytes(content, start + i);
                    await blobs.PutAsync(subject, new MemoryStream(content), content.Length);
                }
            });
        }

        await RotateAsync(keys);

        ViewRow Row(int number) => new("v", $"{number:D8}", $"g{number % 100}", number, document);
    }

    /// <summary>Everybody is wrapped under a new period while new customers come, one after another.</summary>
    private static async Task RotateAsync(SqliteKeyStore keys)
    {
        var longest = TimeSpan.Zero;
        await using var rotation = new KeyRotation(keys, TimeSpan.Zero, TimeSpan.Zero, TestContext.With());
        await PrintAsync("keys wrapped anew under a new period", 41_001, async () =>
        {
            var turning = Task.Run(() => rotation.TurnAsync(CancellationToken.None));
            for (var i = 0; !turning.IsCompleted; i++)
            {
                var started = Stopwatch.GetTimestamp();
                await keys.IdentifyAsync(Address.Phone($"+40{i}"));
                longest = TimeSpan.FromTicks(Math.Max(longest.Ticks, Stopwatch.GetElapsedTime(started).Ticks));
            }

            await turning;
        });
        Console.WriteLine($"{"longest wait of a new customer meanwhile",-40} {longest.TotalMilliseconds,12:N0} ms");
    }

    private static async ValueTask DiscardAsync<T>(ValueTask<T> task) => await task;

    private static async Task PrintAsync(string what, int count, Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        Console.WriteLine($"{what,-40} {count / Stopwatch.GetElapsedTime(started).TotalSeconds,12:N0}/s");
    }
}

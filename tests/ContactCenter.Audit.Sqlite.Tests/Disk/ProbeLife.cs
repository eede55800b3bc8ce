using System.Text;
using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;

namespace ContactCenter.Audit.Sqlite.Tests.Disk;

/// <summary>What is done to a log on a watched disk. The small buffers let checkpoints and the index have their part in it.</summary>
internal static class ProbeLife
{
    /// <summary>Entries with a body longer than a page come now and then.</summary>
    public static Entry Entry(int number) => SampleEntries.Entry(number, links: new EntryLinks { Interaction = SampleEntries.Interaction(number % 5) }) with
    {
        Body = Encoding.UTF8.GetBytes($$"""{"text":"{{new string('a', number % 17 == 0 ? 9_000 : number % 5 * 40)}}","number":{{number}}}"""),
    };

    public static SqliteLogOptions Options() => new() { CheckpointPages = 12, IndexBatch = 8, IndexDelay = TimeSpan.FromMilliseconds(1) };

    /// <summary>Opens the log, and records what the opening writes by itself, not through SQLite.</summary>
    public static async Task<AuditLog> OpenAsync(WatchedDisk disk, TestFolder folder)
    {
        var left = folder.LogDb + "-wal";
        if (File.Exists(left))
        {
            File.SetLastWriteTimeUtc(left, DateTime.UnixEpoch);
        }

        var options = Options();
        options.FaultPoint = point =>
        {
            if (point == SqliteLogOptions.WrittenAgain && File.GetLastWriteTimeUtc(left) > DateTime.UnixEpoch)
            {
                disk.Add(new DiskEvent.Synced("log.db-wal", disk.Add(new DiskEvent.Written("log.db-wal", 0, File.ReadAllBytes(left)))));
            }
        };
        return await folder.OpenAsync(options);
    }

    /// <summary>Opens the log, lets callers append in turns of one to four entries, records what is acknowledged, and closes it.</summary>
    /// <returns>The first number not used.</returns>
    public static async Task<int> RunAsync(WatchedDisk disk, TestFolder folder, int first, int callers, int turns)
    {
        await using var log = await OpenAsync(disk, folder);
        var next = first;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            for (var turn = 0; turn < turns; turn++)
            {
                var count = 1 + ((caller + turn) % 4);
                var number = Interlocked.Add(ref next, count) - count;
                var result = await log.AppendAsync(log.AppendAny([.. Enumerable.Range(number, count).Select(Entry)]));
                for (var i = 0; i < count; i++)
                {
                    disk.Add(new DiskEvent.Acknowledged(number + i, result.First.Value + i));
                }
            }
        })));
        return next;
    }
}

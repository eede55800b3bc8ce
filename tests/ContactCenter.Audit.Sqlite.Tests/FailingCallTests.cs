using System.Collections.Concurrent;
using ContactCenter.Audit.Sqlite.Tests.Disk;
using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;

namespace ContactCenter.Audit.Sqlite.Tests;

/// <summary>Each call SQLite makes on the log's files and the index's fails once, in a life of two openings. All calls in each build.</summary>
public sealed class FailingCallTests
{
    private const int InputOutput = 5; // EIO
    private const int NoSpace = 28; // ENOSPC

    [Theory]
    [InlineData(InputOutput, false)]
    [InlineData(NoSpace, false)]
    [InlineData(InputOutput, true)]
    public async Task Whichever_call_fails_nothing_is_acknowledged_after_it_and_the_log_opens_again(int error, bool fromThenOn)
    {
        var sites = new ConcurrentDictionary<(FileCall, string), int>();
        var number = await FailAsync(int.MaxValue);
        number.ShouldBeGreaterThan(200);

        // The index writes beside the log, so that no two lives make quite the same calls: some more than there were reach the last ones, too.
        await Parallel.ForAsync(1, number + 60, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (failing, _) => await FailAsync(failing));

        foreach (var name in (string[])["log.db", "log.db-wal", "index.db", "index.db-wal"])
        {
            sites.Keys.ShouldContain((FileCall.Open, name));
            sites.Keys.ShouldContain((FileCall.Write, name));
            sites.Keys.ShouldContain((FileCall.Sync, name));
        }

        sites.Keys.ShouldContain((FileCall.Truncate, "log.db-wal"));

        async Task<int> FailAsync(int failing)
        {
            var calls = 0;
            using var folder = new TestFolder(inMemory: true);
            using var disk = new WatchedDisk(folder.Path);
            disk.Fault = (call, name) =>
            {
                var now = Interlocked.Increment(ref calls);
                var fails = now == failing || (fromThenOn && now > failing);
                if (!fails)
                {
                    return 0;
                }

                sites.TryAdd((call, name), now);
                return error;
            };
            await LiveAsync(disk, folder, $"call {failing} fails with {error}{(fromThenOn ? ", and all after it" : "")}");
            disk.Fault = null;
            await Recovery.CheckAsync(folder, disk.Events.OfType<DiskEvent.Acknowledged>(), $"call {failing}, {Failures(disk)}");
            return calls;
        }
    }

    /// <summary>Two openings, one append at a time; after a failed write of the log there must be no acknowledgement until the next opening.</summary>
    private static async Task LiveAsync(WatchedDisk disk, TestFolder folder, string about)
    {
        for (var life = 0; life < 2; life++)
        {
            var began = disk.Now();
            try
            {
                await using var log = await ProbeLife.OpenAsync(disk, folder);
                for (var turn = 0; turn < 7; turn++)
                {
                    var number = (100 * life) + (2 * turn);
                    var result = await log.AppendAsync(log.AppendAny(ProbeLife.Entry(number), ProbeLife.Entry(number + 1)));
                    disk.Events.Skip(began).ShouldNotContain(static e => EndsTheLog(e), $"{about}: entry {number} was acknowledged");
                    disk.Add(new DiskEvent.Acknowledged(number, result.First.Value));
                    disk.Add(new DiskEvent.Acknowledged(number + 1, result.First.Value + 1));
                }
            }
            catch (LogUnavailableException)
            {
                // told, and stopped
            }
            catch (LogFormatException) when (disk.Events.Any(static e => e is DiskEvent.Failed(FileCall.Read, _)))
            {
                // a page the disk cannot read is a damaged one
            }
            catch (Exception e) when (e is not ShouldAssertException)
            {
                throw new InvalidOperationException($"{about} in life {life}, {Failures(disk)}: {e.Message}", e);
            }
        }
    }

    private static bool EndsTheLog(DiskEvent happened) => happened switch
    {
        DiskEvent.SyncFailed(var name) => IsLog(name),
        DiskEvent.Failed(FileCall.Write or FileCall.Truncate, var name) => IsLog(name),
        _ => false,
    };

    private static bool IsLog(string name) => name is "log.db" or "log.db-wal";

    private static string Failures(WatchedDisk disk) => string.Join(", ", disk.Events.Where(static e => e is DiskEvent.Failed or DiskEvent.SyncFailed).Take(3));
}

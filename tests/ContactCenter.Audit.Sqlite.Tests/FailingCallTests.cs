using ContactCenter.Audit.Sqlite.Tests.Disk;
using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;

namespace ContactCenter.Audit.Sqlite.Tests;

/// <summary>Each call SQLite makes on the log's files and the index's fails once, in a life of two openings. All calls in each build.</summary>
public sealed class FailingCallTests
{
    private const int InputOutput = 5; // EIO
    private const int NoSpace = 28; // ENOSPC

    /// <summary>What certainly fails once, whichever number the call has.</summary>
    private static readonly (FileCall Call, string Name)[] Sites =
    [
        .. from name in (string[])["log.db", "log.db-wal", "index.db", "index.db-wal"]
           from call in (FileCall[])[FileCall.Open, FileCall.Write, FileCall.Sync]
           select (call, name),
        (FileCall.Truncate, "log.db-wal"),
    ];

    [Theory]
    [InlineData(InputOutput, false)]
    [InlineData(NoSpace, false)]
    [InlineData(InputOutput, true)]
    public async Task Whichever_call_fails_nothing_is_acknowledged_after_it_and_the_log_opens_again(int error, bool fromThenOn)
    {
        var number = await FailAsync("no call", static (_, _, _) => false);
        number.ShouldBeGreaterThan(200);

        // The index writes beside the log, so that no two lives make quite the same calls: some more than there were reach the last ones, too.
        await Parallel.ForAsync(1, number + 60, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (failing, _) => await FailAsync($"call {failing}", (now, _, _) => now == failing));
        foreach (var site in Sites)
        {
            var failed = false;
            await FailAsync($"the first {site.Call} of {site.Name}", (_, call, name) => (call, name) == site && !failed && (failed = true));
            failed.ShouldBeTrue($"No life made a {site.Call} of {site.Name}.");
        }

        async Task<int> FailAsync(string which, Func<int, FileCall, string, bool> isIt)
        {
            var (calls, hasFailed) = (0, false);
            using var folder = new TestFolder(inMemory: true);
            using var disk = new WatchedDisk(folder.Path);
            disk.Fault = (call, name) =>
            {
                var now = Interlocked.Increment(ref calls);
                if (isIt(now, call, name))
                {
                    Volatile.Write(ref hasFailed, true);
                    return error;
                }

                return fromThenOn && Volatile.Read(ref hasFailed) ? error : 0;
            };
            await LiveAsync(disk, folder, $"{which} fails with {error}{(fromThenOn ? ", and all after it" : "")}");
            disk.Fault = null;
            await Recovery.CheckAsync(folder, disk.Events.OfType<DiskEvent.Acknowledged>(), $"{which}, {Failures(disk)}");
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
                    disk.Events.Skip(began).Any(EndsTheLog).ShouldBeFalse($"{about}: entry {number} was acknowledged");
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

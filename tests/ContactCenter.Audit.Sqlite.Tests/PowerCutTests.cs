using ContactCenter.Audit.Sqlite.Tests.Disk;
using ContactCenter.Journal;

namespace ContactCenter.Audit.Sqlite.Tests;

/// <summary>
/// Cuts the power, as far as a program can: what SQLite gives the system is recorded while logs are written, and from any moment of it
/// the disk is made as a cut may leave it. 1,000 cuts in each build; more by <c>CONTACTCENTER_POWER_CUTS</c>.
/// </summary>
public sealed class PowerCutTests
{
    private static readonly int Cuts = int.TryParse(Environment.GetEnvironmentVariable("CONTACTCENTER_POWER_CUTS"), out var wanted) ? wanted : 1_000;

    [Fact]
    public async Task After_a_power_cut_everything_acknowledged_is_there_and_the_log_goes_on()
    {
        var events = await RecordAsync(syncs: true);

        await Parallel.ForAsync(0, Cuts, async (seed, _) => await CheckAsync(events, seed));

        events.OfType<DiskEvent.Acknowledged>().Count().ShouldBeGreaterThan(256, "a tile of the tree was written");
        events.OfType<DiskEvent.Truncated>().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_disk_that_only_says_that_it_syncs_is_found_out()
    {
        var events = await RecordAsync(syncs: false);

        var lost = 0;
        await Parallel.ForAsync(0, 40, async (seed, _) =>
        {
            try
            {
                await CheckAsync(events, seed);
            }
            catch (Exception e) when (e is ShouldAssertException or LogFormatException)
            {
                Interlocked.Increment(ref lost);
            }
        });

        lost.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task What_is_acknowledged_after_a_failed_sync_outlives_a_power_cut()
    {
        // The system holds as clean what it could not write: a log that is opened again must not take it for durable.
        var failed = 0;
        await Parallel.ForAsync(0, Math.Max(Cuts / 25, 20), async (seed, _) =>
        {
            var events = await RecordFailedSyncAsync(new Random(seed));
            Interlocked.Add(ref failed, events.OfType<DiskEvent.SyncFailed>().Count());
            for (var cut = 0; cut < 10; cut++)
            {
                await CheckAsync(events, (1_000 * seed) + cut, random => AfterFailure(events, random));
            }
        });

        failed.ShouldBeGreaterThan(10);
    }

    private static Task CheckAsync(IReadOnlyList<DiskEvent> events, int seed) => CheckAsync(events, seed, random => random.Next(events.Count + 1));

    private static async Task CheckAsync(IReadOnlyList<DiskEvent> events, int seed, Func<Random, int> moment)
    {
        var random = new Random(seed);
        var count = moment(random);
        using var folder = new TestFolder(inMemory: true);
        new CutDisk(events, count).WriteTo(folder.Path, random);
        try
        {
            await Recovery.CheckAsync(folder, events.Take(count).OfType<DiskEvent.Acknowledged>(), $"cut {seed}, after event {count} of {events.Count}");
        }
        catch (LogFormatException e)
        {
            throw new LogFormatException($"Cut {seed}, after event {count} of {events.Count}: {e.Message}", e);
        }
    }

    /// <summary>A life of one caller, one of eight, and one that adds a little.</summary>
    private static async Task<IReadOnlyList<DiskEvent>> RecordAsync(bool syncs)
    {
        using var folder = new TestFolder(inMemory: true);
        using var disk = new WatchedDisk(folder.Path) { Syncs = syncs };
        var next = await ProbeLife.RunAsync(disk, folder, 0, callers: 1, turns: 40);
        next = await ProbeLife.RunAsync(disk, folder, next, callers: 8, turns: 12);
        await ProbeLife.RunAsync(disk, folder, next, callers: 1, turns: 5);
        return disk.Events;
    }

    /// <summary>Any moment, more often than not one soon after a sync of the log's failed, where the next opening recovers.</summary>
    private static int AfterFailure(IReadOnlyList<DiskEvent> events, Random random)
    {
        var failures = Enumerable.Range(0, events.Count).Where(at => events[at] is DiskEvent.SyncFailed("log.db" or "log.db-wal")).ToList();
        return failures.Count == 0 || random.Next(4) == 0 ? random.Next(events.Count + 1) : Math.Min(failures[random.Next(failures.Count)] + random.Next(60), events.Count);
    }

    /// <summary>One or two syncs fail, some time in six short lives.</summary>
    private static async Task<IReadOnlyList<DiskEvent>> RecordFailedSyncAsync(Random random)
    {
        var failures = new HashSet<int> { random.Next(60), random.Next(60) };
        var syncs = 0;
        using var folder = new TestFolder(inMemory: true);
        using var disk = new WatchedDisk(folder.Path) { Fault = (call, _) => call == FileCall.Sync && failures.Contains(Interlocked.Increment(ref syncs)) ? 5 : 0 };
        for (var life = 0; life < 6; life++)
        {
            try
            {
                await ProbeLife.RunAsync(disk, folder, 1_000 * life, callers: 2, turns: 5);
            }
            catch (LogUnavailableException)
            {
                // the next life finds out what became of it
            }
        }

        return disk.Events;
    }
}

using System.Security.Cryptography;
using System.Text;
using ContactCenter.Audit.Sqlite.Tests.Disk;
using ContactCenter.Journal;
using ContactCenter.Sqlite.Keys;
using ContactCenter.Sqlite.Views;
using ContactCenter.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactCenter.Sqlite.Crashes;

/// <summary>
/// After a failed sync the system holds as clean what may never have reached the disk. Whoever opens the database then, or goes on with it, must not move that into the database: a power cut
/// in the middle would leave half of it, and nothing to move it from. Recorded and cut as the log's files are.
/// </summary>
public sealed class FailedSyncTests : IDisposable
{
    private const int SyncFailed = 5; // EIO

    private static readonly int Lives = int.TryParse(Environment.GetEnvironmentVariable("CONTACTCENTER_POWER_CUTS"), out var wanted) ? Math.Max(wanted / 25, 30) : 30;

    private readonly string _at = Directory.CreateDirectory(Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"cc-sync-{Guid.NewGuid():N}")).FullName;
    private readonly Secret _master = new(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

    [Fact]
    public async Task Keys_acknowledged_outlive_a_power_cut_after_a_failed_sync_and_the_erased_stay_erased()
    {
        var failures = 0;
        for (var seed = 0; seed < Lives; seed++)
        {
            var folder = Folder($"keys{seed}");
            var (events, done) = await RecordKeysAsync(folder, new Random(seed));
            failures += events.OfType<DiskEvent.SyncFailed>().Count();
            for (var cut = 0; cut < 10; cut++)
            {
                var random = new Random((1_000 * seed) + cut);
                var count = AfterFailure(events, random);
                var known = done.Where(d => d.At <= count).ToList();
                if (known.Count > 0)
                {
                    var left = Folder($"keys{seed}-{cut}");
                    new CutDisk(events, count).WriteTo(left, random);
                    await CheckKeysAsync(left, folder + ".periods", known, $"life {seed}, cut {cut} after event {count} of {events.Count}");
                    Directory.Delete(left, recursive: true);
                }
            }

            Directory.Delete(folder, recursive: true);
        }

        failures.ShouldBeGreaterThan(Lives / 2);
    }

    [Fact]
    public async Task Views_are_whole_after_a_power_cut_after_a_failed_sync()
    {
        var failures = 0;
        for (var seed = 0; seed < Lives; seed++)
        {
            var folder = Folder($"views{seed}");
            var events = await RecordViewsAsync(folder, new Random(seed));
            failures += events.OfType<DiskEvent.SyncFailed>().Count();
            for (var cut = 0; cut < 10; cut++)
            {
                var random = new Random((1_000 * seed) + cut);
                var count = AfterFailure(events, random);
                var left = Folder($"views{seed}-{cut}");
                new CutDisk(events, count).WriteTo(left, random);
                await CheckViewsAsync(left, $"life {seed}, cut {cut} after event {count} of {events.Count}");
                Directory.Delete(left, recursive: true);
            }

            Directory.Delete(folder, recursive: true);
        }

        failures.ShouldBeGreaterThan(Lives / 2);
    }

    public void Dispose() => Directory.Delete(_at, recursive: true);

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(_at, name)).FullName;

    private SqliteKeyStore OpenKeys(string folder, string periods, Action<string>? faultPoint = null) => SqliteKeyStore.Open(
        Path.Combine(folder, "keys.db"), periods, RootKey.Load(new SqliteOptions { Root = folder, MasterKey = _master }, NullLogger.Instance), TestContext.With(faultPoint));

    /// <summary>Six lives in which customers come and some are erased; one or two syncs fail.</summary>
    private async Task<(IReadOnlyList<DiskEvent> Events, List<Done> Done)> RecordKeysAsync(string folder, Random random)
    {
        var done = new List<Done>();
        using var disk = Failing(folder, random, syncs: 90);
        for (var life = 0; life < 6; life++)
        {
            try
            {
                await using var store = OpenKeys(folder, folder + ".periods", Recording(disk, folder, "keys.db"));
                for (var i = 0; i < 8; i++)
                {
                    var number = (100 * life) + i;
                    var customer = await store.IdentifyAsync(KeyFiles.Number(number));
                    var key = (await store.GetOrCreateAsync(customer.Subject)).Bytes.ToArray();
                    done.Add(new Done(disk.Now(), number, customer, key));
                    if (i == 5)
                    {
                        done.Add(new Done(disk.Now(), number, customer, key, IsBeingErased: true));
                        await store.EraseAsync(customer);
                        done.Add(new Done(disk.Now(), number, customer, null));
                    }
                }
            }
            catch (LogUnavailableException)
            {
                // the next life finds out what became of it
            }
        }

        return (disk.Events, done);
    }

    private async Task CheckKeysAsync(string folder, string periods, List<Done> known, string about)
    {
        File.Copy(periods, folder + ".periods");
        await using (var store = OpenKeys(folder, folder + ".periods"))
        {
            foreach (var last in known.GroupBy(static d => d.Customer).Select(static g => g.Last()))
            {
                var (key, customer) = ((await store.FindAsync(last.Customer.Subject))?.ToArray(), await store.FindAsync(KeyFiles.Number(last.Number)));
                var isThere = key is not null && last.Key is not null && key.AsSpan().SequenceEqual(last.Key) && customer == last.Customer;
                var isGone = key is null && customer is null;
                (last.Key is null ? isGone : isThere || (isGone && last.IsBeingErased)).ShouldBeTrue($"{about}: customer {last.Number}, {(last.Key is null ? "erased" : "known")}, has {(key is null ? "no key" : "a key")} and is {customer}");
            }

            await store.IdentifyAsync(KeyFiles.Number(999));
        }

        IsWhole(Path.Combine(folder, "keys.db"), about);
        File.Delete(folder + ".periods");
    }

    /// <summary>Three lives of commits, each repeated when it fails, as projections do.</summary>
    private static async Task<IReadOnlyList<DiskEvent>> RecordViewsAsync(string folder, Random random)
    {
        using var disk = Failing(folder, random, syncs: 40);
        for (var (life, commit) = (0, 1); life < 3; life++)
        {
            try
            {
                await using var store = SqliteViewStore.Open(Path.Combine(folder, "views.db"), TestContext.With(Recording(disk, folder, "views.db")), checkpointPages: 40);
                commit = (int)(await store.CheckpointAsync("p")).Value + 1;
                for (var end = commit + 40; commit < end; commit++)
                {
                    await RepeatedAsync(async () => await store.CommitAsync(new ViewCommit("p", new LogPosition(commit), [.. Rows(commit)], [])));
                }
            }
            catch (Exception e) when (e is IOException or LogUnavailableException)
            {
                // the next life finds out what became of it
            }
        }

        return disk.Events;
    }

    /// <summary>The views stand at one position, and every row is as it was then; none of them was set aside.</summary>
    private static async Task CheckViewsAsync(string folder, string about)
    {
        await using (var store = SqliteViewStore.Open(Path.Combine(folder, "views.db"), TestContext.With()))
        {
            Directory.GetFiles(folder, "*.bad-*").ShouldBeEmpty($"{about}: set aside");
            var at = (int)(await store.CheckpointAsync("p")).Value;
            var expected = new SortedDictionary<string, string>(StringComparer.Ordinal);
            for (var commit = 1; commit <= at; commit++)
            {
                foreach (var row in Rows(commit))
                {
                    expected[row.Key] = Encoding.UTF8.GetString(row.Document.Span);
                }
            }

            foreach (var (key, document) in expected)
            {
                var row = await store.FindAsync("v", key);
                (row is not null && Encoding.UTF8.GetString(row.Document.Span) == document).ShouldBeTrue($"{about}: row {key} at {at}");
            }
        }

        IsWhole(Path.Combine(folder, "views.db"), about);
    }

    private static IEnumerable<ViewRow> Rows(int commit)
    {
        for (var i = 0; i < 3; i++)
        {
            var key = $"k{((commit * 7) + (i * 5)) % 25}";
            yield return new ViewRow("v", key, "g", commit, Encoding.UTF8.GetBytes($"{commit}-{new string('x', 200 * ((commit + i) % 20))}"));
        }
    }

    private static async Task RepeatedAsync(Func<Task> commit)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await commit();
                return;
            }
            catch (IOException) when (tries < 3)
            {
                // as its projection does
            }
        }
    }

    private static WatchedDisk Failing(string folder, Random random, int syncs)
    {
        var (failures, count) = (new HashSet<int> { random.Next(2, syncs), random.Next(2, syncs) }, 0);
        return new WatchedDisk(folder) { Fault = (call, _) => call == FileCall.Sync && failures.Contains(Interlocked.Increment(ref count)) ? SyncFailed : 0 };
    }

    /// <summary>Records what is written by the product itself and not through SQLite, if it really is.</summary>
    private static Action<string> Recording(WatchedDisk disk, string folder, string name)
    {
        var left = Path.Combine(folder, name + "-wal");
        Forget();
        return point =>
        {
            if (point.EndsWith(".written-again", StringComparison.Ordinal) && File.GetLastWriteTimeUtc(left) > DateTime.UnixEpoch)
            {
                disk.Add(new DiskEvent.Synced(name + "-wal", disk.Add(new DiskEvent.Written(name + "-wal", 0, Bytes()))));
            }
            else if (point.EndsWith(".to-write-again", StringComparison.Ordinal))
            {
                Forget();
            }
        };

        void Forget()
        {
            if (File.Exists(left))
            {
                File.SetLastWriteTimeUtc(left, DateTime.UnixEpoch);
            }
        }

        byte[] Bytes()
        {
            using var file = new FileStream(left, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
    }

    private static void IsWhole(string database, string about)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        ((string)command.ExecuteScalar()!).ShouldBe("ok", about);
    }

    /// <summary>Any moment, more often than not one soon after a sync failed, where the next opening or checkpoint is.</summary>
    private static int AfterFailure(IReadOnlyList<DiskEvent> events, Random random)
    {
        var failures = Enumerable.Range(0, events.Count).Where(at => events[at] is DiskEvent.SyncFailed).ToList();
        return failures.Count == 0 || random.Next(4) == 0 ? random.Next(events.Count + 1) : Math.Min(failures[random.Next(failures.Count)] + random.Next(120), events.Count);
    }

    /// <summary>What was answered, after how many events: a customer with a key, or with none any more; while it is being erased, either.</summary>
    private sealed record Done(int At, int Number, CustomerId Customer, byte[]? Key, bool IsBeingErased = false);
}

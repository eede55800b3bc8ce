using System.Collections.Concurrent;
using System.Globalization;
using ContactCenter.Audit.Sqlite.Tests.Tampering;
using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;
using Xunit.Abstractions;

namespace ContactCenter.Audit.Sqlite.Tests;

/// <summary>
/// A small log's files cut at any length. In each build every length beside the end of a frame or page, and every 61st in between; by
/// <c>CONTACTCENTER_TRUNCATIONS=1</c> every length (2: every second), by <c>1:0-50000</c> every one of these.
/// </summary>
public sealed class TruncationTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Count = 8;
    private const int WalHeader = 32;
    private const int Frame = 24 + 4096;
    private const int Page = 4096;

    private readonly ConcurrentBag<TestFolder> _folders = [];
    private byte[] _open = [];
    private byte[] _wal = [];
    private byte[] _closed = [];

    /// <summary>Appends of two entries: as the machine stops, and closed.</summary>
    public async Task InitializeAsync()
    {
        using var folder = new TestFolder(inMemory: true);
        await using (var log = await folder.OpenAsync())
        {
            for (var i = 0; i < Count; i += 2)
            {
                await log.AppendAsync(log.AppendAny(SampleEntries.Entry(i), SampleEntries.Entry(i + 1)));
            }

            (_open, _wal) = (await File.ReadAllBytesAsync(folder.LogDb), await File.ReadAllBytesAsync(folder.LogDb + "-wal"));
        }

        _closed = await File.ReadAllBytesAsync(folder.LogDb);
    }

    [Fact]
    public async Task A_write_ahead_log_of_any_length_leaves_whole_batches_and_the_log_opens()
    {
        var heads = new ConcurrentDictionary<long, int>();
        await EachAsync(_wal.Length, static at => (at - WalHeader) % Frame, async (cut, length) =>
        {
            Write(cut.LogDb, _open);
            Write(cut.LogDb + "-wal", _wal.AsSpan(0, length));
            await using (var log = await cut.OpenAsync(Disk.ProbeLife.Options()))
            {
                (log.Head.Value % 2).ShouldBe(0);
                (await log.ReadAsync(LogPosition.Start).NumbersAsync()).ShouldBe(Enumerable.Range(0, (int)log.Head.Value));
                heads.AddOrUpdate(log.Head.Value, 1, static (_, n) => n + 1);
            }

            (await cut.VerifyAsync()).Fault.ShouldBeNull();
        });

        if (Lengths.All)
        {
            heads.Keys.Order().ShouldBe([0, 2, 4, 6, 8]);
        }
    }

    [Fact]
    public async Task A_database_of_any_length_is_refused_and_named_or_lacks_nothing()
    {
        var refused = 0;
        await EachAsync(_closed.Length - 1, static at => at % Page, async (cut, length) =>
        {
            Write(cut.LogDb, _closed.AsSpan(0, length));
            var lacks = (await StoredContent.ReadAsync(cut)).Entries.Count < Count;
            try
            {
                await using var log = await cut.OpenAsync(Disk.ProbeLife.Options());
                (length > 0 && lacks).ShouldBeFalse($"the log was opened with {log.Head} entries");
            }
            catch (LogFormatException e)
            {
                Interlocked.Increment(ref refused);
                (e.Message.Contains("log.db", StringComparison.Ordinal) || e.Message.Contains("'probe'", StringComparison.Ordinal)).ShouldBeTrue(e.Message);
            }
        });

        if (Lengths.All)
        {
            refused.ShouldBeGreaterThan(_closed.Length / Page);
        }
    }

    public Task DisposeAsync()
    {
        foreach (var folder in _folders)
        {
            folder.Dispose();
        }

        return Task.CompletedTask;
    }

    /// <summary>Cuts at each length, in folders that are used again: making one and its index costs as much as the rest.</summary>
    private async Task EachAsync(int end, Func<int, int> inBlock, Func<TestFolder, int, Task> check)
    {
        var wanted = Lengths.Wanted;
        var lengths = Enumerable.Range(0, end + 1).Where(at => at >= wanted.From && at <= wanted.To && (at % wanted.Step == 0 || inBlock(at + 1) is 0 or 1 or 2 || at == end)).ToList();
        output.WriteLine($"{lengths.Count} of {end + 1} lengths");
        await Parallel.ForEachAsync(lengths, async (length, _) =>
        {
            var folder = _folders.TryTake(out var used) ? used : new TestFolder(inMemory: true);
            try
            {
                await check(folder, length);
                Empty(folder);
                _folders.Add(folder);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Cut at {length}: {e.Message}", e);
            }
        });
    }

    private static void Empty(TestFolder folder)
    {
        foreach (var file in (string[])[folder.LogDb, folder.LogDb + "-wal", folder.LogDb + "-shm"])
        {
            File.Delete(file);
        }
    }

    private static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        using var file = File.Create(path);
        file.Write(bytes);
    }

    /// <summary>Which lengths are asked for.</summary>
    private sealed record Lengths(int Step, int From, int To)
    {
        private const int InEachBuild = 61;

        public static Lengths Wanted { get; } = Parse(Environment.GetEnvironmentVariable("CONTACTCENTER_TRUNCATIONS"));

        public static bool All => Wanted is { From: 0, To: int.MaxValue };

        private static Lengths Parse(string? text)
        {
            if (string.IsNullOrEmpty(text))
            {
                return new Lengths(InEachBuild, 0, int.MaxValue);
            }

            var numbers = text.Split(':', '-').Select(static n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray();
            return numbers.Length == 3 ? new Lengths(numbers[0], numbers[1], numbers[2]) : new Lengths(numbers[0], 0, int.MaxValue);
        }
    }
}

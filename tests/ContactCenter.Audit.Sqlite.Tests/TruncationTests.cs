using ContactCenter.Audit.Sqlite.Tests.Tampering;
using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;

namespace ContactCenter.Audit.Sqlite.Tests;

/// <summary>
/// A small log's files cut at any length. In each build every length beside the end of a frame or page, and every 509th
/// in between; by <c>CONTACTCENTER_TRUNCATIONS=1</c> every length (2: every second).
/// </summary>
public sealed class TruncationTests : IAsyncLifetime
{
    private const int Count = 8;
    private const int WalHeader = 32;
    private const int Frame = 24 + 4096;

    private static readonly int Step = int.TryParse(Environment.GetEnvironmentVariable("CONTACTCENTER_TRUNCATIONS"), out var wanted) ? wanted : 509;

    private readonly TestFolder _folder = new(inMemory: true);
    private byte[] _open = [];
    private byte[] _wal = [];
    private byte[] _closed = [];

    /// <summary>Four appends of two entries: as the machine stops, and closed.</summary>
    public async Task InitializeAsync()
    {
        await using (var log = await _folder.OpenAsync())
        {
            for (var i = 0; i < Count; i += 2)
            {
                await log.AppendAsync(log.AppendAny(SampleEntries.Entry(i), SampleEntries.Entry(i + 1)));
            }

            (_open, _wal) = (await File.ReadAllBytesAsync(_folder.LogDb), await File.ReadAllBytesAsync(_folder.LogDb + "-wal"));
        }

        _closed = await File.ReadAllBytesAsync(_folder.LogDb);
    }

    [Fact]
    public async Task A_write_ahead_log_of_any_length_leaves_whole_batches_and_the_log_opens()
    {
        var heads = new HashSet<long>();
        await EachAsync(_wal.Length, static at => (at - WalHeader) % Frame, async length =>
        {
            using var cut = new TestFolder(inMemory: true);
            await File.WriteAllBytesAsync(cut.LogDb, _open);
            await File.WriteAllBytesAsync(cut.LogDb + "-wal", _wal[..length]);
            await using (var log = await cut.OpenAsync(Disk.ProbeLife.Options()))
            {
                (log.Head.Value % 2).ShouldBe(0, $"cut at {length}");
                (await log.ReadAsync(LogPosition.Start).NumbersAsync()).ShouldBe(Enumerable.Range(0, (int)log.Head.Value), $"cut at {length}");
                lock (heads)
                {
                    heads.Add(log.Head.Value);
                }
            }

            (await cut.VerifyAsync()).Fault.ShouldBeNull($"cut at {length}");
        });

        heads.Order().ShouldBe([0, 2, 4, 6, 8]);
    }

    [Fact]
    public async Task A_database_of_any_length_is_refused_and_named_or_lacks_nothing()
    {
        var refused = 0;
        await EachAsync(_closed.Length - 1, static at => at % 4096, async length =>
        {
            using var cut = new TestFolder(inMemory: true);
            await File.WriteAllBytesAsync(cut.LogDb, _closed[..length]);
            var lacks = (await StoredContent.ReadAsync(cut)).Entries.Count < Count;
            try
            {
                await using var log = await cut.OpenAsync(Disk.ProbeLife.Options());
                (length > 0 && lacks).ShouldBeFalse($"cut at {length}: the log was opened with {log.Head} entries");
            }
            catch (LogFormatException e)
            {
                Interlocked.Increment(ref refused);
                (e.Message.Contains("log.db", StringComparison.Ordinal) || e.Message.Contains("'probe'", StringComparison.Ordinal)).ShouldBeTrue(e.Message);
            }
        });

        refused.ShouldBeGreaterThan(_closed.Length / 4096);
    }

    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    private static Task EachAsync(int end, Func<int, int> inBlock, Func<int, Task> check)
    {
        var lengths = Enumerable.Range(0, end + 1).Where(at => at % Step == 0 || inBlock(at + 1) is 0 or 1 or 2 || at == end);
        return Parallel.ForEachAsync(lengths, async (length, _) => await check(length));
    }
}

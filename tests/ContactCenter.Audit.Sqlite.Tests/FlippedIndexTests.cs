using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;

namespace ContactCenter.Audit.Sqlite.Tests;

/// <summary>
/// Random bits of the index's file, 100 in each build. What SQLite or the log contradicts heals; what both take for right (a position, half an
/// id) gives wrong answers until the file is deleted. Whatever it is, the log itself is untouched, and nothing fails twice.
/// </summary>
public sealed class FlippedIndexTests : IAsyncLifetime
{
    private const int Count = 300;
    private const int Flips = 100;

    private readonly TestFolder _folder = new(inMemory: true);

    public async Task InitializeAsync()
    {
        await using var log = await _folder.OpenAsync();
        for (var i = 0; i < Count; i += 10)
        {
            await log.AppendAsync(log.AppendAny([.. Enumerable.Range(i, 10).Select(Entry)]));
        }
    }

    [Fact]
    public async Task An_index_with_a_flipped_bit_never_harms_the_log_nor_keeps_it_from_opening_and_its_deletion_heals_it()
    {
        var healed = 0;
        await Parallel.ForAsync(0, Flips, async (seed, cancellationToken) =>
        {
            using var folder = new TestFolder(inMemory: true);
            File.Copy(_folder.LogDb, folder.LogDb);
            await File.WriteAllBytesAsync(folder.IndexDb, await FlippedAsync(seed), cancellationToken);

            if (!await TryUseAsync(folder))
            {
                Interlocked.Increment(ref healed);
                (await TryUseAsync(folder)).ShouldBeTrue($"flip {seed} fails again after it was noticed");
            }

            File.Delete(folder.IndexDb);
            await using (var log = await folder.OpenAsync(Disk.ProbeLife.Options()))
            {
                (await log.ReadAsync(LogPosition.Start, cancellationToken).NumbersAsync()).Take(Count).ShouldBe(Enumerable.Range(0, Count), $"flip {seed}");
                (await RepeatAsync(log, seed % Count)).ShouldBe((AppendStatus.Repeated, seed % Count), $"flip {seed}");
            }

            (await folder.VerifyAsync()).Fault.ShouldBeNull($"flip {seed}");
        });

        healed.ShouldBeGreaterThan(0);
    }

    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Looks everything up; false when the log said that its index is wrong.</summary>
    private static async Task<bool> TryUseAsync(TestFolder folder)
    {
        try
        {
            await using var log = await folder.OpenAsync(Disk.ProbeLife.Options());
            for (var i = 0; i < 10; i++)
            {
                await log.QueryAsync(new LogQuery { Interaction = SampleEntries.Interaction(i) }).NumbersAsync();
            }

            for (var i = 0; i < Count; i += 3)
            {
                await RepeatAsync(log, i);
            }

            return true;
        }
        catch (Exception e) when (e is LogUnavailableException or LogFormatException)
        {
            return false;
        }
    }

    private static async Task<(AppendStatus, long)> RepeatAsync(ILog log, int number)
    {
        var result = await log.AppendAsync(log.AppendAny(Entry(number)));
        return (result.Status, result.First.Value);
    }

    private async Task<byte[]> FlippedAsync(int seed)
    {
        var bytes = await File.ReadAllBytesAsync(_folder.IndexDb);
        var bit = new Random(seed).NextInt64(bytes.LongLength * 8);
        bytes[bit / 8] ^= (byte)(1 << (int)(bit % 8));
        return bytes;
    }

    private static Entry Entry(int number) => SampleEntries.Entry(number, links: new EntryLinks { Interaction = SampleEntries.Interaction(number % 10) });
}

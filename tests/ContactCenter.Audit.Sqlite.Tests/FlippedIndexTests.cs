using ContactCenter.Journal;

namespace ContactCenter.Audit.Sqlite.Tests;

/// <summary>
/// Random bits of the index's file, 100 in each build; more by <c>CONTACTCENTER_FLIPS</c>. SQLite, the log or the sums contradict it and the index is built again, or it has no effect: once the
/// rows have been read through, no look-up is wrong. Whatever it is, the log itself is untouched, and nothing fails twice.
/// </summary>
public sealed class FlippedIndexTests : IAsyncLifetime
{
    private const int Count = 300;

    private static readonly int Flips = int.TryParse(Environment.GetEnvironmentVariable("CONTACTCENTER_FLIPS"), out var wanted) ? wanted : 100;

    private readonly TestFolder _folder = new(inMemory: true);
    private IReadOnlyList<string> _answers = [];

    public async Task InitializeAsync()
    {
        await using var log = await _folder.OpenAsync();
        await IndexedLog.FillAsync(log, 0, Count);
        _answers = await IndexedLog.AnswersAsync(log, Count);
    }

    [Fact]
    public async Task An_index_with_a_flipped_bit_is_found_out_or_right_and_never_harms_the_log()
    {
        var healed = 0;
        await Parallel.ForAsync(0, Flips, async (seed, cancellationToken) =>
        {
            using var folder = new TestFolder(inMemory: true);
            File.Copy(_folder.LogDb, folder.LogDb);
            await File.WriteAllBytesAsync(folder.IndexDb, await FlippedAsync(seed), cancellationToken);

            if (!await TryUseAsync(folder, seed))
            {
                Interlocked.Increment(ref healed);
                (await TryUseAsync(folder, seed)).ShouldBeTrue($"flip {seed} fails again after it was noticed");
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

    /// <summary>Looks everything up once the index has been read through; false when the log said that its index is wrong.</summary>
    private async Task<bool> TryUseAsync(TestFolder folder, int seed)
    {
        try
        {
            var watch = new IndexWatch();
            await using var log = await IndexedLog.OpenAsync(folder, watch);
            if (!await watch.AddsUpAsync())
            {
                return false;
            }

            (await IndexedLog.AnswersAsync(log, Count)).ShouldBe(_answers, $"flip {seed}");
            return true;
        }
        catch (Exception e) when (e is LogUnavailableException or LogFormatException)
        {
            return false;
        }
    }

    private async Task<byte[]> FlippedAsync(int seed)
    {
        var bytes = await File.ReadAllBytesAsync(_folder.IndexDb);
        var bit = new Random(seed).NextInt64(bytes.LongLength * 8);
        bytes[bit / 8] ^= (byte)(1 << (int)(bit % 8));
        return bytes;
    }
}

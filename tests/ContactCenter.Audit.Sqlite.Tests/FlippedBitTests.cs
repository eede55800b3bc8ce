using ContactCenter.Audit.Sqlite.Tests.Tampering;
using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;

namespace ContactCenter.Audit.Sqlite.Tests;

/// <summary>Random bits of the files, one at a time: 2,000 of the log's in each build; more by <c>CONTACTCENTER_FLIPS</c>.</summary>
public sealed class FlippedBitTests : IAsyncLifetime
{
    private static readonly int Flips = int.TryParse(Environment.GetEnvironmentVariable("CONTACTCENTER_FLIPS"), out var wanted) ? wanted : 2_000;

    private SignedLog _log = null!;
    private StoredContent _honest = null!;

    public async Task InitializeAsync()
    {
        _log = await SignedLog.MakeAsync();
        using var copy = _log.Copy();
        _honest = await StoredContent.ReadAsync(copy);
    }

    [Fact]
    public async Task In_the_log_s_file_each_is_found_at_its_place_or_changes_nothing_that_is_stored()
    {
        var found = 0;
        await Parallel.ForAsync(0, Flips, async (seed, _) =>
        {
            using var folder = _log.Copy();
            var bit = Flip(folder.LogDb, new Random(seed));
            var fault = await FaultAsync(folder);
            var stored = await StoredContent.ReadAsync(folder);
            if (fault is null)
            {
                stored.FirstDifference(_honest).ShouldBeNull($"bit {bit}: the verification found nothing");
                return;
            }

            Interlocked.Increment(ref found);
            var difference = stored.FirstDifference(_honest).ShouldNotBeNull($"bit {bit}: a false alarm, {fault}");
            if (difference.Entry is { } position)
            {
                var batch = _log.Batches.FindLast(first => first <= position);
                (batch <= fault.First.Value && fault.First.Value <= position && position <= fault.Last.Value).ShouldBeTrue($"bit {bit}, entry {position} in the batch from {batch}: {fault}");
            }
        });

        found.ShouldBeGreaterThan(Flips / 4);
    }

    [Fact]
    public async Task With_one_in_the_log_s_file_the_log_opens_as_it_was_or_says_why_not()
    {
        await Parallel.ForAsync(0, Flips / 10, async (seed, _) =>
        {
            using var folder = _log.Copy();
            var bit = Flip(folder.LogDb, new Random(seed));
            try
            {
                await using var log = await folder.OpenAsync(Disk.ProbeLife.Options());
                var next = await log.AppendAsync(log.AppendAny(SampleEntries.Entry(SignedLog.Count)));
                next.First.Value.ShouldBe(SignedLog.Count, $"bit {bit}");
            }
            catch (Exception e) when (e is LogFormatException or LogUnavailableException)
            {
                e.Message.Length.ShouldBeGreaterThan(40);
            }
        });
    }

    [Fact]
    public async Task In_the_write_ahead_log_each_leaves_whole_batches_and_what_is_lost_shows_against_a_head_kept_elsewhere()
    {
        await Parallel.ForAsync(0, Flips / 10, async (seed, _) =>
        {
            var random = new Random(seed);
            var batch = random.Next(20, _log.Batches.Count - 1);
            using var folder = _log.CopyOf(batch);
            Flip(folder.LogDb + "-wal", random);

            var fault = await _log.VerifyAsync(folder, _log.Heads[batch]);

            if (fault is not null)
            {
                fault.Cause.ShouldContain("its end was cut off", Case.Sensitive, $"flip {seed}");
                _log.Batches.ShouldContain(fault.First.Value, $"flip {seed}");
            }
        });
    }

    public Task DisposeAsync()
    {
        _log.Dispose();
        return Task.CompletedTask;
    }

    private async Task<LogFault?> FaultAsync(TestFolder folder)
    {
        try
        {
            return await _log.VerifyAsync(folder, _log.Heads[^1]);
        }
        catch (LogFormatException e)
        {
            return new LogFault(LogPosition.Start, new LogPosition(SignedLog.Count - 1), e.Message); // it cannot even be opened
        }
    }

    private static long Flip(string path, Random random)
    {
        var bytes = File.ReadAllBytes(path);
        var bit = random.NextInt64(bytes.LongLength * 8);
        bytes[bit / 8] ^= (byte)(1 << (int)(bit % 8));
        File.WriteAllBytes(path, bytes);
        return bit;
    }
}

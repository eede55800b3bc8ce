using System.Diagnostics;
using System.Globalization;
using ContactCenter.Journal;

namespace ContactCenter.Audit.Sqlite.Tests;

/// <summary>Rows of the index that are not those that were written are found out, whichever table they are in, and an index that is right is never thrown away.</summary>
public sealed class IndexSumTests(IndexedLog made) : IClassFixture<IndexedLog>
{
    private static readonly int Edits = int.TryParse(Environment.GetEnvironmentVariable("CONTACTCENTER_EDITS"), out var wanted) ? wanted : 25;

    [Theory]
    [InlineData("a run of links removed", "DELETE FROM link_run WHERE (id, first) = (SELECT id, first FROM link_run LIMIT 1 OFFSET 7)")]
    [InlineData("the last link of a run removed", "UPDATE link_run SET positions = substr(positions, 1, length(positions) - 1) WHERE (id, first) = (SELECT id, first FROM link_run WHERE length(positions) > 9 LIMIT 1)")]
    [InlineData("a link to another entry", "UPDATE link_run SET positions = CAST(substr(positions, 1, 4) || x'01' || substr(positions, 6) AS BLOB) WHERE substr(positions, 5, 1) <> x'01' AND (id, first) = (SELECT id, first FROM link_run WHERE substr(positions, 5, 1) <> x'01' AND length(positions) > 9 LIMIT 1)")]
    [InlineData("links of another name", "UPDATE link_run SET id = id + 1000 WHERE (id, first) = (SELECT id, first FROM link_run LIMIT 1 OFFSET 7)")]
    [InlineData("a run of links that begins elsewhere", "UPDATE link_run SET first = first + 1 WHERE (id, first) = (SELECT id, first FROM link_run LIMIT 1 OFFSET 7)")]
    [InlineData("a link added to a run", "UPDATE link_run SET positions = CAST(positions || x'01' AS BLOB) WHERE (id, first) = (SELECT id, first FROM link_run LIMIT 1)")]
    [InlineData("a link added", "INSERT INTO link_run SELECT min(id), 2001, x'' FROM link_run")]
    [InlineData("a link to what is not there yet", "INSERT INTO link_run SELECT min(id), 1000000, x'' FROM link_run")]
    [InlineData("two runs of links swapped", "UPDATE link_run SET first = 7 - first WHERE first IN (3, 4)")]
    [InlineData("all links removed", "DELETE FROM link_run")]
    [InlineData("the table of links dropped", "DELETE FROM link_run; DROP TABLE link_run")]
    [InlineData("a run of a stream removed", "DELETE FROM stream_run WHERE (id, ordinal) = (SELECT id, ordinal FROM stream_run LIMIT 1 OFFSET 2)")]
    [InlineData("the end of a stream removed", "UPDATE stream_run SET positions = substr(positions, 1, length(positions) - 1) WHERE (id, ordinal) IN (SELECT id, max(ordinal) FROM stream_run GROUP BY id)")]
    [InlineData("entries of a stream at other places", "UPDATE stream_run SET positions = CAST(x'05' || positions AS BLOB) WHERE (id, ordinal) = (SELECT id, ordinal FROM stream_run LIMIT 1)")]
    [InlineData("entries of a stream under other versions", "UPDATE stream_run SET ordinal = ordinal + 1000000 WHERE (id, ordinal) = (SELECT id, ordinal FROM stream_run LIMIT 1)")]
    [InlineData("an entry added to a stream", "INSERT INTO stream_run SELECT id, 1000000, x'05' FROM stream_run LIMIT 1")]
    [InlineData("entries of two streams swapped", "UPDATE stream_run SET positions = (SELECT o.positions FROM stream_run o WHERE o.id <> stream_run.id AND o.ordinal = 0 ORDER BY o.id DESC LIMIT 1) WHERE ordinal = 0 AND id = (SELECT min(id) FROM stream_run)")]
    [InlineData("a block removed", "DELETE FROM block WHERE block = 0")]
    [InlineData("the last block removed", "DELETE FROM block WHERE block = 1")]
    [InlineData("a block that ends earlier", "UPDATE block SET last_time = first_time WHERE block = 0")]
    [InlineData("a last block that begins later", "UPDATE block SET first_time = last_time WHERE block = 1")]
    [InlineData("a block added", "INSERT INTO block SELECT 2, first_time, last_time FROM block WHERE block = 1")]
    [InlineData("two blocks swapped", "UPDATE block SET first_time = (SELECT first_time FROM block b WHERE b.block = 1 - block.block)")]
    [InlineData("a kind removed from a block", "DELETE FROM block_kind WHERE block = 0 AND kind = (SELECT min(kind) FROM block_kind)")]
    [InlineData("a kind removed from the last block", "DELETE FROM block_kind WHERE block = 1 AND kind = (SELECT min(kind) FROM block_kind)")]
    [InlineData("a kind added to a block", "INSERT INTO block_kind VALUES (99, 0)")]
    [InlineData("a kind of another block", "UPDATE block_kind SET block = 7 WHERE block = 0 AND kind = (SELECT min(kind) FROM block_kind)")]
    [InlineData("a count raised", "UPDATE hour_count SET kinds = CAST(substr(kinds, 1, length(kinds) - 1) || x'7f' AS BLOB) WHERE (agent, hour) = (SELECT agent, hour FROM hour_count LIMIT 1)")]
    [InlineData("counts of an hour removed", "DELETE FROM hour_count WHERE (agent, hour) = (SELECT agent, hour FROM hour_count LIMIT 1)")]
    [InlineData("a count removed", "UPDATE hour_count SET kinds = substr(kinds, 1, length(kinds) - 2) WHERE (agent, hour) = (SELECT agent, hour FROM hour_count LIMIT 1)")]
    [InlineData("counts added", "INSERT INTO hour_count SELECT agent, hour + 1000, kinds FROM hour_count LIMIT 1")]
    [InlineData("counts of another agent", "UPDATE hour_count SET agent = agent + 1000 WHERE (agent, hour) = (SELECT agent, hour FROM hour_count LIMIT 1)")]
    [InlineData("counts moved to another hour", "UPDATE hour_count SET hour = hour + 1000 WHERE (agent, hour) = (SELECT agent, hour FROM hour_count LIMIT 1)")]
    [InlineData("counts moved from one kind to another", "UPDATE hour_count SET kinds = CAST(substr(kinds, 1, 1) || substr(kinds, 4, 1) || substr(kinds, 3, 1) || substr(kinds, 2, 1) || substr(kinds, 5) AS BLOB) WHERE (agent, hour) = (SELECT agent, hour FROM hour_count WHERE length(kinds) > 3 AND substr(kinds, 2, 1) <> substr(kinds, 4, 1) LIMIT 1)")]
    [InlineData("an id removed", "DELETE FROM entry_id WHERE position = 2000")]
    [InlineData("two ids swapped", "UPDATE entry_id SET position = 4001 - position WHERE position IN (2000, 2001)")]
    [InlineData("a name removed", "DELETE FROM name WHERE id = 3")]
    [InlineData("two names swapped", "UPDATE name SET id = 7 - id WHERE id IN (3, 4)")]
    [InlineData("names counted anew", "UPDATE meta SET value = x'0000000000000001' WHERE name = 'names'")]
    [InlineData("fewer entries said to be in it", "UPDATE meta SET value = x'0000000000000001' WHERE name = 'applied'")]
    [InlineData("no entries said to be in it", "DELETE FROM meta WHERE name = 'applied'")]
    [InlineData("other sums", "UPDATE meta SET value = zeroblob(56) WHERE name = 'sums'")]
    [InlineData("sums of a wrong size", "UPDATE meta SET value = x'00' WHERE name = 'sums'")]
    [InlineData("no sums", "DELETE FROM meta WHERE name = 'sums'")]
    [InlineData("nothing said of it", "DELETE FROM meta")]
    public async Task An_index_that_somebody_edited_is_found_out_and_built_again(string edit, string sql)
    {
        using var folder = made.Copy();
        IndexedLog.Edit(folder, sql).ShouldNotBe(0, edit);

        await HealAsync(folder, edit);
    }

    /// <summary>Rows taken out, changed and put in wherever chance has it: 25 in each build, more by <c>CONTACTCENTER_EDITS</c>.</summary>
    [Fact]
    public async Task Each_random_edit_of_a_row_is_found_out() =>
        await Parallel.ForAsync(0, Edits, async (seed, _) =>
        {
            using var folder = made.Copy();
            var sql = RandomEdit.Of(new Random(seed));
            IndexedLog.Edit(folder, sql).ShouldNotBe(0, sql);
            await HealAsync(folder, sql);
        });

    [Fact]
    public async Task An_index_that_grows_through_many_openings_adds_up_each_time_and_is_never_built_again()
    {
        using var folder = new TestFolder(inMemory: true);
        var count = 0;
        for (var opening = 0; opening < 40; opening++)
        {
            var watch = new IndexWatch();
            await using var log = await IndexedLog.OpenAsync(folder, watch);
            var more = opening % 4 * 50 * (opening % 7);
            await IndexedLog.FillAsync(log, count, count + more);
            count += more;
            (await watch.AddsUpAsync()).ShouldBeTrue($"opening {opening}");
            watch.Rebuilt.ShouldBeEmpty();
        }

        count.ShouldBeGreaterThan(IndexedLog.Count);
    }

    [Fact]
    public async Task An_index_cut_off_behind_any_page_of_its_write_ahead_log_adds_up_and_takes_what_it_lacks_from_the_log()
    {
        const int count = 2_000, walHeader = 32, frame = 24 + 4096;
        using var folder = new TestFolder(inMemory: true);
        byte[] log, index, wal;
        IReadOnlyList<string> answers;
        await using (var open = await IndexedLog.OpenAsync(folder, new IndexWatch()))
        {
            for (var part = 0; part < count; part += count / 10)
            {
                await IndexedLog.FillAsync(open, part, part + (count / 10));
                await CompleteAsync(folder, part + (count / 10)); // however fast the log is, the index takes it in by ten batches at least
            }

            answers = await IndexedLog.AnswersAsync(open, count);
            wal = await CompleteAsync(folder, count);
            index = await File.ReadAllBytesAsync(folder.IndexDb);
        }

        log = await File.ReadAllBytesAsync(folder.LogDb);
        var frames = (wal.Length - walHeader) / frame;
        frames.ShouldBeGreaterThan(100);
        await Parallel.ForAsync(0, frames + 1, async (whole, cancellationToken) =>
        {
            if (whole % 19 != 0 && whole < frames - 20)
            {
                return;
            }

            using var cut = new TestFolder(inMemory: true);
            await File.WriteAllBytesAsync(cut.LogDb, log, cancellationToken);
            await File.WriteAllBytesAsync(cut.IndexDb, index, cancellationToken);
            await File.WriteAllBytesAsync(cut.IndexDb + "-wal", wal[..(walHeader + (whole * frame))], cancellationToken);
            var watch = new IndexWatch();
            await using var again = await IndexedLog.OpenAsync(cut, watch);
            (await watch.AddsUpAsync()).ShouldBeTrue($"{whole} of {frames} pages");
            watch.Rebuilt.ShouldBeEmpty($"{whole} of {frames} pages");
            (await IndexedLog.AnswersAsync(again, count)).ShouldBe(answers);
        });
    }

    [Fact]
    public async Task An_index_in_the_form_of_an_older_program_is_built_again_once()
    {
        using var folder = made.Copy();
        IndexedLog.Edit(folder, "DELETE FROM meta WHERE name = 'sums'").ShouldBe(1);
        IndexedLog.Edit(folder, "UPDATE meta SET value = CAST(replace(CAST(value AS TEXT), 'index 4', 'index 2') AS BLOB) WHERE name = 'format'").ShouldBe(1);

        var (old, built) = (new IndexWatch(), new IndexWatch());
        await using (var log = await IndexedLog.OpenAsync(folder, old))
        {
            (await old.AddsUpAsync()).ShouldBeTrue();
            (await IndexedLog.AnswersAsync(log)).ShouldBe(made.Answers);
        }

        old.Rebuilt.ShouldHaveSingleItem().ShouldContain("another log or format");
        await using var again = await IndexedLog.OpenAsync(folder, built);
        (await built.AddsUpAsync()).ShouldBeTrue();
        built.Rebuilt.ShouldBeEmpty();
    }

    /// <summary>Damage is noticed at the opening or soon after; then no look-up answers, nothing is written, and the next opening has an index that is right.</summary>
    private async Task HealAsync(TestFolder folder, string about)
    {
        await FindOutAsync(folder, about);
        var healed = new IndexWatch();
        await using var again = await IndexedLog.OpenAsync(folder, healed);
        (await healed.AddsUpAsync()).ShouldBeTrue(about);
        healed.Rebuilt.ShouldBeEmpty(about);
        (await IndexedLog.AnswersAsync(again)).ShouldBe(made.Answers, about);
    }

    private static async Task FindOutAsync(TestFolder folder, string about)
    {
        var watch = new IndexWatch();
        await using var log = await IndexedLog.OpenAsync(folder, watch);
        if (watch.Rebuilt.Count > 0 || await watch.AddsUpAsync())
        {
            watch.Rebuilt.ShouldNotBeEmpty(about); // noticed before the opening had written its own record, and mended by it
            return;
        }

        (await Should.ThrowAsync<LogUnavailableException>(() => IndexedLog.AnswersAsync(log))).Message.ShouldContain("does not add up", customMessage: about);
        await Should.ThrowAsync<LogUnavailableException>(() => IndexedLog.FillAsync(log, IndexedLog.Count, IndexedLog.Count + 50));
    }

    /// <summary>The write-ahead log of an index that holds that many entries.</summary>
    private static async Task<byte[]> CompleteAsync(TestFolder folder, int count)
    {
        var applied = Convert.ToHexString(BitConverter.GetBytes(System.Buffers.Binary.BinaryPrimitives.ReverseEndianness((long)count)));
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < TimeSpan.FromMinutes(2);) // the index says nothing of what it has taken in
        {
            if (IndexedLog.Edit(folder, string.Create(CultureInfo.InvariantCulture, $"UPDATE meta SET value = value WHERE name = 'applied' AND value = x'{applied}'")) > 0)
            {
                return await File.ReadAllBytesAsync(folder.IndexDb + "-wal");
            }

            await Task.Delay(10);
        }

        throw new TimeoutException($"The index does not hold {count} entries.");
    }
}

using ContactCenter.Audit.Sqlite.Tests.Tampering;

namespace ContactCenter.Audit.Sqlite.Tests;

/// <summary>Somebody with the file and SQL, and without triggers. 100 edits of each kind in each build; more by <c>CONTACTCENTER_EDITS</c>.</summary>
public sealed class InsiderTests : IAsyncLifetime
{
    private static readonly int Edits = int.TryParse(Environment.GetEnvironmentVariable("CONTACTCENTER_EDITS"), out var wanted) ? wanted : 100;

    private const string NoTriggers =
        "DROP TRIGGER entry_no_update; DROP TRIGGER entry_no_delete; DROP TRIGGER record_no_update; DROP TRIGGER record_no_delete; DROP TRIGGER tile_no_update; DROP TRIGGER tile_no_delete;";

    private SignedLog _log = null!;

    public async Task InitializeAsync() => _log = await SignedLog.MakeAsync();

    [Fact]
    public Task A_changed_byte_of_an_entry_is_found_in_its_batch() => EachAsync(async (random, folder) =>
    {
        var at = random.Next(SignedLog.Count);
        folder.Execute($"{NoTriggers} UPDATE entry SET bytes = CAST(substr(bytes, 1, 40) || x'{random.Next(128, 256):x2}' || substr(bytes, 42) AS BLOB) WHERE position = {at}");
        InBatch(await FaultAsync(folder), at);
    });

    [Fact]
    public Task An_entry_in_place_of_another_one_is_found_in_its_batch() => EachAsync(async (random, folder) =>
    {
        var (at, other) = Two(random);
        folder.Execute($"{NoTriggers} UPDATE entry SET bytes = (SELECT bytes FROM entry WHERE position = {other}) WHERE position = {at}");
        InBatch(await FaultAsync(folder), at);
    });

    [Fact]
    public Task A_deleted_entry_is_named() => EachAsync(async (random, folder) =>
    {
        var at = random.Next(SignedLog.Count - 1); // without the last one it is as if any of the last batch had been taken out
        folder.Execute($"{NoTriggers} DELETE FROM entry WHERE position = {at}");
        (await FaultAsync(folder)).First.Value.ShouldBe(at);
    });

    [Fact]
    public Task A_deleted_entry_whose_successors_moved_up_is_found_in_its_batch() => EachAsync(async (random, folder) =>
    {
        var at = random.Next(SignedLog.Count - 1);
        folder.Execute($"{NoTriggers} DELETE FROM entry WHERE position = {at}; UPDATE entry SET position = -position WHERE position > {at}; UPDATE entry SET position = -position - 1 WHERE position < 0");
        InBatch(await FaultAsync(folder), at);
    });

    [Fact]
    public Task An_entry_put_in_is_found_in_its_batch() => EachAsync(async (random, folder) =>
    {
        var at = random.Next(1, SignedLog.Count);
        folder.Execute($"{NoTriggers} UPDATE entry SET position = -position WHERE position >= {at}; UPDATE entry SET position = -position + 1 WHERE position < 0; INSERT INTO entry SELECT {at}, bytes FROM entry WHERE position = {at - 1}");
        InBatch(await FaultAsync(folder), at);
    });

    [Fact]
    public Task Two_entries_that_changed_places_are_found_in_the_batch_of_the_first() => EachAsync(async (random, folder) =>
    {
        var (at, other) = Two(random);
        folder.Execute($"{NoTriggers} UPDATE entry SET position = -1 WHERE position = {at}; UPDATE entry SET position = {at} WHERE position = {other}; UPDATE entry SET position = {other} WHERE position = -1");
        InBatch(await FaultAsync(folder), Math.Min(at, other));
    });

    [Fact]
    public Task A_changed_or_deleted_commit_record_is_found_at_its_batch() => EachAsync(async (random, folder) =>
    {
        var batch = random.Next(_log.Batches.Count);
        var number = batch + 1; // the first record is the opening
        folder.Execute(random.Next(2) == 0
            ? $"{NoTriggers} DELETE FROM commit_record WHERE number = {number}; UPDATE commit_record SET number = number - 1 WHERE number > {number}"
            : $"{NoTriggers} UPDATE commit_record SET signature = (SELECT signature FROM commit_record WHERE number = {(number + 1) % _log.Batches.Count}) WHERE number = {number}");
        (await _log.VerifyAsync(folder, _log.Heads[^1])).ShouldNotBeNull().First.Value.ShouldBe(_log.Batches[batch]);
    });

    [Fact]
    public Task A_cut_off_end_is_found_by_the_head_kept_elsewhere_alone() => EachAsync(async (random, folder) =>
    {
        var batch = random.Next(1, _log.Batches.Count);
        var first = _log.Batches[batch];
        folder.Execute($"{NoTriggers} DELETE FROM entry WHERE position >= {first}; DELETE FROM commit_record WHERE number > {batch}; DELETE FROM tile WHERE id >= {first / MerkleTile.Width}");
        await CutAsync(folder, first);
    });

    [Fact]
    public Task An_old_copy_put_back_is_found_by_the_head_kept_elsewhere_alone() => EachAsync(async random =>
    {
        var batch = random.Next(_log.Batches.Count - 1);
        using var old = _log.CopyOf(batch);
        await CutAsync(old, _log.Batches[batch + 1]);
    });

    [Fact]
    public Task A_history_rewritten_with_a_stolen_key_is_found_by_the_heads_kept_elsewhere_alone() => EachAsync(async random =>
    {
        var from = random.Next(SignedLog.Count);
        using var forged = await _log.ForgeAsync(from);
        (await _log.VerifyAsync(forged)).ShouldBeNull();
        (await _log.VerifyAsync(forged, _log.Heads[^1])).ShouldNotBeNull().Cause.ShouldContain("the history up to it was rewritten");
        InBatch((await _log.VerifyAsync(forged, _log.Heads)).ShouldNotBeNull(), from);
    });

    public Task DisposeAsync()
    {
        _log.Dispose();
        return Task.CompletedTask;
    }

    private static Task EachAsync(Func<Random, Task> edit) => Parallel.ForAsync(0, Edits, async (seed, _) => await edit(new Random(seed)));

    private Task EachAsync(Func<Random, TestFolder, Task> edit) => EachAsync(async random =>
    {
        using var folder = _log.Copy();
        await edit(random, folder);
    });

    private static (int, int) Two(Random random)
    {
        var at = random.Next(SignedLog.Count);
        return (at, (at + random.Next(1, SignedLog.Count)) % SignedLog.Count);
    }

    /// <summary>The fault is told within the batch of the entry, and not behind the entry.</summary>
    private void InBatch(LogFault fault, long position)
    {
        var batch = _log.Batches.FindLastIndex(first => first <= position);
        var end = batch + 1 < _log.Batches.Count ? _log.Batches[batch + 1] : SignedLog.Count;
        (_log.Batches[batch] <= fault.First.Value && fault.First.Value <= position && position <= fault.Last.Value && fault.Last.Value < end).ShouldBeTrue($"entry {position}, batch {_log.Batches[batch]} to {end - 1}: {fault}");
    }

    private async Task CutAsync(TestFolder folder, long end)
    {
        (await _log.VerifyAsync(folder)).ShouldBeNull("nothing in the file itself tells it");
        var fault = (await _log.VerifyAsync(folder, _log.Heads[^1])).ShouldNotBeNull();
        (fault.First.Value, fault.Last.Value).ShouldBe((end, SignedLog.Count - 1));
        fault.Cause.ShouldContain("its end was cut off");
    }

    private async Task<LogFault> FaultAsync(TestFolder folder) => (await _log.VerifyAsync(folder)).ShouldNotBeNull();
}

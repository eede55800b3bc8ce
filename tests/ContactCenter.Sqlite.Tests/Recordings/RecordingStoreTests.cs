using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;

namespace ContactCenter.Sqlite.Recordings;

public sealed class RecordingStoreTests : IDisposable
{
    private static readonly RecordingId One = new(Guid.NewGuid());

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Promises => [.. RecordingStoreConformance.All.Select(static c => c.Name)];

    [Theory]
    [MemberData(nameof(Promises))]
    public Task Recordings_in_files_keep(string promise) =>
        RecordingStoreConformance.All.Single(c => c.Name == promise).CheckAsync(new FileRecordingStore(_folder["recordings"], TestContext.With()));

    [Theory]
    [InlineData("recordings.before-write")]
    [InlineData("recordings.before-sync")]
    public async Task A_failed_write_is_told_and_nothing_is_appended_behind_it(string point)
    {
        var isFull = false;
        var store = new FileRecordingStore(_folder["recordings"], TestContext.With(at => _ = isFull && at == point ? throw new IOException("No space left on device") : 0));
        await using var file = await store.CreateAsync(One);
        await file.AppendAsync(new byte[100]);
        isFull = true;
        (await Should.ThrowAsync<LogUnavailableException>(async () => await file.AppendAsync(new byte[50]))).Message.ShouldContain("No space left");
        isFull = false;
        await Should.ThrowAsync<InvalidOperationException>(async () => await file.AppendAsync(new byte[50]));

        await store.FinishAsync(One, 100);
        await using var content = await store.OpenAsync(One);
        content!.Length.ShouldBe(100);
    }

    [Theory]
    [InlineData("recordings.before-write")]
    [InlineData("recordings.before-sync")]
    public async Task Of_those_that_are_synced_together_one_that_fails_takes_no_other_along(string point)
    {
        var (isOn, at) = (false, 0);
        var store = new FileRecordingStore(_folder["recordings"], TestContext.With(p => _ = Volatile.Read(ref isOn) && p == point && Interlocked.Increment(ref at) == 3 ? throw new IOException("I/O error") : 0));
        var ids = Enumerable.Range(0, 20).Select(static _ => new RecordingId(Guid.NewGuid())).ToList();
        var files = new List<ContactCenter.Storage.IRecordingFile>();
        foreach (var id in ids)
        {
            files.Add(await store.CreateAsync(id));
            await files[^1].AppendAsync(new byte[10]);
        }

        Volatile.Write(ref isOn, true);
        var appends = files.Select(static f => f.AppendAsync(new byte[90]).AsTask()).ToList();
        await Task.WhenAll(appends).ContinueWith(static _ => { }, TaskScheduler.Default);
        appends.Count(static a => a.IsFaulted).ShouldBe(1);
        appends.Single(static a => a.IsFaulted).Exception!.InnerException.ShouldBeOfType<LogUnavailableException>();
        foreach (var (file, id) in files.Zip(ids))
        {
            await file.DisposeAsync();
            await using var content = await store.OpenAsync(id);
            content!.Length.ShouldBe(appends[files.IndexOf(file)].IsFaulted && point == "recordings.before-write" ? 10 : 100);
        }
    }

    [Fact]
    public async Task One_that_could_not_be_named_is_named_by_the_next_try()
    {
        var fails = true;
        var store = new FileRecordingStore(_folder["recordings"], TestContext.With(at => _ = fails && at == "recordings.before-rename" ? throw new IOException("I/O error") : 0));
        await using (var file = await store.CreateAsync(One))
        {
            await file.AppendAsync(new byte[100]);
        }

        await Should.ThrowAsync<LogUnavailableException>(async () => await store.FinishAsync(One, 100));
        await using (var content = await store.OpenAsync(One))
        {
            content!.Length.ShouldBe(100);
        }

        fails = false;
        await store.FinishAsync(One, 100);
        File.Exists(Path.Combine(_folder["recordings"], One.Value.ToString("N")[^2..], One.Value.ToString("N"))).ShouldBeTrue();
    }

    public void Dispose() => _folder.Dispose();
}

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

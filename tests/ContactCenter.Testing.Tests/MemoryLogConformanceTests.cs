using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;

namespace ContactCenter.Testing.Tests;

public sealed class MemoryLogConformanceTests
{
    private static readonly TenantId Acme = new("acme");

    public static TheoryData<string> Names => new(LogConformance.All.Select(c => c.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_log_in_memory_keeps_every_promise(string name)
    {
        var storage = new MemoryStorage();
        await LogConformance.All.Single(c => c.Name == name).CheckAsync(async () => (await storage.OpenAsync(Acme)).Log);
    }

    [Theory]
    [InlineData(AppendFate.Lost, 1)]
    [InlineData(AppendFate.Unacknowledged, 2)]
    public async Task A_failed_append_is_written_or_not_as_told_and_the_log_takes_no_more(AppendFate fate, long head)
    {
        var storage = new MemoryStorage();
        await using var first = await storage.OpenAsync(Acme);
        await first.Log.AppendAsync(first.Log.AppendAny(SampleEntries.Entry(1)));
        storage.OnAppend = _ => fate;
        await Should.ThrowAsync<LogUnavailableException>(async () => await first.Log.AppendAsync(first.Log.AppendAny(SampleEntries.Entry(2))));
        storage.OnAppend = static _ => AppendFate.Acknowledged;
        first.Log.Failure.ShouldNotBeNull();
        await Should.ThrowAsync<LogUnavailableException>(async () => await first.Log.AppendAsync(first.Log.AppendAny(SampleEntries.Entry(2))));

        await using var second = await storage.OpenAsync(Acme);
        second.Log.Head.Value.ShouldBe(head);
        (await second.Log.AppendAsync(second.Log.AppendAny(SampleEntries.Entry(2)))).Status.ShouldBe(head == 2 ? AppendStatus.Repeated : AppendStatus.Appended);
        storage.Entries(Acme).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_crash_cuts_off_whoever_has_it_open_and_keeps_what_was_acknowledged()
    {
        var storage = new MemoryStorage();
        await using var first = await storage.OpenAsync(Acme);
        await first.Log.AppendAsync(first.Log.AppendAny(SampleEntries.Entry(1)));
        await first.Views.CommitAsync(new("p", new LogPosition(1), [], []));
        storage.Crash();
        await Should.ThrowAsync<LogUnavailableException>(async () => await first.Log.AppendAsync(first.Log.AppendAny(SampleEntries.Entry(2))));
        await Should.ThrowAsync<IOException>(async () => await first.Views.CommitAsync(new("p", new LogPosition(2), [], [])));

        await using var second = await storage.OpenAsync(Acme);
        second.Log.Head.Value.ShouldBe(1);
        (await second.Views.CheckpointAsync("p")).Value.ShouldBe(1);
        storage.LoseViews(Acme);
        (await second.Views.CheckpointAsync("p")).ShouldBe(LogPosition.Start);
    }
}

using ContactCenter.Readiness;
using ContactCenter.Sqlite.Files;
using Microsoft.Extensions.Options;

namespace ContactCenter.Sqlite;

public sealed class DiskCheckTests : IDisposable
{
    private static readonly TenantId Acme = new("acme");

    private readonly TemporaryFolder _folder = new();

    public DiskCheckTests() => Directory.CreateDirectory(_folder["acme"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_disk_with_room_and_a_write_that_is_safe_soon_are_ready_and_nothing_is_left_behind()
    {
        var findings = await CheckAsync(new SqliteOptions { Root = _folder.Path, FreeSpaceWarningBytes = 1 }, new SteppingTime(TimeSpan.FromMilliseconds(3)));
        findings.Select(static f => (f.Status, f.Code)).ShouldBe([(ReadinessStatus.Ok, "disk.room"), (ReadinessStatus.Ok, "disk.sync")]);
        findings[1].Values[1].ShouldBe("3");
        Directory.EnumerateFileSystemEntries(_folder["acme"]).ShouldBeEmpty();
    }

    [Fact]
    public async Task Too_little_room_is_a_warning_and_much_too_little_a_failure()
    {
        var free = new DriveInfo(_folder.Path).AvailableFreeSpace;
        (await CheckAsync(new SqliteOptions { Root = _folder.Path, FreeSpaceWarningBytes = free * 2 }))[0].ShouldSatisfyAllConditions(
            static f => (f.Status, f.Code).ShouldBe((ReadinessStatus.Warning, "disk.space")), static f => f.Remedy.ShouldNotBeNull());
        (await CheckAsync(new SqliteOptions { Root = _folder.Path, FreeSpaceWarningBytes = free * 20 }))[0].ShouldSatisfyAllConditions(
            static f => (f.Status, f.Code).ShouldBe((ReadinessStatus.Failed, "disk.full")));
    }

    [Fact]
    public async Task A_slow_disk_is_a_warning_with_how_slow()
    {
        var finding = (await CheckAsync(new SqliteOptions { Root = _folder.Path }, new SteppingTime(TimeSpan.FromMilliseconds(80))))[1];
        (finding.Status, finding.Code, finding.Values[1]).ShouldBe((ReadinessStatus.Warning, "disk.slow", "80"));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_is_a_failure()
    {
        var finding = (await CheckAsync(new SqliteOptions { Root = _folder["gone"] })).ShouldHaveSingleItem();
        (finding.Status, finding.Code).ShouldBe((ReadinessStatus.Failed, "disk.write"));
    }

    [Fact]
    public void A_negative_threshold_is_a_fault() =>
        new Composition.SqliteOptionsValidator().Validate(null, new SqliteOptions { Root = "data", FreeSpaceWarningBytes = -1 }).FailureMessage.ShouldNotBeNull().ShouldContain("FreeSpaceWarningBytes is -1");

    private static async Task<IReadOnlyList<ReadinessFinding>> CheckAsync(SqliteOptions options, TimeProvider? time = null) =>
        await new DiskCheck(Options.Create(options), time ?? TimeProvider.System).CheckAsync(Acme, CancellationToken.None);

    /// <summary>Each write takes as long as the test says.</summary>
    private sealed class SteppingTime(TimeSpan step) : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now += step.Ticks;
    }
}

using ContactCenter.Channels;
using ContactCenter.Journal;
using ContactCenter.Readiness;
using ContactCenter.Sqlite.Keys;
using ContactCenter.Storage;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.Sqlite.Composition;

/// <summary>A tenant's storage changes the period of its keys by itself, and readiness says when it does not.</summary>
public sealed class KeyPeriodTests : IDisposable
{
    private static readonly TenantId Acme = new("acme");
    private static readonly Address Anna = Address.Phone("+390612345678");

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly FakeLogCollector _said = new();
    private readonly KeyRotations _rotations = new();
    private int _begun;
    private int _destroyed;
    private bool _isBroken;

    private string Periods => Path.Combine(_folder["_periods"], "acme.periods");

    [Fact]
    public async Task The_period_changes_while_the_tenant_is_open_and_its_key_is_destroyed_after_the_overlap()
    {
        using var provider = Provider();
        await using var storage = await provider.OpenAsync(Acme);
        var customer = await storage.Customers.IdentifyAsync(Anna);
        var first = await File.ReadAllBytesAsync(Periods);

        await PassAsync(TimeSpan.FromDays(31), () => _begun == 1);
        _destroyed.ShouldBe(0);
        await PassAsync(TimeSpan.FromDays(2), () => _said.GetSnapshot().Any(static r => r.Id.Id == 1313));
        _destroyed.ShouldBe(1);

        (await File.ReadAllBytesAsync(Periods)).AsSpan(4_096, 4_096).ContainsAnyExcept((byte)0).ShouldBeFalse();
        first.AsSpan(4_096, 4_096).ContainsAnyExcept((byte)0).ShouldBeTrue();
        (await storage.Customers.AddressesAsync(customer)).ShouldBe([Anna]);
        _said.GetSnapshot().Select(static r => r.Id.Id).Where(static id => id is >= 1308 and < 1320).ShouldBe([1308, 1311, 1312, 1313]);
    }

    [Fact]
    public async Task A_period_that_ended_while_nobody_ran_changes_at_the_start()
    {
        using var provider = Provider();
        await using (var storage = await provider.OpenAsync(Acme))
        {
            await storage.Customers.IdentifyAsync(Anna);
        }

        _time.Advance(TimeSpan.FromDays(90));
        await using var again = await provider.OpenAsync(Acme);
        await PassAsync(TimeSpan.Zero, () => _begun == 1);
        (await again.Customers.FindAsync(Anna)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_released_storage_changes_no_period_and_reads_on_through_those_of_the_next_opening()
    {
        using var provider = Provider();
        CustomerId customer;
        await using (var made = await provider.OpenAsync(Acme))
        {
            customer = await made.Customers.IdentifyAsync(Anna);
        }

        await using var released = await provider.OpenAsync(Acme); // nothing of the customer is in its memory
        await ((IReleasable)released).ReleaseAsync();
        await using var next = await provider.OpenAsync(Acme);
        await PassAsync(TimeSpan.FromDays(31), () => _begun == 1);
        await PassAsync(TimeSpan.FromDays(2), () => _destroyed == 1);

        (await released.Customers.FindAsync(Anna)).ShouldBe(customer);
        (await released.Customers.AddressesAsync(customer)).ShouldBe([Anna]);
        (_begun, _destroyed).ShouldBe((1, 1));
        await released.DisposeAsync();
        _rotations.Find(Acme).ShouldNotBeNull(); // the next one's goes on
    }

    [Fact]
    public async Task The_folder_of_the_period_keys_can_be_another_and_missing_ones_keep_the_tenant_closed()
    {
        using (var provider = Provider(o => o.KeyPeriodFolder = _folder["elsewhere"]))
        {
            await using var storage = await provider.OpenAsync(Acme);
            await storage.Customers.IdentifyAsync(Anna);
            Directory.Exists(_folder["_periods"]).ShouldBeFalse();
            File.Exists(Path.Combine(_folder["elsewhere"], "acme.periods")).ShouldBeTrue();
        }

        using var wrong = Provider();
        (await Should.ThrowAsync<LogUnavailableException>(async () => await wrong.OpenAsync(Acme))).Code.ShouldBe("CC1014");
        Directory.Exists(_folder["_periods"]).ShouldBeFalse();
        using var right = Provider(o => o.KeyPeriodFolder = _folder["elsewhere"]);
        await using var again = await right.OpenAsync(Acme);
        (await again.Customers.FindAsync(Anna)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Readiness_says_how_old_the_period_is_and_what_keeps_it_from_changing()
    {
        using var provider = Provider();
        await using var storage = await provider.OpenAsync(Acme);
        await storage.Customers.IdentifyAsync(Anna);
        _time.Advance(TimeSpan.FromDays(3));
        (await FindAsync()).ShouldSatisfyAllConditions(
            static f => f.Status.ShouldBe(ReadinessStatus.Ok),
            static f => f.Code.ShouldBe("keys.period"),
            static f => f.Values[0].ShouldBe("3"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Periods, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
            (await FindAsync()).Code.ShouldBe("keys.readable");
            File.SetUnixFileMode(Periods, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        _isBroken = true;
        await PassAsync(TimeSpan.FromDays(31), () => _rotations.Find(Acme)!.Failure is not null);
        (await FindAsync()).ShouldSatisfyAllConditions(
            static f => f.Status.ShouldBe(ReadinessStatus.Failed),
            static f => f.Code.ShouldBe("keys.failing"),
            static f => f.Values[0].ShouldBe("The disk is gone."));
        _said.GetSnapshot().ShouldContain(static r => r.Id.Id == 1314);

        _isBroken = false;
        await PassAsync(TimeSpan.FromMinutes(1), () => _rotations.Find(Acme)!.Failure is null);
        (await FindAsync()).Code.ShouldBe("keys.period");
        File.Move(Periods, Periods + ".away");
        (await FindAsync()).Code.ShouldBe("keys.missing");
        File.Move(Periods + ".away", Periods);

        async Task<ReadinessFinding> FindAsync() =>
            (await new PeriodCheck(_rotations, _time).CheckAsync(Acme, CancellationToken.None)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Readiness_says_that_a_period_is_late()
    {
        using var files = new KeyFiles();
        await using var store = files.Open();
        var rotations = new KeyRotations();
        await using var running = rotations.Start(Acme, store, new SqliteOptions { KeyPeriod = TimeSpan.FromDays(30) }, files.Context());
        await new PeriodCheck(rotations, files.Time).CheckAsync(Acme, CancellationToken.None);
        var late = new FakeTimeProvider(files.Time.GetUtcNow() + TimeSpan.FromDays(31)); // the rotation's own clock stands still
        (await new PeriodCheck(rotations, late).CheckAsync(Acme, CancellationToken.None)).ShouldHaveSingleItem().Code.ShouldBe("keys.late");
        (await new PeriodCheck(rotations, late).CheckAsync(new TenantId("other"), CancellationToken.None)).ShouldBeEmpty();
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Lets time pass, and then so much more in real time as what it has begun takes.</summary>
    private async Task PassAsync(TimeSpan time, Func<bool> isThere)
    {
        _time.Advance(time);
        for (var i = 0; !isThere() && i < 3_000; i++)
        {
            await Task.Delay(10);
            if (i % 20 == 19)
            {
                _time.Advance(TimeSpan.FromMinutes(1)); // it looked at the clock just before
            }
        }

        isThere().ShouldBeTrue();
    }

    private SqliteTenantStorageProvider Provider(Action<SqliteOptions>? configure = null)
    {
        var options = new SqliteOptions { Root = _folder.Path, FaultPoint = Fault };
        configure?.Invoke(options);
        return new SqliteTenantStorageProvider(Options.Create(options), _time, new FakeLoggerFactory(_said), rotations: _rotations);
    }

    private void Fault(string point)
    {
        if (_isBroken && point == "periods.before-begin")
        {
            throw new IOException("The disk is gone.");
        }

        Interlocked.Add(ref _begun, point == "periods.after-begin" ? 1 : 0);
        Interlocked.Add(ref _destroyed, point == "periods.after-destroy" ? 1 : 0);
    }

    private sealed class FakeLoggerFactory(FakeLogCollector said) : Microsoft.Extensions.Logging.ILoggerFactory
    {
        public Microsoft.Extensions.Logging.ILogger CreateLogger(string categoryName) => new FakeLogger(said, categoryName);

        public void AddProvider(Microsoft.Extensions.Logging.ILoggerProvider provider) => throw new NotSupportedException();

        public void Dispose()
        {
            // nothing is held
        }
    }
}

using ContactCenter.Journal;
using Microsoft.Extensions.Logging.Testing;

namespace ContactCenter.Sqlite.Keys;

/// <summary>Keys and their periods are opened together or not at all, and those of earlier builds are moved out of <c>keys.db</c> without loss.</summary>
public sealed class KeyOpeningTests : IDisposable
{
    private const int Block = 4_096;
    private const int Customers = 200;

    private readonly KeyFiles _files = new();

    [Fact]
    public async Task Missing_period_keys_are_refused_by_name_and_nothing_is_made_or_changed()
    {
        await MakeAsync();
        var (keys, periods) = (await File.ReadAllBytesAsync(_files.Keys), await File.ReadAllBytesAsync(_files.Periods));
        File.Delete(_files.Periods);

        var refusal = Should.Throw<LogUnavailableException>(() => _files.Open());

        refusal.Code.ShouldBe("CC1014");
        refusal.Message.ShouldContain(_files.Periods);
        refusal.Message.ShouldContain("ContactCenter:Sqlite:KeyPeriodFolder");
        Directory.GetFiles(_files.Folder).ShouldBe([_files.Keys]);
        (await File.ReadAllBytesAsync(_files.Keys)).ShouldBe(keys);
        await File.WriteAllBytesAsync(_files.Periods, periods);
        await AllAreThereAsync();
    }

    [Fact]
    public async Task Where_nothing_is_wrapped_new_period_keys_are_made_for_their_owner_only_with_a_warning()
    {
        var logger = new FakeLogger();
        await SqliteKeyStore.Open(_files.Keys, _files.Periods, _files.Master, TestContext.With(time: _files.Time, logger: logger)).DisposeAsync();
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(_files.Periods).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var said = logger.Collector.GetSnapshot().ShouldHaveSingleItem();
        said.Id.Id.ShouldBe(1308);
        said.Message.ShouldContain(_files.Periods);
        File.Delete(_files.Periods); // its process died before it had made the file
        await _files.Open().DisposeAsync();
        File.Exists(_files.Periods).ShouldBeTrue();
    }

    [Fact]
    public async Task Missing_keys_whose_periods_are_there_are_refused_and_not_made_anew()
    {
        await MakeAsync();
        File.Delete(_files.Keys);

        var refusal = Should.Throw<LogUnavailableException>(() => _files.Open());

        refusal.Code.ShouldBe("CC1015");
        refusal.Message.ShouldContain("Restore keys.db");
        Directory.GetFiles(_files.Folder).ShouldBe([_files.Periods]);
    }

    [Fact]
    public async Task Period_keys_older_than_the_keys_are_refused()
    {
        await MakeAsync();
        var copy = await File.ReadAllBytesAsync(_files.Periods);
        await using (var store = _files.Open())
        {
            await _files.RotateAsync(store);
        }

        var newest = await File.ReadAllBytesAsync(_files.Periods);
        await File.WriteAllBytesAsync(_files.Periods, copy);

        var refusal = Should.Throw<LogUnavailableException>(() => _files.Open());

        refusal.Code.ShouldBe("CC1015");
        refusal.Message.ShouldContain("older than");
        await File.WriteAllBytesAsync(_files.Periods, newest);
        await AllAreThereAsync();
    }

    [Fact]
    public async Task An_older_copy_of_both_opens_and_is_brought_to_a_new_period()
    {
        await MakeAsync();
        var (keys, periods) = (await File.ReadAllBytesAsync(_files.Keys), await File.ReadAllBytesAsync(_files.Periods));
        await using (var store = _files.Open())
        {
            await _files.RotateAsync(store);
        }

        await File.WriteAllBytesAsync(_files.Keys, keys);
        await File.WriteAllBytesAsync(_files.Periods, periods);
        await using (var store = _files.Open())
        {
            await _files.TurnAsync(store, TimeSpan.Zero);
            store.Periods.All.ShouldHaveSingleItem().Began.ShouldBe(_files.Time.GetUtcNow());
        }

        await AllAreThereAsync();
    }

    [Fact]
    public async Task Period_keys_of_another_store_are_refused()
    {
        await MakeAsync();
        using var other = new KeyFiles();
        await other.Open().DisposeAsync();
        File.Copy(other.Periods, _files.Periods, overwrite: true);
        var refusal = Should.Throw<LogUnavailableException>(() => _files.Open());
        refusal.Code.ShouldBe("CC1015");
        refusal.Message.ShouldContain("belong to another keys.db");
    }

    [Theory]
    [InlineData(3)] // the header
    [InlineData(Block + 20)] // the period in use
    [InlineData(-1)] // cut off
    public async Task Damaged_period_keys_are_refused_and_left_as_they_are(int place)
    {
        await MakeAsync();
        var damaged = await File.ReadAllBytesAsync(_files.Periods);
        damaged = place < 0 ? damaged[..^1] : [.. damaged[..place], (byte)(damaged[place] ^ 1), .. damaged[(place + 1)..]];
        await File.WriteAllBytesAsync(_files.Periods, damaged);

        Should.Throw<LogUnavailableException>(() => _files.Open()).Code.ShouldBe("CC1014");

        (await File.ReadAllBytesAsync(_files.Periods)).ShouldBe(damaged);
    }

    [Fact]
    public async Task A_slot_that_was_not_written_to_its_end_is_emptied()
    {
        await MakeAsync();
        var torn = await File.ReadAllBytesAsync(_files.Periods);
        torn.AsSpan(3 * Block, 600).Fill(0xAB);
        await File.WriteAllBytesAsync(_files.Periods, torn);
        await AllAreThereAsync();
        (await File.ReadAllBytesAsync(_files.Periods)).AsSpan(2 * Block).ContainsAnyExcept((byte)0).ShouldBeFalse();
    }

    [Fact]
    public async Task A_period_whose_writing_failed_is_overwritten_by_the_next_one()
    {
        var isBroken = false;
        await using var store = _files.Open(at =>
        {
            if (isBroken && at == "periods.after-begin")
            {
                throw new IOException("The disk is gone.");
            }
        });
        await _files.MakeAsync(store, 3);
        _files.Time.Advance(KeyFiles.Length);
        isBroken = true;
        await Should.ThrowAsync<IOException>(() => _files.TurnAsync(store));
        store.Periods.All.Count.ShouldBe(1); // nothing is wrapped under what may not be on the disk
        var lost = _files.Content().Slots[1]!;
        isBroken = false;
        _files.Time.Advance(TimeSpan.FromSeconds(1));
        await _files.TurnAsync(store);
        _files.Content().Slots.OfType<StoredPeriod>().Count().ShouldBe(2);
        _files.Found(lost.Wrapped).ShouldBe(0);
    }

    [Fact]
    public async Task A_file_that_has_gone_while_it_ran_is_not_made_again()
    {
        await using var store = _files.Open();
        await _files.MakeAsync(store, 3);
        File.Delete(_files.Periods);
        await Should.ThrowAsync<FileNotFoundException>(() => _files.RotateAsync(store));
        File.Exists(_files.Periods).ShouldBeFalse();
        (await store.IdentifyAsync(KeyFiles.Number(77))).ShouldNotBe(default);
    }

    [Theory]
    [InlineData("")]
    [InlineData("keys.before-move")]
    [InlineData("keys.after-move")]
    public async Task Keys_of_an_earlier_build_are_moved_without_loss_and_their_period_ends_at_once(string point)
    {
        var (customers, wrapped) = EarlierKeys.Write(_files.Keys, _files.Master, Customers);
        var copy = await File.ReadAllBytesAsync(_files.Keys);
        _files.Found(wrapped).ShouldBe(1); // the scan finds what is there
        if (point.Length > 0)
        {
            Should.Throw<LogUnavailableException>(() => _files.Open(at =>
            {
                if (at == point)
                {
                    throw new IOException("The machine stops.");
                }
            })).Message.ShouldContain("The machine stops.");
        }

        await using (var store = _files.Open())
        {
            _files.Found(wrapped).ShouldBe(0);
            await _files.TurnAsync(store, TimeSpan.Zero);
            store.Periods.All.ShouldHaveSingleItem().Id.ShouldBeGreaterThan(PeriodKey.First);
        }

        await AllAreThereAsync(customers);

        // What the earlier build wrote opens by itself; it is not taken back unseen.
        await File.WriteAllBytesAsync(_files.Keys, copy);
        Should.Throw<LogUnavailableException>(() => _files.Open()).Code.ShouldBe("CC1015");
        (await File.ReadAllBytesAsync(_files.Keys)).ShouldBe(copy);
    }

    [Fact]
    public void Keys_of_an_earlier_build_under_another_master_key_are_refused_and_not_moved()
    {
        using var other = new KeyFiles();
        EarlierKeys.Write(_files.Keys, other.Master, 1);
        Should.Throw<MasterKeyException>(() => _files.Open());
        File.Exists(_files.Periods).ShouldBeFalse();
        File.Copy(_files.Keys, other.Keys);
        Should.NotThrow(() => other.Open()).ShouldNotBeNull();
    }

    [Fact]
    public async Task Keys_of_a_later_build_are_refused_and_left_as_they_are()
    {
        await MakeAsync();
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_files.Keys};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version=3";
            command.ExecuteNonQuery();
        }

        Should.Throw<InvalidDataException>(() => _files.Open()).Message.ShouldContain("format 3");
    }

    public void Dispose() => _files.Dispose();

    private async Task MakeAsync()
    {
        await using var store = _files.Open();
        await _files.MakeAsync(store, Customers);
    }

    private async Task AllAreThereAsync(IReadOnlyList<CustomerId>? customers = null)
    {
        await using var store = _files.Open();
        for (var i = 0; i < Customers; i++)
        {
            var customer = (await store.FindAsync(KeyFiles.Number(i))).ShouldNotBeNull();
            customer.ShouldBe(customers?[i] ?? customer);
            (await store.AddressesAsync(customer)).ShouldBe([KeyFiles.Number(i)]);
        }
    }
}

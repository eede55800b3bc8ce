using System.Collections.Concurrent;
using System.Security.Cryptography;
using ContactCenter.Channels;
using ContactCenter.Journal;
using ContactCenter.Sqlite.Blobs;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.Sqlite.Keys;

/// <summary>What was erased is gone from copies, too, once the period they were made in is over; whoever is a customer notices nothing.</summary>
public sealed class KeyRotationTests : IDisposable
{
    private readonly KeyFiles _files = new();

    [Fact]
    public async Task When_its_period_is_destroyed_a_copy_of_the_keys_opens_nobody_who_was_erased_since()
    {
        CustomerId erased;
        await using (var store = _files.Open())
        {
            erased = (await _files.MakeAsync(store, 50))[7];
        }

        var copy = await File.ReadAllBytesAsync(_files.Keys);
        var (period, wrapped) = (_files.Opened().Single(), _files.Content().Slots[0]!.Wrapped);
        await using var live = _files.Open();
        await live.EraseAsync(erased);
        _files.Time.Advance(KeyFiles.Length);
        await _files.TurnAsync(live);

        _files.Found(wrapped).ShouldBe(1); // the scan finds what is there
        await using (var opened = _files.OpenCopy(copy)) // the overlap: the newest copy there is can be restored
        {
            (await opened.AddressesAsync(erased)).ShouldBe([KeyFiles.Number(7)]);
        }

        foreach (var folder in Directory.GetDirectories(_files.Folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        _files.Time.Advance(KeyFiles.Overlap);
        await _files.TurnAsync(live);

        (_files.Found(wrapped), _files.Found(period.Key), _files.Found(period.BlindKey)).ShouldBe((0, 0, 0));
        Opens(copy, erased).ShouldBeFalse();
        var refusal = Should.Throw<LogUnavailableException>(() => _files.OpenCopy(copy));
        refusal.Code.ShouldBe("CC1015");
        refusal.Message.ShouldContain("Restore a newer copy of keys.db");
    }

    [Fact]
    public async Task Nobody_who_guesses_an_address_finds_it_in_a_copy_of_a_period_that_is_over()
    {
        await using var store = _files.Open();
        await _files.MakeAsync(store, 3);
        var old = KeyFiles.Column("SELECT hash FROM address", _files.Keys);
        Guess(old).ShouldBe(3); // with the period's key guessing works

        await _files.RotateAsync(store);

        Guess(old).ShouldBe(0);
        Guess(KeyFiles.Column("SELECT hash FROM address", _files.Keys)).ShouldBe(3);

        int Guess(List<byte[]> hashes) => hashes.Count(h => _files.Opened().Any(p => Enumerable.Range(0, 3).Any(i => KeyCipher.BlindHash(p, KeyFiles.Number(i)).SequenceEqual(h))));
    }

    [Fact]
    public async Task Keys_addresses_and_files_of_customers_stay_through_many_rotations()
    {
        const int customers = 300;
        var keys = new Dictionary<CustomerId, byte[]>();
        var alone = new SubjectId(Guid.NewGuid()); // a subject that has no address
        BlobId blob;
        byte[] aloneKey;
        await using (var store = _files.Open())
        {
            foreach (var customer in await _files.MakeAsync(store, customers))
            {
                keys[customer] = (await store.FindAsync(customer.Subject))!.Value.ToArray();
            }

            aloneKey = (await store.GetOrCreateAsync(alone)).Bytes.ToArray();
            blob = await new FileBlobStore(Path.Combine(_files.Folder, "blobs"), store, _files.Context()).PutAsync(alone, new MemoryStream([1, 2, 3]), 100);
        }

        for (var rotation = 1; rotation <= 4; rotation++)
        {
            await using (var store = _files.Open())
            {
                await _files.RotateAsync(store);
                (await store.IdentifyAsync(KeyFiles.Number(1_000 + rotation))).ShouldNotBe(default);
            }

            _files.Content().Slots.OfType<StoredPeriod>().Count().ShouldBe(1);
            await using var again = _files.Open(); // nothing is in memory
            for (var i = 0; i < customers; i++)
            {
                var customer = (await again.FindAsync(KeyFiles.Number(i))).ShouldNotBeNull();
                (await again.IdentifyAsync(KeyFiles.Number(i))).ShouldBe(customer);
                (await again.FindAsync(customer.Subject))!.Value.ToArray().ShouldBe(keys[customer]);
                (await again.AddressesAsync(customer)).ShouldBe([KeyFiles.Number(i)]);
            }

            (await again.FindAsync(alone))!.Value.ToArray().ShouldBe(aloneKey);
            await using var read = await new FileBlobStore(Path.Combine(_files.Folder, "blobs"), again, _files.Context()).OpenAsync(alone, blob);
            read.ShouldNotBeNull().ReadByte().ShouldBe(1);
        }
    }

    [Fact]
    public async Task While_keys_are_wrapped_anew_known_customers_are_found_new_ones_made_and_others_erased()
    {
        const int customers = 1_500;
        List<CustomerId> known;
        await using (var store = _files.Open())
        {
            known = await _files.MakeAsync(store, customers);
        }

        for (var round = 0; round < 3; round++)
        {
            var firstNew = 10_000 * (round + 1);
            var gone = known[round];
            var made = new ConcurrentDictionary<int, CustomerId>();
            await using var store = _files.Open(); // its memory is empty: what is asked for is read while it is being moved
            var rotation = Task.Run(() => _files.RotateAsync(store));
            await Parallel.ForAsync(3, customers, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, stop) =>
            {
                (await store.FindAsync(KeyFiles.Number(i), stop)).ShouldBe(known[i]);
                (await store.AddressesAsync(known[i], stop)).ShouldBe([KeyFiles.Number(i)]);
                if (i % 10 == 0)
                {
                    made[i] = await store.IdentifyAsync(KeyFiles.Number(firstNew + i), stop);
                }

                if (i == customers / 2)
                {
                    (await store.EraseAsync(gone, stop)).ShouldBeTrue();
                }
            });
            await rotation;

            await using var again = await OpenAgainAsync(store);
            (await again.FindAsync(gone.Subject)).ShouldBeNull();
            (await again.FindAsync(KeyFiles.Number(round))).ShouldBeNull();
            foreach (var (i, customer) in made)
            {
                (await again.FindAsync(KeyFiles.Number(firstNew + i))).ShouldBe(customer);
            }

            KeyFiles.Column($"SELECT id FROM subject WHERE period NOT IN (0, {_files.Opened().Single().Id})", _files.Keys).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Keys_are_wrapped_anew_a_few_at_a_time()
    {
        var commits = 0;
        await using var store = _files.Open(point => commits += point == "keys.before-commit" ? 1 : 0);
        await _files.MakeAsync(store, 1_000);
        commits = 0;
        await _files.RotateAsync(store);
        commits.ShouldBeGreaterThanOrEqualTo(1_000 / 32);
    }

    [Fact]
    public async Task A_period_is_left_alone_until_its_time_is_over()
    {
        await using var store = _files.Open();
        await _files.MakeAsync(store, 1);
        var first = _files.Content().Slots[0];
        _files.Time.Advance(KeyFiles.Length - TimeSpan.FromSeconds(1));
        await _files.TurnAsync(store);
        _files.Content().Slots.OfType<StoredPeriod>().ShouldHaveSingleItem().Id.ShouldBe(first!.Id);

        _files.Time.Advance(TimeSpan.FromSeconds(1));
        await _files.TurnAsync(store);
        _files.Content().Slots.OfType<StoredPeriod>().Count().ShouldBe(2);
        _files.Time.Advance(KeyFiles.Overlap - TimeSpan.FromSeconds(1));
        await _files.TurnAsync(store);
        _files.Content().Slots.OfType<StoredPeriod>().Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_period_begun_by_a_clock_that_was_far_ahead_ends_at_once()
    {
        _files.Time.Advance(TimeSpan.FromDays(3_650));
        await using (var store = _files.Open())
        {
            await _files.MakeAsync(store, 2);
        }

        _files.Time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        await using var again = _files.Open();
        await _files.TurnAsync(again, TimeSpan.Zero);
        again.Periods.All.ShouldHaveSingleItem().Began.Year.ShouldBe(2026);
        (await again.FindAsync(KeyFiles.Number(1))).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("periods.before-begin", 1)]
    [InlineData("periods.after-begin", 1)]
    [InlineData("keys.before-commit", 1)]
    [InlineData("keys.after-commit", 2)]
    [InlineData("keys.before-commit", 4)]
    [InlineData("periods.before-destroy", 1)]
    [InlineData("periods.after-destroy", 1)]
    public async Task A_rotation_that_stops_anywhere_is_finished_by_the_next_one_in_the_same_process_or_another(string point, int hit)
    {
        foreach (var isRestarted in (bool[])[false, true])
        {
            var left = 0;
            void Fault(string at)
            {
                if (at == point && --left == 0)
                {
                    throw new IOException("The machine stops.");
                }
            }

            var store = _files.Open(Fault);
            var known = await _files.MakeAsync(store, 400);
            left = hit;
            await Should.ThrowAsync<Exception>(() => _files.RotateAsync(store));
            left = 0;
            store = isRestarted ? await OpenAgainAsync(store) : store;
            await _files.TurnAsync(store, TimeSpan.Zero);

            store.Periods.All.Count.ShouldBe(1);
            _files.Content().Slots.OfType<StoredPeriod>().ShouldHaveSingleItem().Id.ShouldBe(store.Periods.Current.Id);
            await using var again = await OpenAgainAsync(store);
            for (var i = 0; i < known.Count; i++)
            {
                (await again.FindAsync(KeyFiles.Number(i))).ShouldBe(known[i]);
                (await again.AddressesAsync(known[i])).ShouldBe([KeyFiles.Number(i)]);
            }
        }
    }

    [Fact]
    public async Task A_period_something_is_wrapped_under_is_not_destroyed()
    {
        await using var store = _files.Open();
        await _files.MakeAsync(store, 3);
        _files.Time.Advance(KeyFiles.Length);
        var period = store.Periods.Current;
        store.Periods.Begin();

        (await store.DestroyAsync(period, CancellationToken.None)).ShouldBeFalse();
        _files.Content().Slots.OfType<StoredPeriod>().Count().ShouldBe(2);
        (await store.RewrapAsync(period, 100, CancellationToken.None)).ShouldBe(3);
        (await store.DestroyAsync(period, CancellationToken.None)).ShouldBeTrue();
        _files.Content().Slots.OfType<StoredPeriod>().Count().ShouldBe(1);
    }

    public void Dispose() => _files.Dispose();

    /// <summary>Whether some period's key there is now opens the customer's slot in the copy: what an attacker does, who does not ask the product.</summary>
    private bool Opens(byte[] copy, CustomerId customer)
    {
        var file = Path.Combine(_files.Folder, "attacked.db");
        File.WriteAllBytes(file, copy);
        var slot = KeyFiles.Column($"SELECT slot FROM subject WHERE id = X'{Convert.ToHexString(customer.Value.ToByteArray(bigEndian: true))}'", file).Single();
        return _files.Opened().Any(period =>
        {
            try
            {
                return KeyCipher.Unwrap(period, customer.Subject, slot).Length > 0;
            }
            catch (AuthenticationTagMismatchException)
            {
                return false;
            }
        });
    }

    private async Task<SqliteKeyStore> OpenAgainAsync(SqliteKeyStore store)
    {
        await store.DisposeAsync();
        return _files.Open();
    }
}

using System.Security.Cryptography;
using ContactCenter.Journal;
using ContactCenter.Sqlite.Blobs;
using Microsoft.Data.Sqlite;

namespace ContactCenter.Sqlite.Keys;

/// <summary>A customer whose key is damaged goes on: what is said now is kept under the key of a stand-in, which is the customer's in every way.</summary>
public sealed class StandInTests : IDisposable
{
    private readonly KeyFiles _files = new();

    [Fact]
    public async Task What_is_said_of_a_subject_whose_key_is_damaged_is_kept_under_another_one_and_both_open_when_it_is_restored()
    {
        var (customer, own) = await MakeAsync();
        var slot = Slot(customer.Subject);
        Damage(customer.Subject);
        SubjectId standIn;
        byte[] other;
        await using (var store = _files.Open())
        {
            store.Damaged.ShouldBe(0, "nobody has asked for it");
            var key = await store.GetOrCreateAsync(customer.Subject);
            (standIn, other) = (key.Subject, key.Bytes.ToArray());
            standIn.ShouldNotBe(customer.Subject);
            other.ShouldNotBe(own);
            store.Damaged.ShouldBe(1);
            (await store.GetOrCreateAsync(customer.Subject)).Bytes.ToArray().ShouldBe(other, "one is enough");
            await Should.ThrowAsync<CryptographicException>(async () => await store.FindAsync(customer.Subject));
        }

        Put(customer.Subject, slot);
        await using var again = _files.Open();
        var now = await again.GetOrCreateAsync(customer.Subject);
        now.Subject.ShouldBe(customer.Subject);
        now.Bytes.ToArray().ShouldBe(own);
        (await again.FindAsync(standIn))!.Value.ToArray().ShouldBe(other);
        again.Damaged.ShouldBe(0);
    }

    [Fact]
    public async Task A_stand_in_whose_key_is_damaged_has_one_too()
    {
        var (customer, _) = await MakeAsync();
        Damage(customer.Subject);
        SubjectId first;
        await using (var store = _files.Open())
        {
            first = (await store.GetOrCreateAsync(customer.Subject)).Subject;
        }

        Damage(first);
        await using var again = _files.Open();
        var second = await again.GetOrCreateAsync(customer.Subject);
        new[] { customer.Subject, first }.ShouldNotContain(second.Subject);
        (await again.GetOrCreateAsync(customer.Subject)).Subject.ShouldBe(second.Subject);
    }

    [Fact]
    public async Task A_customer_whose_key_is_damaged_stays_who_it_is_and_the_address_is_known_again_also_after_the_period()
    {
        var (customer, _) = await MakeAsync();
        Damage(customer.Subject);
        await using (var store = _files.Open())
        {
            await Should.ThrowAsync<CryptographicException>(async () => await store.AddressesAsync(customer));
            (await store.FindAsync(KeyFiles.Number(1))).ShouldBe(customer);
            (await store.IdentifyAsync(KeyFiles.Number(1))).ShouldBe(customer);
            (await store.AddressesAsync(customer)).ShouldBe([KeyFiles.Number(1)]);
            for (var i = 0; i < 3; i++)
            {
                await _files.RotateAsync(store);
            }

            store.Periods.All.Count.ShouldBe(1);
        }

        await using var again = _files.Open();
        (await again.IdentifyAsync(KeyFiles.Number(1))).ShouldBe(customer);
        (await again.AddressesAsync(customer)).ShouldBe([KeyFiles.Number(1)]);
    }

    [Fact]
    public async Task A_customer_damaged_while_its_address_was_remembered_is_found_by_it_after_the_period()
    {
        var (customer, _) = await MakeAsync();
        await using var store = _files.Open();
        await store.IdentifyAsync(KeyFiles.Number(1)); // the address is remembered, the key is not
        Damage(customer.Subject);

        await store.GetOrCreateAsync(customer.Subject);
        await store.IdentifyAsync(KeyFiles.Number(1));
        await _files.RotateAsync(store);

        (await store.IdentifyAsync(KeyFiles.Number(1))).ShouldBe(customer);
        (await store.AddressesAsync(customer)).ShouldBe([KeyFiles.Number(1)]);
    }

    [Fact]
    public async Task Whoever_is_erased_is_so_with_the_stand_ins_and_gets_none_afterwards()
    {
        var (customer, _) = await MakeAsync();
        Damage(customer.Subject);
        await using var store = _files.Open();
        var standIn = (await store.GetOrCreateAsync(customer.Subject)).Subject;
        await store.IdentifyAsync(KeyFiles.Number(1));
        var told = new List<SubjectId>();
        store.Erased += told.Add;

        (await store.EraseAsync(customer)).ShouldBeTrue();

        told.ShouldBe([customer.Subject, standIn], ignoreOrder: true);
        (await store.FindAsync(standIn)).ShouldBeNull();
        Slot(standIn).ShouldAllBe(static b => b == 0);
        await Should.ThrowAsync<SubjectErasedException>(async () => await store.GetOrCreateAsync(customer.Subject));
        (store.Damaged, await store.EraseAsync(customer)).ShouldBe((0, false));
        (await store.IdentifyAsync(KeyFiles.Number(1))).ShouldNotBe(customer);
    }

    [Fact]
    public async Task A_file_sent_now_opens_and_one_of_before_is_told_as_unreadable_until_the_key_is_restored()
    {
        var (customer, _) = await MakeAsync();
        BlobId before, after;
        await using (var store = _files.Open())
        {
            before = await Blobs(store).PutAsync(customer.Subject, new MemoryStream([1, 2, 3]), 100);
        }

        var slot = Slot(customer.Subject);
        Damage(customer.Subject);
        await using (var store = _files.Open())
        {
            await Should.ThrowAsync<CryptographicException>(async () => await Blobs(store).OpenAsync(customer.Subject, before));
            after = await Blobs(store).PutAsync(customer.Subject, new MemoryStream([4, 5, 6]), 100);
            (await ReadAsync(store, customer, after)).ShouldBe([4, 5, 6]);
            await Should.ThrowAsync<CryptographicException>(async () => await Blobs(store).OpenAsync(customer.Subject, before));
        }

        Put(customer.Subject, slot);
        await using var again = _files.Open();
        (await ReadAsync(again, customer, before)).ShouldBe([1, 2, 3]);
        (await ReadAsync(again, customer, after)).ShouldBe([4, 5, 6]);
    }

    public void Dispose() => _files.Dispose();

    private FileBlobStore Blobs(SqliteKeyStore store) => new(Path.Combine(_files.Folder, "blobs"), store, _files.Context());

    private async Task<byte[]> ReadAsync(SqliteKeyStore store, CustomerId customer, BlobId blob)
    {
        await using var stream = (await Blobs(store).OpenAsync(customer.Subject, blob)).ShouldNotBeNull();
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }

    private async Task<(CustomerId Customer, byte[] Key)> MakeAsync()
    {
        await using var store = _files.Open();
        var customers = await _files.MakeAsync(store, 3);
        return (customers[1], (await store.GetOrCreateAsync(customers[1].Subject)).Bytes.ToArray());
    }

    private void Damage(SubjectId subject)
    {
        var slot = Slot(subject);
        slot[20] ^= 1;
        Put(subject, slot);
    }

    private byte[] Slot(SubjectId subject) => (byte[])Run("SELECT slot FROM subject WHERE id = $id", subject, null)!;

    private void Put(SubjectId subject, byte[] slot) => Run("UPDATE subject SET slot = $slot WHERE id = $id", subject, slot);

    private object? Run(string sql, SubjectId subject, byte[]? slot)
    {
        using var connection = new SqliteConnection($"Data Source={_files.Keys};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        command.Parameters.AddWithValue("$id", subject.Value.ToByteArray(bigEndian: true));
        command.Parameters.AddWithValue("$slot", (object?)slot ?? DBNull.Value);
        return command.ExecuteScalar();
    }
}

using System.Security.Cryptography;
using ContactCenter.Journal;
using Microsoft.Data.Sqlite;

namespace ContactCenter.Sqlite.Keys;

/// <summary>A key that cannot be read keeps nobody else's period from ending, and can be taken back while its own period's key is there.</summary>
public sealed class SetAsideTests : IDisposable
{
    private readonly KeyFiles _files = new();

    [Fact]
    public async Task A_key_that_cannot_be_read_is_set_aside_and_the_period_ends_for_everybody_else()
    {
        var (customers, _) = await MakeAsync();
        Damage(customers[1]);
        await using var store = _files.Open();

        await _files.RotateAsync(store);

        store.Periods.All.Count.ShouldBe(1, "the period's key is destroyed");
        store.Damaged.ShouldBe(1);
        foreach (var customer in (CustomerId[])[customers[0], customers[2]])
        {
            (await store.FindAsync(customer.Subject)).ShouldNotBeNull();
        }

        (await Should.ThrowAsync<CryptographicException>(async () => await store.FindAsync(customers[1].Subject))).Message.ShouldContain(customers[1].Subject.ToString());
        (await store.IdentifyAsync(KeyFiles.Number(1))).ShouldNotBe(customers[1], "whoever writes from the address is a new customer");
        await _files.RotateAsync(store); // and it does not stand in the way of the next one
        store.Periods.All.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_store_with_a_key_set_aside_opens_again_and_says_so()
    {
        var (customers, _) = await MakeAsync();
        Damage(customers[1]);
        await using (var store = _files.Open())
        {
            await _files.RotateAsync(store);
        }

        await using var again = _files.Open();
        again.Damaged.ShouldBe(1);
        (await again.FindAsync(customers[0].Subject)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_customer_whose_key_is_set_aside_can_be_erased_and_is_not_counted_any_more()
    {
        var (customers, _) = await MakeAsync();
        Damage(customers[1]);
        await using var store = _files.Open();
        await _files.RotateAsync(store);
        store.Damaged.ShouldBe(1);

        (await store.EraseAsync(customers[1])).ShouldBeTrue();

        (store.Damaged, await store.IsErasedAsync(customers[1])).ShouldBe((0, true));
        (await store.FindAsync(customers[1].Subject)).ShouldBeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Restored_from_a_copy_within_its_period_it_is_taken_back_with_its_address(bool afterTheRotation)
    {
        var (customers, key) = await MakeAsync();
        var copy = Path.Combine(_files.Folder, "copy.db");
        File.Copy(_files.Keys, copy);
        Damage(customers[1]);
        if (!afterTheRotation)
        {
            Restore(copy); // it is not set aside yet: the command does nothing
        }

        await using (var store = _files.Open())
        {
            _files.Time.Advance(KeyFiles.Length);
            await _files.TurnAsync(store); // the overlap: the old period's key is there still
            store.Periods.All.Count.ShouldBe(2);
            store.Damaged.ShouldBe(1);
        }

        Restore(copy);
        await using var again = _files.Open();
        (await again.FindAsync(customers[1].Subject))!.Value.ToArray().ShouldBe(key, "at once");
        _files.Time.Advance(KeyFiles.Overlap);
        await _files.TurnAsync(again);

        (again.Periods.All.Count, again.Damaged).ShouldBe((1, 0));
        await using var last = Reopened(again);
        (await last.FindAsync(customers[1].Subject))!.Value.ToArray().ShouldBe(key, "also when the old period's key is destroyed");
        (await last.FindAsync(KeyFiles.Number(1))).ShouldBe(customers[1]);
    }

    [Fact]
    public async Task A_whole_copy_from_before_the_damage_opens_while_its_period_is_not_over()
    {
        var (customers, key) = await MakeAsync();
        var copy = File.ReadAllBytes(_files.Keys);
        Damage(customers[1]);
        await using var store = _files.Open();
        _files.Time.Advance(KeyFiles.Length);
        await _files.TurnAsync(store);

        await using var restored = _files.OpenCopy(copy);
        (await restored.FindAsync(customers[1].Subject))!.Value.ToArray().ShouldBe(key);
    }

    public void Dispose() => _files.Dispose();

    private SqliteKeyStore Reopened(SqliteKeyStore store)
    {
        _ = store;
        return _files.OpenCopy(Merged());
    }

    /// <summary>The database with what is in its write-ahead log.</summary>
    private byte[] Merged()
    {
        var to = Path.Combine(_files.Folder, $"merged-{Guid.NewGuid():N}.db");
        Run($"VACUUM INTO '{to}'");
        return File.ReadAllBytes(to);
    }

    private async Task<(List<CustomerId> Customers, byte[] Key)> MakeAsync()
    {
        await using var store = _files.Open();
        var customers = await _files.MakeAsync(store, 3);
        return (customers, (await store.GetOrCreateAsync(customers[1].Subject)).Bytes.ToArray());
    }

    private void Damage(CustomerId customer) => Run($"UPDATE subject SET slot = zeroblob(length(slot)) WHERE id = X'{Convert.ToHexString(customer.Value.ToByteArray(bigEndian: true))}'");

    /// <summary>The command of the page on storage.</summary>
    private void Restore(string copy) => Run($"ATTACH '{copy}' AS copy; UPDATE subject SET slot = (SELECT slot FROM copy.subject AS c WHERE c.id = subject.id) WHERE period < 0 AND EXISTS (SELECT 1 FROM copy.subject AS c WHERE c.id = subject.id AND c.period = -subject.period);");

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_files.Keys};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

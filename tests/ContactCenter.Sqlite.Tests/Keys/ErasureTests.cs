using System.Security.Cryptography;
using ContactCenter.Channels;
using ContactCenter.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactCenter.Sqlite.Keys;

/// <summary>What is erased stands in no file any more, at no moment after it was said to be done.</summary>
public sealed class ErasureTests : IDisposable
{
    private const int Customers = 300;
    private static readonly Secret Master = new(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Keys_and_addresses_of_erased_customers_stand_in_no_file_while_the_others_stay()
    {
        await using var store = Open();
        var customers = new List<CustomerId>();
        for (var i = 0; i < Customers; i++)
        {
            customers.Add(await store.IdentifyAsync(Address.Phone(Number(i))));
        }

        var erased = customers.Where(static (_, i) => i % 3 == 0).ToHashSet();
        var (gone, stays) = (Stored(erased.Contains), Stored(c => !erased.Contains(c)));
        Found(gone).ShouldBe(gone.Count); // the scan can find what is there
        foreach (var customer in erased)
        {
            (await store.EraseAsync(customer)).ShouldBeTrue();
        }

        Found(gone).ShouldBe(0);
        Found(stays).ShouldBe(stays.Count);
    }

    [Theory]
    [InlineData("keys.before-commit", true)]
    [InlineData("keys.after-commit", false)]
    public async Task A_kill_in_the_middle_leaves_the_customer_whole_or_erased_and_the_next_start_cleans_up(string point, bool isWhole)
    {
        var armed = false;
        CustomerId customer;
        IReadOnlyList<byte[]> secrets;
        await using (var store = Open(at =>
        {
            if (armed && at == point)
            {
                throw new IOException("The machine stops.");
            }
        }))
        {
            customer = await store.IdentifyAsync(Address.Phone(Number(1)));
            secrets = Stored(_ => true);
            armed = true;
            await Should.ThrowAsync<LogUnavailableException>(async () => await store.EraseAsync(customer));
            armed = false;
        }

        await using var again = Open();
        (await again.FindAsync(customer.Subject)).HasValue.ShouldBe(isWhole);
        (await again.EraseAsync(customer)).ShouldBe(isWhole); // repeating it finishes it
        Found(secrets).ShouldBe(0);
    }

    [Fact]
    public async Task A_customer_whose_erasure_failed_is_whole_and_can_be_erased_again()
    {
        var armed = false;
        await using var store = Open(at =>
        {
            if (armed && at == "keys.before-commit")
            {
                armed = false;
                throw new IOException("The disk is full.");
            }
        });
        var customer = await store.IdentifyAsync(Address.Phone(Number(1)));
        armed = true;

        await Should.ThrowAsync<LogUnavailableException>(async () => await store.EraseAsync(customer));

        (await store.IdentifyAsync(Address.Phone(Number(1)))).ShouldBe(customer);
        (await store.EraseAsync(customer)).ShouldBeTrue();
        (await store.FindAsync(customer.Subject)).ShouldBeNull();
    }

    [Fact]
    public async Task A_customer_whose_key_is_damaged_is_erased_as_any_other_one_and_so_is_what_is_remembered_of_the_address()
    {
        var address = Address.Phone(Number(1));
        await using var store = Open();
        var (damaged, other) = (await store.IdentifyAsync(address), await store.IdentifyAsync(Address.Phone(Number(2))));
        Damage(damaged);
        await Should.ThrowAsync<CryptographicException>(async () => await store.AddressesAsync(damaged));
        (await store.FindAsync(address)).ShouldBe(damaged);
        var gone = Stored(c => c == damaged);
        (await store.IsErasedAsync(damaged)).ShouldBeFalse();

        (await store.EraseAsync(damaged)).ShouldBeTrue();

        Found(gone).ShouldBe(0);
        (await store.IsErasedAsync(damaged)).ShouldBeTrue();
        (await store.AddressesAsync(damaged)).ShouldBeEmpty();
        (await store.FindAsync(address)).ShouldBeNull();
        (await store.IdentifyAsync(address)).ShouldNotBe(damaged);
        (await store.FindAsync(other.Subject)).ShouldNotBeNull();
    }

    public void Dispose() => _folder.Dispose();

    private static string Number(int i) => $"+3906{i:D8}";

    private SqliteKeyStore Open(Action<string>? faultPoint = null) =>
        SqliteKeyStore.Open(_folder["keys.db"], _folder["periods"], RootKey.Load(new SqliteOptions { Root = _folder.Path, MasterKey = Master }, NullLogger.Instance), TestContext.With(faultPoint));

    private void Damage(CustomerId customer)
    {
        using var connection = new SqliteConnection($"Data Source={_folder["keys.db"]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE subject SET slot = randomblob(length(slot)) WHERE id = $id";
        command.Parameters.AddWithValue("$id", customer.Value.ToByteArray(bigEndian: true));
        command.ExecuteNonQuery().ShouldBe(1);
    }

    /// <summary>What is stored of some customers: wrapped keys, sealed addresses and the hashes they are found by.</summary>
    private List<byte[]> Stored(Func<CustomerId, bool> of)
    {
        using var connection = new SqliteConnection($"Data Source={_folder["keys.db"]};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id, slot FROM subject UNION ALL SELECT customer, sealed FROM address UNION ALL SELECT customer, hash FROM address";
        using var rows = command.ExecuteReader();
        var stored = new List<byte[]>();
        while (rows.Read())
        {
            if (of(new CustomerId(new Guid(rows.GetFieldValue<byte[]>(0), bigEndian: true))))
            {
                stored.Add(rows.GetFieldValue<byte[]>(1));
            }
        }

        return stored;
    }

    /// <summary>How many of them stand anywhere in the folder's files.</summary>
    private int Found(IReadOnlyList<byte[]> secrets)
    {
        var files = Directory.GetFiles(_folder.Path).Select(ReadAll).ToList();
        return secrets.Count(secret => files.Exists(file => file.AsSpan().IndexOf(secret) >= 0));
    }

    private static byte[] ReadAll(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return copy.ToArray();
    }
}

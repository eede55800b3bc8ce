using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using ContactCenter.Channels;
using ContactCenter.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactCenter.Sqlite.Keys;

public sealed class KeyStoreTests : IDisposable
{
    private static readonly Secret Master = new(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task An_unknown_address_makes_a_customer_and_is_found_after_a_restart()
    {
        var address = Address.Phone("+390612345678");
        CustomerId customer;
        byte[] key;
        await using (var store = Open())
        {
            (await store.FindAsync(address)).ShouldBeNull();
            customer = await store.IdentifyAsync(address);
            (await store.IdentifyAsync(address)).ShouldBe(customer);
            key = (await store.GetOrCreateAsync(customer.Subject)).Bytes.ToArray();
            key.Length.ShouldBe(32);
        }

        await using var again = Open();
        (await again.FindAsync(address)).ShouldBe(customer);
        (await again.IdentifyAsync(address)).ShouldBe(customer);
        (await again.AddressesAsync(customer)).ShouldBe([address]);
        (await again.FindAsync(customer.Subject))!.Value.ToArray().ShouldBe(key);
    }

    [Fact]
    public async Task The_same_text_of_two_kinds_is_two_customers()
    {
        await using var store = Open();
        var phone = await store.IdentifyAsync(new Address(AddressKind.Phone, "12345"));
        var web = await store.IdentifyAsync(new Address(AddressKind.Web, "12345"));
        phone.ShouldNotBe(web);
    }

    [Fact]
    public async Task Hundreds_of_parallel_calls_for_a_few_addresses_make_one_customer_each()
    {
        var found = new ConcurrentDictionary<string, ConcurrentBag<CustomerId>>();
        await using var store = Open();
        await Task.WhenAll(Enumerable.Range(0, 800).Select(i => Task.Run(async () =>
        {
            var number = $"+3906{i % 40:D6}";
            found.GetOrAdd(number, _ => []).Add(await store.IdentifyAsync(Address.Phone(number)));
        })));

        found.Count.ShouldBe(40);
        found.Values.ShouldAllBe(customers => customers.Distinct().Count() == 1);
        found.Values.Select(customers => customers.First()).Distinct().Count().ShouldBe(40);
    }

    [Fact]
    public async Task Many_new_customers_at_once_share_their_commits()
    {
        var commits = 0;
        using var first = new ManualResetEventSlim();
        await using var store = Open(point =>
        {
            if (point == "keys.before-commit" && Interlocked.Increment(ref commits) == 1)
            {
                first.Wait(TimeSpan.FromMinutes(1)).ShouldBeTrue();
            }
        });

        var calls = Enumerable.Range(0, 500).Select(i => store.IdentifyAsync(Address.Phone($"+3906{i:D6}")).AsTask()).ToList();
        first.Set();
        var customers = await Task.WhenAll(calls);
        customers.Distinct().Count().ShouldBe(500);
        commits.ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public async Task A_key_is_made_once_and_an_unknown_subject_has_none()
    {
        await using var store = Open();
        var subject = new SubjectId(Guid.NewGuid());
        (await store.FindAsync(subject)).ShouldBeNull();
        var keys = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(async () =>
            Convert.ToHexString((await store.GetOrCreateAsync(subject)).Bytes.Span))));
        keys.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task An_erased_subject_has_no_key_no_addresses_and_gets_no_new_key()
    {
        CustomerId customer;
        await using (var store = Open())
        {
            customer = await store.IdentifyAsync(Address.Phone("+390612345678"));
        }

        using (var connection = new SqliteConnection($"Data Source={_folder["keys.db"]};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE subject SET period = 0, slot = zeroblob(length(slot))";
            command.ExecuteNonQuery().ShouldBe(1);
        }

        await using var again = Open();
        (await again.FindAsync(customer.Subject)).ShouldBeNull();
        (await again.AddressesAsync(customer)).ShouldBeEmpty();
        var refusal = await Should.ThrowAsync<InvalidOperationException>(async () => await again.GetOrCreateAsync(customer.Subject));
        refusal.Message.ShouldContain("erased");
        (await again.GetOrCreateAsync(new SubjectId(Guid.NewGuid()))).Bytes.Length.ShouldBe(32);
    }

    [Fact]
    public async Task No_file_holds_an_address_or_a_key_in_the_clear()
    {
        const string number = "+390687654321";
        await using var store = Open();
        var customer = await store.IdentifyAsync(Address.Phone(number));
        var key = (await store.GetOrCreateAsync(customer.Subject)).Bytes.ToArray();

        Search(); // while open, with the write-ahead log
        await store.DisposeAsync();
        Search();

        void Search()
        {
            var files = _folder.Files().ToList();
            files.Any(f => f.Bytes.AsSpan().IndexOf(customer.Value.ToByteArray(bigEndian: true)) >= 0).ShouldBeTrue("the search finds what is there");
            foreach (var (file, bytes) in files)
            {
                foreach (var text in (byte[][])[Encoding.UTF8.GetBytes(number), Encoding.Unicode.GetBytes(number), Encoding.UTF8.GetBytes(number[1..]), key])
                {
                    bytes.AsSpan().IndexOf(text).ShouldBe(-1, file);
                }
            }
        }
    }

    [Fact]
    public async Task Another_master_key_is_refused_with_the_remedy()
    {
        await Open().DisposeAsync();
        var other = RootKey.Load(new SqliteOptions { Root = _folder.Path, MasterKey = new Secret(Convert.ToBase64String(new byte[32])) }, NullLogger.Instance);
        var refusal = Should.Throw<MasterKeyException>(() => SqliteKeyStore.Open(_folder["keys.db"], _folder["periods"], other, TestContext.With()));
        refusal.Message.ShouldContain("ContactCenter:Sqlite:MasterKey");
        refusal.Message.ShouldContain("Restore");
        await Open().DisposeAsync(); // nothing was harmed
    }

    [Theory]
    [InlineData("keys.before-commit")]
    [InlineData("keys.after-commit")]
    public async Task After_a_failed_write_callers_are_refused_and_the_next_one_is_served(string point)
    {
        var broken = true;
        await using var store = Open(at =>
        {
            if (broken && at == point)
            {
                throw new IOException("No space left on device");
            }
        });

        var address = Address.Phone("+390612345678");
        var refusal = await Should.ThrowAsync<LogUnavailableException>(async () => await store.IdentifyAsync(address));
        refusal.Message.ShouldContain("No space left on device");

        broken = false;
        var customer = await store.IdentifyAsync(address);
        (await store.AddressesAsync(customer)).ShouldBe([address]);
    }

    [Fact]
    public async Task A_closed_store_refuses()
    {
        var store = Open();
        await store.DisposeAsync();
        await Should.ThrowAsync<LogUnavailableException>(async () => await store.IdentifyAsync(Address.Phone("+3906")));
    }

    [Fact]
    public async Task An_address_without_text_or_too_long_is_the_callers_mistake_and_is_not_printed()
    {
        await using var store = Open();
        await Should.ThrowAsync<ArgumentException>(async () => await store.IdentifyAsync(Address.Phone("")));
        var text = new string('x', 321);
        var refusal = await Should.ThrowAsync<ArgumentException>(async () => await store.IdentifyAsync(new Address(AddressKind.Mail, text)));
        refusal.Message.ShouldContain("321");
        refusal.Message.ShouldNotContain(text);
    }

    [Fact]
    public void The_cache_keeps_what_was_used_last()
    {
        var cache = new LruCache<string, int>(2);
        cache.Set("a", 1);
        cache.Set("b", 2);
        cache.TryGet("a", out _).ShouldBeTrue();
        cache.Set("c", 3);
        cache.TryGet("b", out _).ShouldBeFalse();
        cache.TryGet("a", out var a).ShouldBeTrue();
        a.ShouldBe(1);
        cache.TryGet("c", out _).ShouldBeTrue();
    }

    public void Dispose() => _folder.Dispose();

    private SqliteKeyStore Open(Action<string>? faultPoint = null) => SqliteKeyStore.Open(
        _folder["keys.db"],
        _folder["periods"],
        RootKey.Load(new SqliteOptions { Root = _folder.Path, MasterKey = Master }, NullLogger.Instance),
        TestContext.With(faultPoint));
}

using System.Text;
using ContactCenter.Channels;
using ContactCenter.Journal;
using ContactCenter.Sqlite.Crashes;
using ContactCenter.Storage;
using ContactCenter.Testing.Conformance;
using Microsoft.Extensions.Options;

namespace ContactCenter.Sqlite.Composition;

public sealed class TenantStorageTests : IDisposable
{
    private static readonly TenantId Acme = new("acme");

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Promises => [.. TenantStorageConformance.All.Select(static c => c.Name)];

    [Theory]
    [MemberData(nameof(Promises))]
    public async Task A_storage_on_files_keeps(string promise)
    {
        using var provider = Provider();
        await TenantStorageConformance.All.Single(c => c.Name == promise).CheckAsync(provider);
    }

    [Fact]
    public async Task Everything_a_tenant_keeps_is_there_after_closing_and_opening_again()
    {
        var address = Address.Phone("+390612345678");
        var entry = new EntryId(Guid.CreateVersion7());
        CustomerId customer;
        SealedField text;
        BlobId blob;
        long epoch;
        using var provider = Provider();
        await using (var storage = await provider.OpenAsync(Acme))
        {
            storage.Log.Id.Value.ShouldBe("acme");
            epoch = storage.Log.Epoch;
            customer = await storage.Customers.IdentifyAsync(address);
            text = await storage.PersonalData.SealAsync(entry, customer.Subject, "text", "Sento odore di gas");
            blob = await storage.Blobs.PutAsync(customer.Subject, new MemoryStream([1, 2, 3]), 100);
            (await storage.Log.AppendAsync(Append(storage.Log.Epoch, entry, text))).Status.ShouldBe(AppendStatus.Appended);
            await storage.Views.CommitAsync(new ViewCommit("p", new LogPosition(1), [], []));
        }

        await using var again = await provider.OpenAsync(Acme);
        again.Log.Epoch.ShouldBeGreaterThan(epoch);
        again.Log.Head.Value.ShouldBe(1);
        (await again.Customers.IdentifyAsync(address)).ShouldBe(customer);
        await foreach (var committed in again.Log.ReadAsync(LogPosition.Start))
        {
            (await again.PersonalData.RevealAsync(committed.Entry.Id, committed.Entry.Sealed.Single())).ShouldBe("Sento odore di gas");
        }

        await using var stream = await again.Blobs.OpenAsync(customer.Subject, blob);
        stream.ShouldNotBeNull().ReadByte().ShouldBe(1);
        (await again.Views.CheckpointAsync("p")).Value.ShouldBe(1);
    }

    [Fact]
    public async Task A_released_storage_is_read_on_to_its_own_head_while_the_next_opening_writes()
    {
        var (first, second) = (new EntryId(Guid.CreateVersion7()), new EntryId(Guid.CreateVersion7()));
        using var provider = Provider();
        var released = await provider.OpenAsync(Acme);
        var customer = await released.Customers.IdentifyAsync(Address.Phone("+390612345678"));
        var text = await released.PersonalData.SealAsync(first, customer.Subject, "text", "Sento odore di gas");
        await released.Log.AppendAsync(Append(released.Log.Epoch, first, text));
        await released.Views.CommitAsync(new ViewCommit("p", new LogPosition(1), [new ViewRow("v", "k", "g", 1, "{}"u8.ToArray())], []));

        await ((IReleasable)released).ReleaseAsync();
        await using (var next = await provider.OpenAsync(Acme))
        {
            (await next.Log.AppendAsync(Append(next.Log.Epoch, second, await next.PersonalData.SealAsync(second, customer.Subject, "text", "later")))).First.Value.ShouldBe(1);
            await ReadAsync();
            await released.DisposeAsync();
            (await next.Log.AppendAsync(Append(next.Log.Epoch, second, text))).Status.ShouldBe(AppendStatus.Repeated, "the one that was released takes nothing along");
        }

        async Task ReadAsync()
        {
            released.Log.Head.Value.ShouldBe(1);
            foreach (var found in new[] { released.Log.ReadAsync(LogPosition.Start), released.Log.QueryAsync(new LogQuery { Kind = "message.received", Descending = true }) })
            {
                (await found.ToListAsync()).ShouldHaveSingleItem().Entry.Id.ShouldBe(first);
            }

            (await released.PersonalData.RevealAsync(first, text)).ShouldBe("Sento odore di gas");
            (await released.Customers.AddressesAsync(customer)).ShouldHaveSingleItem();
            (await released.Views.FindAsync("v", "k")).ShouldNotBeNull();
            await Should.ThrowAsync<Exception>(async () => await released.Log.AppendAsync(Append(released.Log.Epoch, new EntryId(Guid.CreateVersion7()), text)));
        }
    }

    [Fact]
    public async Task No_file_of_a_tenant_holds_personal_data_in_the_clear()
    {
        const string said = "Sento odore di gas in cucina";
        var address = Address.Phone("+390612345678");
        using var provider = Provider();
        await using (var storage = await provider.OpenAsync(Acme))
        {
            var customer = await storage.Customers.IdentifyAsync(address);
            var entry = new EntryId(Guid.CreateVersion7());
            await storage.Blobs.PutAsync(customer.Subject, new MemoryStream(Encoding.UTF8.GetBytes(said)), 100);
            await storage.Log.AppendAsync(Append(
                storage.Log.Epoch, entry, await storage.PersonalData.SealAsync(entry, customer.Subject, "text", said)));
            Search();
        }

        Search();

        void Search()
        {
            var files = _folder.Files().ToList();
            files.Any(f => f.Bytes.AsSpan().IndexOf("message.received"u8) >= 0).ShouldBeTrue("the search finds what is there");
            foreach (var (file, bytes) in files)
            {
                bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(address.Value)).ShouldBe(-1, file);
                bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(said)).ShouldBe(-1, file);
            }
        }
    }

    [Fact]
    public async Task Two_tenants_know_nothing_of_one_another()
    {
        using var provider = Provider();
        await using var acme = await provider.OpenAsync(Acme);
        await using var other = await provider.OpenAsync(new TenantId("other"));
        var customer = await acme.Customers.IdentifyAsync(Address.Phone("+390612345678"));
        (await other.Customers.FindAsync(Address.Phone("+390612345678"))).ShouldBeNull();
        (await other.Customers.IdentifyAsync(Address.Phone("+390612345678"))).ShouldNotBe(customer);
    }

    [Fact]
    public async Task A_tenant_open_in_another_process_is_refused_until_that_process_is_gone()
    {
        using var provider = Provider();
        await (await provider.OpenAsync(Acme)).DisposeAsync();
        using (var other = Victim.Start("hold", _folder.Path, "0", "none", "0"))
        {
            try
            {
                (await other.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60))).ShouldBe("open");
                var refusal = await Should.ThrowAsync<LogUnavailableException>(async () => await provider.OpenAsync(Acme));
                refusal.Message.ShouldContain("Tenant 'acme' is open already");
                refusal.Message.ShouldContain("Stop the other process");
            }
            finally
            {
                other.Kill();
                await other.WaitForExitAsync();
            }
        }

        await using var storage = await provider.OpenAsync(Acme);
        storage.Log.Failure.ShouldBeNull();
    }

    [Fact]
    public async Task A_second_opening_in_this_process_is_refused_too_and_leaves_the_first_alone()
    {
        using var provider = Provider();
        await using var storage = await provider.OpenAsync(Acme);
        await Should.ThrowAsync<LogUnavailableException>(async () => await provider.OpenAsync(Acme));
        (await storage.Customers.IdentifyAsync(Address.Phone("+3906"))).Value.ShouldNotBe(Guid.Empty);
    }

    [Fact]
    public async Task A_failed_opening_leaves_nothing_open()
    {
        using (var provider = Provider())
        {
            await (await provider.OpenAsync(Acme)).DisposeAsync();
        }

        using (var wrong = Provider(new Secret(Convert.ToBase64String(new byte[32]))))
        {
            (await Should.ThrowAsync<MasterKeyException>(async () => await wrong.OpenAsync(Acme))).Code.ShouldBe("CC1011");
        }

        using var right = Provider();
        await using var storage = await right.OpenAsync(Acme);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        await File.WriteAllTextAsync(_folder["acme"], "a file where the folder should be");
        using var provider = Provider();
        (await Should.ThrowAsync<LogUnavailableException>(async () => await provider.OpenAsync(Acme))).Message.ShouldContain(_folder["acme"]);
    }

    [Fact]
    public async Task No_tenant_id_leads_out_of_the_root()
    {
        using var provider = Provider();
        await Should.ThrowAsync<ArgumentException>(async () => await provider.OpenAsync(default));
        Should.Throw<ArgumentException>(() => new TenantId("../other"));
    }

    [Fact]
    public async Task Disposing_twice_does_no_harm()
    {
        using var provider = Provider();
        var storage = await provider.OpenAsync(Acme);
        await storage.DisposeAsync();
        await storage.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    private static Append Append(long epoch, EntryId id, SealedField field) => new(
        new MachineId("door", "sms"),
        Journal.Append.AnyVersion,
        epoch,
        [new Entry { Id = id, Kind = "message.received", Time = DateTimeOffset.UnixEpoch, Actor = "system", Body = "{}"u8.ToArray(), Sealed = [field] }]);

    private SqliteTenantStorageProvider Provider(Secret? masterKey = null) =>
        new(Options.Create(new SqliteOptions { Root = _folder.Path, MasterKey = masterKey }), TimeProvider.System);
}

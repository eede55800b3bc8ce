using System.Security.Cryptography;
using System.Text;
using ContactCenter.Channels;
using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;

namespace ContactCenter.Testing.Tests;

public sealed class MemoryStorageTests
{
    private static readonly TenantId Acme = new("acme");
    private static readonly EntryId Entry = new(DerivedId.From("entry"));

    public static TheoryData<string> Promises => [.. TenantStorageConformance.All.Select(static c => c.Name)];

    public static TheoryData<string> BlobPromises => [.. BlobStoreConformance.All.Select(static c => c.Name)];

    [Theory]
    [MemberData(nameof(Promises))]
    public Task A_storage_in_memory_keeps(string promise) => TenantStorageConformance.All.Single(c => c.Name == promise).CheckAsync(new MemoryStorage());

    [Theory]
    [MemberData(nameof(BlobPromises))]
    public async Task Blobs_in_memory_keep(string promise)
    {
        var time = new VirtualTime();
        await using var tenant = await new MemoryStorage(time).OpenAsync(Acme);
        await BlobStoreConformance.All.Single(c => c.Name == promise).CheckAsync(new BlobStoreSubject(tenant.Blobs, time, time.Advance));
    }

    [Fact]
    public async Task A_customer_is_known_by_the_address_over_openings()
    {
        var storage = new MemoryStorage();
        CustomerId anna;
        await using (var first = await storage.OpenAsync(Acme))
        {
            anna = await first.Customers.IdentifyAsync(Address.Phone("+391"));
            (await first.Customers.IdentifyAsync(Address.Phone("+392"))).ShouldNotBe(anna);
            (await first.Customers.FindAsync(Address.Phone("+393"))).ShouldBeNull();
        }

        await using var second = await storage.OpenAsync(Acme);
        (await second.Customers.IdentifyAsync(Address.Phone("+391"))).ShouldBe(anna);
        (await second.Customers.AddressesAsync(anna)).ShouldHaveSingleItem().Value.ShouldBe("+391");
        await using var other = await storage.OpenAsync(new TenantId("other"));
        (await other.Customers.FindAsync(Address.Phone("+391"))).ShouldBeNull();
    }

    [Fact]
    public async Task A_sealed_text_is_read_in_its_own_entry_until_its_subject_is_erased()
    {
        var storage = new MemoryStorage();
        await using var tenant = await storage.OpenAsync(Acme);
        var subject = (await tenant.Customers.IdentifyAsync(Address.Phone("+391"))).Subject;
        var field = await tenant.PersonalData.SealAsync(Entry, subject, "text", "Sento odore di gas 😀");
        Encoding.UTF8.GetString(field.Ciphertext.Span).ShouldNotContain("gas");
        (await tenant.PersonalData.RevealAsync(Entry, field)).ShouldBe("Sento odore di gas 😀");
        await Should.ThrowAsync<CryptographicException>(async () => await tenant.PersonalData.RevealAsync(new EntryId(DerivedId.From("another")), field));
        await Should.ThrowAsync<EncoderFallbackException>(async () => await tenant.PersonalData.SealAsync(Entry, subject, "text", ((char)0xD800).ToString()));

        storage.Erase(Acme, subject);
        (await tenant.PersonalData.RevealAsync(Entry, field)).ShouldBeNull();
        await Should.ThrowAsync<InvalidOperationException>(async () => await tenant.PersonalData.SealAsync(Entry, subject, "text", "again"));
    }

    [Fact]
    public async Task A_blob_is_stored_once_per_subject_bounded_and_gone_with_its_subject()
    {
        var storage = new MemoryStorage();
        await using var tenant = await storage.OpenAsync(Acme);
        var (one, two) = (new SubjectId(DerivedId.From("1")), new SubjectId(DerivedId.From("2")));
        var blob = await tenant.Blobs.PutAsync(one, new MemoryStream([1, 2, 3]), 3);
        (await tenant.Blobs.PutAsync(one, new MemoryStream([1, 2, 3]), 3)).ShouldBe(blob);
        (await tenant.Blobs.PutAsync(two, new MemoryStream([1, 2, 3]), 3)).ShouldNotBe(blob);
        await Should.ThrowAsync<InvalidDataException>(async () => await tenant.Blobs.PutAsync(one, new MemoryStream([1, 2, 3]), 2));
        await using (var content = await tenant.Blobs.OpenAsync(one, blob))
        {
            content!.ReadByte().ShouldBe(1);
        }

        (await tenant.Blobs.OpenAsync(two, blob)).ShouldBeNull();
        storage.Erase(Acme, one);
        (await tenant.Blobs.OpenAsync(one, blob)).ShouldBeNull();
    }

    [Fact]
    public async Task A_channel_answers_as_scripted_and_then_as_usual()
    {
        var channel = new FakeProvider(ChannelKind.Sms);
        channel.Then(new SendOutcome.Unknown("broken"), new SendOutcome.Refused("full", IsTransient: true));
        var message = new OutboundMessage
        {
            Id = new MessageId(DerivedId.From("m")),
            Endpoint = new Endpoint(Acme, new EndpointId("sms"), ChannelKind.Sms, Address.Phone("+390")),
            To = Address.Phone("+391"),
            Text = "hello",
        };
        (await channel.SendAsync(message, default)).ShouldBe(new SendOutcome.Unknown("broken"));
        (await channel.SendAsync(message, default)).ShouldBe(new SendOutcome.Refused("full", true));
        (await channel.SendAsync(message, default)).ShouldBe(new SendOutcome.Accepted(FakeChannel.ProviderId(message.Id)));
        channel.Sent.Count.ShouldBe(3);
        channel.Find = static _ => new SendOutcome.Accepted("x");
        (await channel.FindAsync(message, default, static _ => false, default)).ShouldBe(new SendOutcome.Accepted("x"));
        channel.Looks.ShouldHaveSingleItem().Message.ShouldBe(message);
    }
}

using System.Text;
using ContactCenter.Channels;
using ContactCenter.Journal;
using ContactCenter.Storage;

namespace ContactCenter.Testing.Conformance;

/// <summary>
/// What every store of tenants does as a whole: openings, customers, personal texts. Its parts have cases of their own:
/// <see cref="LogConformance"/>, <see cref="ViewStoreConformance"/>, <see cref="BlobStoreConformance"/>. A case gets an empty store.
/// </summary>
public static class TenantStorageConformance
{
    private static readonly TenantId Acme = new("acme");
    private static readonly TenantId Other = new("other");

    /// <summary>The cases.</summary>
    public static IReadOnlyList<ConformanceCase<ITenantStorageProvider>> All { get; } =
    [
        new("What one opening was acknowledged the next one finds", OutlivesOpeningsAsync),
        new("A new opening ends the writing of the one before", FencesAsync),
        new("Tenants see nothing of each other", TenantsAreApartAsync),
        new("A customer is known by the address over openings, each address once", CustomersAreKnownAsync),
        new("An address asked for many times at once makes one customer", CustomersAreMadeOnceAsync),
        new("An erased customer is forgotten in every opening, and the one who writes next from the address is another", CustomersAreErasedAsync),
        new("Erasing while the customer is used neither brings the key back nor fails otherwise", ErasesInUseAsync),
        new("A personal text is read in its own entry only, and stands nowhere in clear", TextsAreSealedAsync),
        new("What cannot be written as UTF-8 is refused, not altered", RefusesWhatItCannotKeepAsync),
        new("Views keep their checkpoint with their rows, or lose both", ViewsAreWholeAsync),
    ];

    private static async Task OutlivesOpeningsAsync(ITenantStorageProvider store)
    {
        var blob = default(BlobId);
        var who = default(CustomerId);
        await using (var first = await store.OpenAsync(Acme))
        {
            who = await first.Customers.IdentifyAsync(Address.Phone("+390612345678"));
            blob = await first.Blobs.PutAsync(who.Subject, new MemoryStream("picture"u8.ToArray()), 100);
            var field = await first.PersonalData.SealAsync(SampleEntries.Id(1), who.Subject, "text", "Sento odore di gas");
            await first.Log.AppendAsync(first.Log.AppendAny(SampleEntries.Entry(1) with { Sealed = [field] }));
        }

        await using var second = await store.OpenAsync(Acme);
        var entry = (await second.Log.ReadAsync(LogPosition.Start).ToListAsync()).Single().Entry;
        Expect.Equal("Sento odore di gas", await second.PersonalData.RevealAsync(entry.Id, entry.Sealed[0]), "the text");
        await using var content = await second.Blobs.OpenAsync(who.Subject, blob);
        Expect.True(content is not null, "the blob is there");
    }

    private static async Task FencesAsync(ITenantStorageProvider store)
    {
        await using var first = await store.OpenAsync(Acme);
        await first.Log.AppendAsync(first.Log.AppendAny(SampleEntries.Entry(1)));
        var old = first.Log.Epoch;
        if (first is IReleasable releasable)
        {
            await releasable.ReleaseAsync(); // a store on files is locked while somebody writes
        }
        else
        {
            await first.DisposeAsync();
        }

        await using var second = await store.OpenAsync(Acme);
        Expect.True(second.Log.Epoch > old, "the epoch has risen");
        try
        {
            var late = await first.Log.AppendAsync(first.Log.AppendAny(SampleEntries.Entry(2)));
            Expect.True(late.Status is AppendStatus.StaleEpoch, $"the old opening appends nothing; it was {late.Status}");
        }
        catch (Exception e) when (e is LogUnavailableException or ObjectDisposedException)
        {
            // The other way of saying so.
        }

        Expect.Equal(AppendStatus.StaleEpoch, (await second.Log.AppendAsync(new Append(new MachineId("door", "main"), Append.AnyVersion, old, [SampleEntries.Entry(3)]))).Status, "an append with the old epoch");
        Expect.Equal(1, second.Log.Head.Value, "entries");
    }

    private static async Task TenantsAreApartAsync(ITenantStorageProvider store)
    {
        await using var acme = await store.OpenAsync(Acme);
        await using var other = await store.OpenAsync(Other);
        var who = await acme.Customers.IdentifyAsync(Address.Phone("+390612345678"));
        var blob = await acme.Blobs.PutAsync(who.Subject, new MemoryStream("picture"u8.ToArray()), 100);
        await acme.Views.CommitAsync(new ViewCommit("p", new LogPosition(1), [new ViewRow("v", "k", "", 1, default)], []));
        await acme.Log.AppendAsync(acme.Log.AppendAny(SampleEntries.Entry(1)));

        Expect.Equal(0, other.Log.Head.Value, "entries of the other tenant");
        Expect.Equal(null, await other.Customers.FindAsync(Address.Phone("+390612345678")), "a customer of the other tenant");
        Expect.True(await other.Blobs.OpenAsync(who.Subject, blob) is null, "the other tenant opens nothing");
        Expect.Equal(null, await other.Views.FindAsync("v", "k"), "a row of the other tenant");
        Expect.True(await other.Customers.IdentifyAsync(Address.Phone("+390612345678")) != who, "the same address is another customer there");
    }

    private static async Task CustomersAreKnownAsync(ITenantStorageProvider store)
    {
        Address[] addresses = [Address.Phone("+391"), Address.Phone("+392"), new(AddressKind.Mail, "+391"), new(AddressKind.Mail, "anna@example.com"), new(AddressKind.Mail, "'; drop table customers")];
        List<CustomerId> known = [];
        await using (var first = await store.OpenAsync(Acme))
        {
            Expect.Equal(null, await first.Customers.FindAsync(addresses[0]), "somebody who never wrote");
            foreach (var address in addresses)
            {
                known.Add(await first.Customers.IdentifyAsync(address));
            }
        }

        Expect.Equal(addresses.Length, known.Distinct().Count(), "customers");
        await using var second = await store.OpenAsync(Acme);
        for (var i = 0; i < addresses.Length; i++)
        {
            Expect.Equal(known[i], await second.Customers.IdentifyAsync(addresses[i]), "the customer");
            Expect.Equal(known[i], await second.Customers.FindAsync(addresses[i]), "the customer, found");
            Expect.Same([addresses[i].Value], (await second.Customers.AddressesAsync(known[i])).Select(static a => a.Value), "the addresses");
        }
    }

    private static async Task CustomersAreMadeOnceAsync(ITenantStorageProvider store)
    {
        await using var tenant = await store.OpenAsync(Acme);
        var all = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(async () => await tenant.Customers.IdentifyAsync(Address.Phone($"+39{i % 2}")))));
        Expect.Equal(2, all.Distinct().Count(), "customers of two addresses");
    }

    private static async Task CustomersAreErasedAsync(ITenantStorageProvider store)
    {
        var (address, second, unknown) = (Address.Phone("+390612345678"), Address.Phone("+390612345679"), new CustomerId(DerivedId.From("nobody")));
        var (entry, text) = (SampleEntries.Id(1), "Sento odore di gas");
        CustomerId gone, stays;
        SealedField field, other;
        BlobId blob;
        await using (var first = await store.OpenAsync(Acme))
        {
            (gone, stays) = (await first.Customers.IdentifyAsync(address), await first.Customers.IdentifyAsync(second));
            (field, other) = (await first.PersonalData.SealAsync(entry, gone.Subject, "text", text), await first.PersonalData.SealAsync(entry, stays.Subject, "text", text));
            blob = await first.Blobs.PutAsync(gone.Subject, new MemoryStream("picture"u8.ToArray()), 100);
            Expect.True(!await first.Customers.IsErasedAsync(gone) && !await first.Customers.IsErasedAsync(unknown), "nobody is erased yet");
            Expect.True(await first.Customers.EraseAsync(gone), "it is new");
            Expect.True(!await first.Customers.EraseAsync(gone), "it is done already");
            Expect.True(await first.Customers.EraseAsync(unknown), "one who was never here is erased, too");
            await IsGoneAsync(first);
        }

        await using var again = await store.OpenAsync(Acme);
        await IsGoneAsync(again);
        Expect.True(await again.Customers.IdentifyAsync(address) != gone, "whoever writes from the address is another customer");
        Expect.Equal(text, await again.PersonalData.RevealAsync(entry, other), "another customer's text");
        Expect.Same([second], await again.Customers.AddressesAsync(stays), "another customer's addresses");
        Expect.True(!await again.Customers.IsErasedAsync(stays), "another customer is not erased");

        async Task IsGoneAsync(ITenantStorage storage)
        {
            Expect.True(await storage.PersonalData.RevealAsync(entry, field) is null, "the text cannot be read");
            Expect.Equal(0, (await storage.Customers.AddressesAsync(gone)).Count, "addresses");
            Expect.True(await storage.Customers.IsErasedAsync(gone) && await storage.Customers.IsErasedAsync(unknown), "both are erased");
            Expect.True(await storage.Blobs.OpenAsync(gone.Subject, blob) is null, "the blob cannot be opened");
            foreach (var subject in (SubjectId[])[gone.Subject, unknown.Subject])
            {
                await Expect.ThrowsAsync<SubjectErasedException>(async () => await storage.PersonalData.SealAsync(entry, subject, "text", text), "a new text");
            }
        }
    }

    private static async Task ErasesInUseAsync(ITenantStorageProvider store)
    {
        await using var storage = await store.OpenAsync(Acme);
        for (var round = 0; round < 20; round++)
        {
            var address = Address.Phone($"+39061234{round:D4}");
            var customer = await storage.Customers.IdentifyAsync(address);
            var users = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
            {
                for (var i = 0; i < 50; i++)
                {
                    var found = await storage.Customers.IdentifyAsync(address);
                    try
                    {
                        await storage.PersonalData.SealAsync(SampleEntries.Id(i), found.Subject, "text", "hello");
                    }
                    catch (SubjectErasedException)
                    {
                        // It was erased in between.
                    }
                }
            })).ToList();
            await storage.Customers.EraseAsync(customer);
            await Task.WhenAll(users);
            Expect.True(await storage.Customers.IdentifyAsync(address) != customer, "the address leads to another customer");
            Expect.Equal(0, (await storage.Customers.AddressesAsync(customer)).Count, "addresses of the erased customer");
            await Expect.ThrowsAsync<SubjectErasedException>(async () => await storage.PersonalData.SealAsync(SampleEntries.Id(1), customer.Subject, "text", "hello"), "a new text");
        }
    }

    private static async Task TextsAreSealedAsync(ITenantStorageProvider store)
    {
        const string Text = "Sento odore di gas 😀";
        await using var tenant = await store.OpenAsync(Acme);
        var anna = (await tenant.Customers.IdentifyAsync(Address.Phone("+391"))).Subject;
        var bert = (await tenant.Customers.IdentifyAsync(Address.Phone("+392"))).Subject;
        var field = await tenant.PersonalData.SealAsync(SampleEntries.Id(1), anna, "text", Text);
        Expect.Equal(Text, await tenant.PersonalData.RevealAsync(SampleEntries.Id(1), field), "the text");
        Expect.True(field.Ciphertext.Span.IndexOf("odore"u8) < 0, "the ciphertext does not show it");
        var again = await tenant.PersonalData.SealAsync(SampleEntries.Id(2), anna, "text", Text);
        Expect.True(!again.Ciphertext.Span.SequenceEqual(field.Ciphertext.Span), "the same text in another entry looks different");

        await RefusesAsync(SampleEntries.Id(2), field, "in another entry");
        await RefusesAsync(SampleEntries.Id(1), field with { Name = "note" }, "under another name");
        var altered = field.Ciphertext.ToArray();
        altered[^1] ^= 1;
        await RefusesAsync(SampleEntries.Id(1), field with { Ciphertext = altered }, "altered");
        await tenant.PersonalData.SealAsync(SampleEntries.Id(3), bert, "text", Text); // so that there is another key
        await RefusesAsync(SampleEntries.Id(1), field with { Subject = bert }, "under another subject");

        async Task RefusesAsync(EntryId entry, SealedField sealedField, string what)
        {
            try
            {
                Expect.True(await tenant.PersonalData.RevealAsync(entry, sealedField) is not Text, $"it is not read {what}");
            }
            catch (System.Security.Cryptography.CryptographicException)
            {
                // It is not.
            }
        }
    }

    private static async Task RefusesWhatItCannotKeepAsync(ITenantStorageProvider store)
    {
        await using var tenant = await store.OpenAsync(Acme);
        var anna = (await tenant.Customers.IdentifyAsync(Address.Phone("+391"))).Subject;
        await Expect.ThrowsAsync<ArgumentException>(
            async () => await tenant.PersonalData.SealAsync(SampleEntries.Id(1), anna, "text", ((char)0xD800).ToString()), "half a character");
    }

    private static async Task ViewsAreWholeAsync(ITenantStorageProvider store)
    {
        await using (var first = await store.OpenAsync(Acme))
        {
            await first.Views.CommitAsync(new ViewCommit("p", new LogPosition(5), [new ViewRow("v", "k", "g", 7, Encoding.UTF8.GetBytes("row"))], []));
        }

        await using var second = await store.OpenAsync(Acme);
        var (checkpoint, row) = (await second.Views.CheckpointAsync("p"), await second.Views.FindAsync("v", "k"));
        Expect.True(
            checkpoint == new LogPosition(5) ? row is { Group: "g", Order: 7 } && row.Document.Span.SequenceEqual("row"u8) : checkpoint == LogPosition.Start && row is null,
            $"both or none; the checkpoint is {checkpoint}, the row {row}");
    }
}

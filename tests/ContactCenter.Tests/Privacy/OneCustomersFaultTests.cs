using ContactCenter.Channels;
using ContactCenter.Privacy;
using ContactCenter.Storage;
using ContactCenter.Testing;

namespace ContactCenter.Tests.Privacy;

/// <summary>A customer who cannot be erased, or whose key cannot be read, holds nobody else up: not at a start, not in the retention.</summary>
public sealed class OneCustomersFaultTests
{
    [Fact]
    public async Task Retention_goes_on_with_the_others_and_takes_up_again_the_next_day_whom_it_could_not_erase()
    {
        CustomerId? faulty = null;
        await using var center = Center(customers => new HeldErasure(customers, c => c == faulty ? throw new IOException("Access is denied.") : Task.CompletedTask));
        await center.StartAsync();
        CustomerId[] customers = [await center.OverAsync(), await center.OverAsync(), await center.OverAsync()];
        faulty = customers[0];
        await center.SavedAsync();
        center.Time.Advance(TimeSpan.FromDays(31));

        await center.UntilAsync(() => Erased(center) == 3, "the others are erased", TimeSpan.FromHours(1));

        foreach (var other in customers[1..])
        {
            await center.UntilAsync(async () => (await center.Office().GetAsync(other))!.Addresses.Count == 0 ? "so" : null, "the other's key is destroyed");
        }

        (await center.Office().GetAsync(customers[0]))!.Addresses.ShouldHaveSingleItem();
        faulty = null;
        center.Time.Advance(TimeSpan.FromDays(1));
        await center.UntilAsync(async () => (await center.Office().GetAsync(customers[0]))!.Addresses.Count == 0 ? "so" : null, "the one is erased, too", TimeSpan.FromHours(1));
        Erased(center).ShouldBe(3);
    }

    [Fact]
    public async Task Retention_erases_a_customer_whose_key_is_damaged()
    {
        CustomerId? damaged = null;
        await using var center = Center(customers => new DamagedCustomers(customers, c => c == damaged));
        await center.StartAsync();
        CustomerId[] customers = [await center.OverAsync(), await center.OverAsync()];
        damaged = customers[0];
        (await center.Office().GetAsync(customers[0]))!.IsKeyDamaged.ShouldBeTrue();
        await center.SavedAsync();
        center.Time.Advance(TimeSpan.FromDays(31));

        await center.UntilAsync(() => Erased(center) == 2, "both are erased", TimeSpan.FromHours(1));

        await center.UntilAsync(async () => await center.Tenant!.Storage.Customers.IsErasedAsync(customers[0]) ? "so" : null, "the key is destroyed");
    }

    [Fact]
    public async Task At_a_start_whoever_cannot_be_erased_again_keeps_neither_the_others_nor_the_tenant()
    {
        var faulty = new HashSet<CustomerId>();
        await using var center = Center(customers => new HeldErasure(customers, c => faulty.Contains(c) ? throw new IOException("Access is denied.") : Task.CompletedTask));
        await center.StartAsync();
        CustomerId[] customers = [await center.OverAsync(), await center.OverAsync()];
        faulty.UnionWith(customers);
        foreach (var customer in customers)
        {
            await Should.ThrowAsync<IOException>(async () => await center.Office().DoAsync(new PrivacyCommand.Erase(customer, "Request 12"), Guid.NewGuid()));
        }

        await center.CrashAsync();
        faulty.Remove(customers[1]);
        await center.StartAsync();

        (await center.Office().GetAsync(customers[0]))!.Addresses.ShouldHaveSingleItem();
        (await center.Office().GetAsync(customers[1]))!.Addresses.ShouldBeEmpty();
        (await center.ReceiveAsync("SM-9", "hello", "+393331119999")).Status.ShouldBe(InboxStatus.Accepted);
    }

    private static MemoryCenter Center(Func<ICustomerDirectory, ICustomerDirectory> between) =>
        new(new FakeChannel(ChannelKind.Sms)) { Customers = between, Describe = static t => t.Privacy.RetentionDays = 30 };

    private static int Erased(MemoryCenter center) => center.Entries.Count(static e => e.Entry.Kind == "customer.erased");
}

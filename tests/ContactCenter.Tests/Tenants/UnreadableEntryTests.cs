using ContactCenter.Channels;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Testing;

namespace ContactCenter.Tests.Tenants;

/// <summary>One entry whose body nobody can read costs what it asked for, and nothing else.</summary>
public sealed class UnreadableEntryTests
{
    [Theory]
    [InlineData("interaction", "work.requested")]
    [InlineData("interaction", "message.forwarded")]
    [InlineData("router", "work.assigned")]
    public async Task The_tenant_goes_on_past_an_entry_nobody_can_read_also_after_a_restart(string machine, string kind)
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var log = center.Tenant!.Storage.Log;
        await log.AppendAsync(new Append(new MachineId(machine, "damaged"), 0, log.Epoch, Entries.One(new Entry
        {
            Id = new EntryId(Guid.NewGuid()),
            Kind = kind,
            KindVersion = 1,
            Time = center.Time.GetUtcNow(),
            Actor = "system",
            Body = "{\"item\":[7],\"at\":\"x\"}"u8.ToArray(),
        })));

        for (var life = 0; life < 2; life++)
        {
            (await center.ReceiveAsync($"SM{life}", "hello", $"+39060000010{life}")).Status.ShouldBe(InboxStatus.Accepted);
            var running = center.Tenant.ShouldNotBeNull(string.Join(" ", center.Health.Facts()));
            await center.UntilAsync(() => running.Views.Interactions.Rows.Count() == life + 1, "the message has become a conversation", TimeSpan.FromMilliseconds(100));
            center.Tenant.ShouldBe(running, "the tenant was not built again");
            await center.StopAsync();
            await center.StartAsync();
        }
    }
}

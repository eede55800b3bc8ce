using ContactCenter.Channels;
using ContactCenter.Testing;

namespace ContactCenter.Tests.Door;

/// <summary>More than the door can hold at once is told to come again; an emergency is let in.</summary>
public sealed class FullDoorTests
{
    private const int Room = 8_192;

    private static readonly Endpoint Emergency = new(CenterFixture.Acme, new EndpointId("sms-emergency"), ChannelKind.Sms, Address.Phone("+390612345699"));

    [Fact]
    public async Task A_full_door_refuses_customers_but_never_an_emergency()
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var center = new MemoryCenter(new FakeChannel(ChannelKind.Sms))
        {
            Customers = customers => new HeldCustomers(customers, () => held.Task),
            Describe = static t => t.AddEndpoint("sms-emergency", ChannelKind.Sms, Emergency.Address, static e =>
            {
                e.ToQueue("faults").Answers("Nobody is here.", "Too many are waiting.");
                e.Priority = Priority.Emergency.Value;
            }),
        };
        await center.StartAsync();
        var waiting = Enumerable.Range(0, Room).Select(i => center.ReceiveAsync($"SM-{i}", "hello", "+391").AsTask()).ToList();

        var refused = await center.ReceiveAsync("SM-one-more", "hello", "+391");
        var emergency = center.ReceiveAsync(new InboundMessage { Endpoint = Emergency, ProviderId = "SM-112", From = Address.Phone("+392"), Text = "Fire!" }).AsTask();

        (refused.Status, refused.RetryAfter).ShouldBe((InboxStatus.Refused, TimeSpan.FromSeconds(2)));
        held.SetResult();
        (await emergency).Status.ShouldBe(InboxStatus.Accepted);
        (await Task.WhenAll(waiting)).ShouldAllBe(static r => r.IsDurable);
        (await center.ReceiveAsync("SM-one-more", "hello", "+391")).Status.ShouldBe(InboxStatus.Accepted, "there is room again");
    }
}

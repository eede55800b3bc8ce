using ContactCenter.Channels;
using ContactCenter.Journal;
using ContactCenter.Testing;

namespace ContactCenter.Tests.Door;

/// <summary>What a provider does not repeat is looked for: at a start, and soon after the door has refused something.</summary>
public sealed class SweepTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10); // far from the five minutes between two sweeps

    [Fact]
    public async Task What_came_while_nobody_ran_is_found_at_the_start()
    {
        var channel = new FakeProvider(ChannelKind.Sms);
        await using var center = await MemoryCenter.StartAsync(channel);
        (await center.ReceiveAsync(Message("SM-1"))).Status.ShouldBe(InboxStatus.Accepted);
        await center.CrashAsync();
        center.Time.Advance(TimeSpan.FromMinutes(30));
        channel.Receive(Message("SM-2"), center.Time.GetUtcNow());
        center.Time.Advance(TimeSpan.FromMinutes(30));

        await center.StartAsync();
        var started = center.Time.GetUtcNow();
        await center.UntilAsync(() => Count(center) == 2, "the missed message is found", TimeSpan.FromSeconds(1));

        (center.Time.GetUtcNow() - started).ShouldBeLessThan(Soon);
    }

    [Fact]
    public async Task What_the_door_refused_is_found_within_seconds()
    {
        var (channel, refuses) = (new FakeProvider(ChannelKind.Sms), false);
        await using var center = await StartAsync(channel, () => refuses);

        refuses = true;
        (await center.ReceiveAsync(Message("SM-1"))).Status.ShouldBe(InboxStatus.Refused);
        refuses = false;
        channel.Receive(Message("SM-1"), center.Time.GetUtcNow());
        var refused = center.Time.GetUtcNow();
        await center.UntilAsync(() => Count(center) == 1, "the refused message is found", TimeSpan.FromSeconds(1));

        (center.Time.GetUtcNow() - refused).ShouldBeLessThan(Soon);
    }

    [Fact]
    public async Task A_message_refused_before_a_younger_one_came_through_is_found()
    {
        var (channel, refuses, asked) = (new FakeProvider(ChannelKind.Sms), false, 0);
        await using var center = await StartAsync(channel, () => refuses && ++asked > 0);
        refuses = true;
        await center.ReceiveAsync(Message("SM-1"));
        channel.Receive(Message("SM-1"), center.Time.GetUtcNow());
        await center.UntilAsync(() => asked > 1, "the sweep is refused, too", TimeSpan.FromSeconds(1));
        var before = asked;
        center.Time.Advance(TimeSpan.FromMinutes(30)); // what came so long before the youngest is not listed by an ordinary sweep
        await center.UntilAsync(() => asked > before, "the next sweep is refused, too", TimeSpan.FromSeconds(1));
        refuses = false;
        (await center.ReceiveAsync(Message("SM-2"))).Status.ShouldBe(InboxStatus.Accepted);

        await center.UntilAsync(() => Count(center) == 2, "the older one is found", TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task What_a_failed_sweep_did_not_find_is_found_though_younger_messages_came_through_since()
    {
        var (channel, refuses, asked) = (new FakeProvider(ChannelKind.Sms), false, 0);
        await using var center = await StartAsync(channel, () => refuses && ++asked > 0);
        (await center.ReceiveAsync(Message("SM-1"))).Status.ShouldBe(InboxStatus.Accepted);
        await center.SavedAsync();
        await center.CrashAsync();
        center.Time.Advance(TimeSpan.FromMinutes(30));
        channel.Receive(Message("SM-2"), center.Time.GetUtcNow());
        center.Time.Advance(TimeSpan.FromMinutes(30));
        refuses = true;
        await center.StartAsync();
        await center.UntilAsync(() => asked > 0, "the sweep of the start is refused", TimeSpan.FromSeconds(1));
        refuses = false;

        (await center.ReceiveAsync(Message("SM-3"))).Status.ShouldBe(InboxStatus.Accepted);
        await center.UntilAsync(() => Count(center) == 3, "what came in between is found", TimeSpan.FromSeconds(1));
    }

    /// <summary>A center past the two sweeps of its start, whose customers cannot be looked up when <paramref name="refuses"/> says so: its door refuses, and its log is well.</summary>
    private static async Task<MemoryCenter> StartAsync(FakeProvider channel, Func<bool> refuses)
    {
        var center = new MemoryCenter(channel)
        {
            Customers = customers => new HeldCustomers(customers, () => refuses() ? Task.FromException(new LogUnavailableException("The keys are away.")) : Task.CompletedTask),
        };
        await center.StartAsync();
        center.Time.Advance(TimeSpan.FromSeconds(20));
        return center;
    }

    private static int Count(MemoryCenter center) => center.Entries.Count(static e => e.Entry.Kind == "message.received");

    private static InboundMessage Message(string id) =>
        new() { Endpoint = CenterFixture.Endpoint, ProviderId = id, From = Address.Phone("+393331112222"), Text = "hello" };
}

using System.Collections.Concurrent;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Tenants;
using ContactCenter.Testing;

namespace ContactCenter.Tests.Desk;

/// <summary>What desktops are told, and who is told what.</summary>
public sealed class DeskEventTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task An_event_about_an_offer_names_the_offer()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        await using var anna = await center.StartAsync(ScriptedAgent.Named("anna").Accepts(after: TimeSpan.FromSeconds(1)));
        await using var heard = await Ear.OpenAsync(center, center.Desk("carla", Role.Supervisor));

        await center.ReceiveAsync("SM-1", "hello", "+391");
        await center.UntilAsync(() => heard.All.Any(static e => e.Entry == "offer.accepted"), "the offer is accepted", Step);

        var offers = heard.All.Where(static e => e.Kind == DeskEventKind.Offer).ToList();
        offers.Select(static e => e.Entry).ShouldBe(["offer.made", "offer.accepted"]);
        offers.Select(static e => e.Offer).Distinct().ShouldHaveSingleItem().ShouldNotBeNull();
        heard.All.Where(static e => e.Kind != DeskEventKind.Offer).ShouldAllBe(static e => e.Offer == null);
    }

    [Fact]
    public async Task A_message_that_did_not_arrive_is_pushed_to_the_supervisors_list_and_one_that_did_is_not()
    {
        var channel = new FakeChannel(ChannelKind.Sms);
        await using var center = await MemoryCenter.StartAsync(channel);
        await using var anna = await center.StartAsync(ScriptedAgent.Named("anna").Answers("yes"));
        var carla = center.Desk("carla", Role.Supervisor);
        await using var heard = await Ear.OpenAsync(center, carla);
        await center.ReceiveAsync("SM-1", "hello", "+391");
        await center.UntilAsync(() => heard.All.Any(static e => e.Entry == "message.sent"), "the answer is sent", Step);

        await ReportAsync(center, channel, DeliveryState.Sent);
        await ReportAsync(center, channel, DeliveryState.Failed);
        await center.UntilAsync(() => heard.All.Count(static e => e.Entry == "delivery.reported") == 2, "the reports are told", Step);

        heard.All.Where(static e => e.Entry == "delivery.reported").Select(static e => e.Kind).ShouldBe([DeskEventKind.Interaction, DeskEventKind.Attention]);
        (await carla.AttentionAsync()).ShouldHaveSingleItem().Kind.ShouldBe("message.undelivered");
    }

    [Fact]
    public async Task An_agent_hears_what_is_the_agents_own_and_of_the_rest_only_now_and_then_that_something_changed()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        await using var anna = await center.StartAsync(ScriptedAgent.Named("anna").Answers("one", "two").Ends("resolved"));
        await using var annas = await Ear.OpenAsync(center, anna.Desk);
        await using var brunos = await Ear.OpenAsync(center, center.Desk("bruno"));
        await using var carlas = await Ear.OpenAsync(center, center.Desk("carla", Role.Supervisor));

        await center.ReceiveAsync("SM-1", "hello", "+391");
        await center.UntilAsync(() => carlas.All.Count(static e => e.Entry == "message.sent") == 1, "the first answer", Step);
        await center.ReceiveAsync("SM-2", "and then?", "+391");
        await center.UntilAsync(() => anna.Finished.Count == 1, "the conversation is over", Step);
        var interaction = anna.Finished[0];
        await center.UntilAsync(() => carlas.All.Any(static e => e.Entry == "wrap-up.ended"), "the end is told", Step);
        center.Time.Advance(DeskHub.OthersEvery);
        await center.UntilAsync(() => brunos.All.Any(static e => e.Kind == DeskEventKind.Interaction), "bruno heard that something changed");

        string[] own = ["offer.made", "offer.accepted", "agent.joined", "message.intended", "message.sent", "interaction.ended", "interaction.closed"];
        foreach (var entry in own)
        {
            annas.All.ShouldContain(e => e.Entry == entry && e.Interaction == interaction, entry);
        }

        carlas.All.Count.ShouldBeGreaterThan(15);
        brunos.All.Where(static e => e.Kind != DeskEventKind.Resync).ShouldAllBe(static e => e.Interaction == null && e.Agent == null && e.Offer == null && e.Entry == "");
        brunos.All.Select(static e => e.Kind).ShouldNotContain(DeskEventKind.Offer);
        var told = brunos.At.Skip(1).Distinct().ToList();
        told.Zip(told.Skip(1), static (a, b) => b - a).ShouldAllBe(static gap => gap >= DeskHub.OthersEvery);
    }

    [Fact]
    public async Task Choices_stand_in_the_order_they_were_configured_and_people_and_queues_by_name()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms), describe: static t => t
            .AddDisposition("wrong-number", "Wrong number").AddDisposition("abuse", "Abuse")
            .AddNotReadyReason("tea", "Tea").AddNotReadyReason("break", "Break")
            .AddQueue("accounts", static q => q.Named("Zz")));

        var choices = await center.Desk("anna").ChoicesAsync();

        choices.Dispositions.Select(static c => c.Key).ShouldBe(["resolved", "wrong-number", "abuse"]);
        choices.NotReadyReasons.Select(static c => c.Key).ShouldBe(["tea", "break"]);
        choices.Queues.Select(static c => c.Key).ShouldBe(["billing", "faults", "accounts"]);
    }

    private static async Task ReportAsync(MemoryCenter center, FakeChannel channel, DeliveryState state) => await center.Inbox.ReportAsync(new DeliveryReport
    {
        Endpoint = CenterFixture.Endpoint,
        Message = channel.Sent[0].Id,
        ProviderId = FakeChannel.ProviderId(channel.Sent[0].Id),
        State = state,
    });

    /// <summary>Somebody who listens, and remembers when each event came.</summary>
    private sealed class Ear : IAsyncDisposable
    {
        private readonly CancellationTokenSource _closed = new();
        private readonly ConcurrentQueue<(DeskEvent Event, DateTimeOffset At)> _heard = new();
        private Task _listening = Task.CompletedTask;

        public IReadOnlyList<DeskEvent> All => [.. _heard.Select(static h => h.Event)];

        public IReadOnlyList<DateTimeOffset> At => [.. _heard.Select(static h => h.At)];

        public static async Task<Ear> OpenAsync(MemoryCenter center, IDesk desk)
        {
            var ear = new Ear();
            ear._listening = ear.ListenAsync(center, desk);
            await center.UntilAsync(() => !ear._heard.IsEmpty, "the desk is listened to");
            return ear;
        }

        public async ValueTask DisposeAsync()
        {
            await _closed.CancelAsync();
            await _listening;
            _closed.Dispose();
        }

        private async Task ListenAsync(MemoryCenter center, IDesk desk)
        {
            try
            {
                await foreach (var e in desk.WatchAsync(_closed.Token))
                {
                    _heard.Enqueue((e, center.Time.GetUtcNow()));
                }
            }
            catch (OperationCanceledException)
            {
                // Nobody listens any more.
            }
        }
    }
}

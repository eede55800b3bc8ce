using System.Diagnostics.Metrics;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Health;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Routing;
using ContactCenter.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Distribution;

/// <summary>A router that throws while it carries out a command loses neither the other commands nor the tenant.</summary>
public sealed class RouterFaultTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task A_command_at_which_the_router_throws_is_set_aside_and_its_customer_answered()
    {
        var channel = new FakeChannel(ChannelKind.Sms);
        await using var center = await MemoryCenter.StartAsync(channel);
        var anna = await center.ReadyAsync("anna");
        using (ThrowAtEnqueue(center, static outcome => outcome != "Faulted"))
        {
            await center.ReceiveAsync("m1", "The boiler is cold.", "+393331112222");
            await center.UntilAsync(() => channel.Sent.Count == 1, "the customer is answered", Step);
        }

        channel.Sent[0].Text.ShouldBe("Nobody is here.");
        Kinds(center).Count(static k => k == "command.faulted").ShouldBe(1);
        var item = (await center.Desk("carla", Role.Supervisor).AttentionAsync()).ShouldHaveSingleItem();
        (item.Kind, item.Interaction is not null).ShouldBe(("command.faulted", true));

        await center.ReceiveAsync("m2", "Still cold.", "+393331112222");
        await center.UntilAsync(() => Kinds(center).Contains("offer.made"), "the next message is offered", Step);
        (await anna.AgentAsync()).Offers.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_router_that_fails_at_everything_halts_alone_and_a_mended_one_takes_what_waited()
    {
        var channel = new FakeChannel(ChannelKind.Sms);
        await using var center = await MemoryCenter.StartAsync(channel);
        using (ThrowAtEnqueue(center, static _ => true))
        {
            await center.ReceiveAsync("m1", "Hello?", "+393331112222");
            await center.UntilAsync(() => Health(center).Part == "router", "the router halts", Step);
            Health(center).State.ShouldBe(HealthState.Unavailable);

            (await center.ReceiveAsync("m2", "Hello?", "+393334445555")).Status.ShouldBe(InboxStatus.Accepted);
            await center.UntilAsync(() => Kinds(center).Count(static k => k == "interaction.opened") == 2, "the door is open", Step);
            var ask = await center.Desk("anna").DoAsync(new DeskCommand.SignIn(), Guid.NewGuid());
            ask.Status.ShouldBe(DeskStatus.Unavailable);
            await center.CrashAsync();
        }

        await center.StartAsync();
        await center.UntilAsync(() => Kinds(center).Count(static k => k == "work.queued") == 2, "what waited is routed", Step);
        Kinds(center).ShouldNotContain("command.faulted");
    }

    [Fact]
    public async Task A_router_whose_stream_cannot_be_replayed_halts_alone()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        await center.CrashAsync();
        await using (var storage = await center.Storage.OpenAsync(CenterFixture.Acme))
        {
            var version = center.Entries.Last(static e => e.Machine.Kind == "router").MachineVersion + 1;
            var impossible = new RouterEvent.OfferAccepted(
                new OfferId(DerivedId.From("no offer")), new WorkItemId(DerivedId.From("no work")), new InteractionId(DerivedId.From("no matter")), new QueueId("faults"), new AgentId("anna"));
            await storage.Log.AppendAsync(new Append(Entries.Router, version, storage.Log.Epoch,
            [
                new Entry
                {
                    Id = new EntryId(DerivedId.From("impossible")),
                    Kind = impossible.Kind,
                    Time = center.Time.GetUtcNow(),
                    Actor = "test",
                    Cause = DerivedId.From("cause"),
                    Body = RouterCodec.Write(impossible),
                },
            ]));
        }

        await center.StartAsync();
        Health(center).Part.ShouldBe("router");
        (await center.ReceiveAsync("m1", "Hello?", "+393331112222")).Status.ShouldBe(InboxStatus.Accepted);
        await center.UntilAsync(() => Kinds(center).Contains("work.requested"), "the interaction takes the message");
    }

    /// <summary>The nearest thing to a defect of the router that can be made from outside: the one who counts its commands throws.</summary>
    private static MeterListener ThrowAtEnqueue(MemoryCenter center, Func<string, bool> at)
    {
        var meters = center.Services.GetRequiredService<IMeterFactory>();
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Name == "contactcenter.router.commands" && ReferenceEquals(instrument.Meter.Scope, meters))
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            var values = tags.ToArray().ToDictionary(static t => t.Key, static t => (string)t.Value!);
            if (values["command"] == "Enqueue" && at(values["outcome"]))
            {
                throw new InvalidOperationException("A planted fault.");
            }
        });
        listener.Start();
        return listener;
    }

    private static HealthFact Health(MemoryCenter center) => center.Services.GetRequiredService<ICenterHealth>().Facts().Single();

    private static IEnumerable<string> Kinds(MemoryCenter center) => center.Entries.Select(static e => e.Entry.Kind);
}

using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Desk;

/// <summary>What a supervisor does about work that waits, and about the people who have it.</summary>
public sealed class SupervisorTests
{
    private static readonly AgentId Anna = new("anna");

    [Fact]
    public async Task Waiting_work_is_explained_taken_over_and_given_away_again()
    {
        await using var center = await CenterFixture.StartAsync(t => t.AddAgent("carla", a => a.Named("Carla Neri")));
        await using var carla = await SupervisorAsync(center, "carla");
        await center.ReceiveAsync("m1", "The boiler is cold.");
        var waiting = await carla.Desk.UntilAsync(async () => (await carla.Desk.InteractionsAsync(new InteractionFilter())) is [{ Status: InteractionStatus.Waiting } line] ? line : null, "work waits");

        var why = (await carla.Desk.UntilAsync(async () => await carla.Desk.ExplainAsync(waiting.Interaction), "the router knows the work"))!;
        why.Queue.ShouldBe(new QueueId("faults"));
        why.Required.Single().Level.ShouldBe(3);
        why.Candidates.Select(c => (c.Name, c.Obstacle)).ShouldBe(
            [("Anna Rossi", WorkObstacle.NotSignedIn), ("Bruno Verdi", WorkObstacle.NotSignedIn), ("Carla Neri", WorkObstacle.LacksSkill)]);
        why.Candidates[2].Missing.ShouldBe(why.Required[0]);

        await CenterFixture.Do(carla.Desk, new DeskCommand.TakeOver(waiting.Interaction)); // not ready and without the skill
        await carla.Desk.UntilAsync(async () => await carla.Desk.InteractionAsync(waiting.Interaction) is { MayWrite: true } mine ? mine : null, "the conversation is Carla's");
        (await ActorsAsync(center, waiting.Interaction, "work.assigned")).ShouldBe(["person:carla"]);

        await CenterFixture.Do(carla.Desk, new DeskCommand.TransferToQueue(waiting.Interaction, new QueueId("billing")));
        await carla.Desk.UntilAsync(async () => await carla.Desk.InteractionAsync(waiting.Interaction) is { Summary.Status: InteractionStatus.Waiting } back ? back : null, "it waits again");
    }

    [Fact]
    public async Task A_conversation_is_taken_from_a_colleague_once_however_often_the_command_comes()
    {
        await using var center = await CenterFixture.StartAsync(t => t.AddAgent("carla"));
        await using var carla = await SupervisorAsync(center, "carla");
        var anna = await center.ReadyAsync("anna");
        await center.ReceiveAsync("m1", "The boiler is cold.");
        var talk = (await center.TakeAsync(anna)).Summary.Interaction;

        var (take, key) = (new DeskCommand.TakeOver(talk), Guid.NewGuid());
        (await carla.Desk.DoAsync(take, key)).Status.ShouldBe(DeskStatus.Done);
        (await carla.Desk.DoAsync(take, key)).Status.ShouldBe(DeskStatus.Repeated);
        await carla.Desk.UntilAsync(async () => await carla.Desk.InteractionAsync(talk) is { MayWrite: true } mine ? mine : null, "the conversation is Carla's");
        (await anna.InteractionAsync(talk))!.MayWrite.ShouldBeFalse();
        (await anna.AgentAsync()).Work.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_supervisor_who_is_no_agent_is_told_so()
    {
        await using var center = await CenterFixture.StartAsync();
        await center.ReceiveAsync("m1", "The boiler is cold.");
        foreach (var desk in new[] { center.Desk("zoe", Role.Supervisor), center.Desk("zoe", Role.Agent, Role.Supervisor), center.Desk("anna", Role.Supervisor) })
        {
            var line = await desk.UntilAsync(async () => (await desk.InteractionsAsync(new InteractionFilter())) is [{ Status: InteractionStatus.Waiting } only] ? only : null, "work waits");
            (await desk.DoAsync(new DeskCommand.TakeOver(line.Interaction), Guid.NewGuid())).ShouldSatisfyAllConditions(
                r => r.Status.ShouldBe(DeskStatus.Refused), r => r.Code.ShouldBe("CC1219"));
        }
    }

    [Fact]
    public async Task Somebody_who_is_signed_out_by_a_supervisor_gives_the_work_back()
    {
        await using var center = await CenterFixture.StartAsync();
        var anna = await center.ReadyAsync("anna");
        await center.ReceiveAsync("m1", "The boiler is cold.");
        var talk = (await center.TakeAsync(anna)).Summary;

        var supervisor = center.Desk("sara", Role.Supervisor);
        await CenterFixture.Do(supervisor, new DeskCommand.ForceSignOut(Anna));
        (await anna.AgentAsync()).Presence.ShouldBe(Presence.SignedOut);
        await supervisor.UntilAsync(async () => await supervisor.InteractionAsync(talk.Interaction) is { Summary.Status: InteractionStatus.Waiting } back ? back : null, "the work waits again");
        (await ActorsAsync(center, talk.Interaction, "work.requeued")).ShouldBe(["person:sara"]);
    }

    [Fact]
    public async Task Work_that_waits_longer_than_its_queue_allows_stands_on_the_list_until_somebody_has_it()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var supervisor = center.Desk("sara", Role.Supervisor);
        await center.ReceiveAsync("m1", "The boiler is cold.", "+393330000001");
        await center.UntilAsync(() => center.Entries.Any(static e => e.Entry.Kind == "work.queued"), "it waits");
        (await supervisor.AttentionAsync()).ShouldBeEmpty();

        center.Time.Advance(TimeSpan.FromSeconds(21)); // a second more than the queue's service level
        var item = (await supervisor.AttentionAsync()).ShouldHaveSingleItem();
        (item.Kind, item.Code).ShouldBe(("work.waiting", "faults"));
        (await supervisor.DoAsync(new DeskCommand.ResolveAttention(item.Id, "checked"), Guid.NewGuid())).Code.ShouldBe("CC1218");

        var anna = await center.ReadyAsync("anna");
        var offer = await center.UntilAsync(async () => (await anna.AgentAsync()).Offers is [var first, ..] ? first : null, "anna is asked");
        await CenterFixture.Do(anna, new DeskCommand.AcceptOffer(offer.Offer));
        await center.UntilAsync(async () => (await supervisor.AttentionAsync()).Count == 0 ? "empty" : null, "nobody waits");
    }

    private static async Task<Seat> SupervisorAsync(CenterFixture center, string name)
    {
        var desk = center.Desk(name, Role.Agent, Role.Supervisor);
        var connection = await desk.ConnectAsync();
        await CenterFixture.Do(desk, new DeskCommand.SignIn());
        return new Seat(desk, connection);
    }

    private static async Task<List<string>> ActorsAsync(CenterFixture center, InteractionId interaction, string kind)
    {
        var log = center.Services.GetRequiredService<ContactCenter.Tenants.TenantRegistry>().Find(CenterFixture.Acme)!.Storage.Log;
        var actors = new List<string>();
        await foreach (var committed in log.QueryAsync(new LogQuery { Interaction = interaction }))
        {
            if (committed.Entry.Kind == kind)
            {
                actors.Add(committed.Entry.Actor);
            }
        }

        return actors;
    }

    private sealed record Seat(IDesk Desk, IAsyncDisposable Connection) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Connection.DisposeAsync();
    }
}

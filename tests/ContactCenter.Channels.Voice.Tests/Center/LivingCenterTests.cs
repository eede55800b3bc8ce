using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Tests.Screening;
using ContactCenter.Desk;
using ContactCenter.Sip.Tests.Audio;
using ContactCenter.Sip.Tests.Voice;

namespace ContactCenter.Channels.Voice.Tests.Center;

/// <summary>Calls through everything: SIP and RTP, the conductor, the door, the script, the router, the agent's telephone.</summary>
public sealed class LivingCenterTests
{
    private const string Menu = """
        script menu v1, texts it, for voice, outcomes noted, person
          step hello
            say "Benvenuto."
            ask what "Di che si tratta?"
              1 gas "guasto gas" -> desk
              2 other "altro" -> bye
          step desk
            transfer queue faults, after 300s -> bye, taken -> end person
          step bye
            say "Arrivederci."
            -> end noted
        """;

    [Fact]
    public async Task A_caller_is_welcomed_keys_the_way_to_a_queue_and_talks_with_the_agent_whose_telephone_rings()
    {
        await using var center = await StartAsync();
        var phone = await center.HandsetAsync("desk-1");
        var desk = await center.ReadyAsync();
        var caller = await center.CallAsync(tone: 700);
        await caller.EstablishedAsync();
        await HearsVoiceAsync(caller);
        caller.Press('1');
        await center.LoggedAsync("offer.made");
        var agent = await phone.AnswerAsync(tone: 440);
        await center.LoggedAsync("call.joined");
        await agent.HearsAsync([700], []);
        await caller.HearsAsync([440], []);
        (await desk.AgentAsync()).Work.ShouldHaveSingleItem().InWrapUp.ShouldBeFalse();

        await caller.Call.DisposeAsync();
        await agent.EndsAsync();
        await center.UntilAsync(async () => (await desk.AgentAsync()).Work is [{ InWrapUp: true }], "wrap-up");
        center.Entries.Select(static e => e.Entry.Kind).Where(static k => k.StartsWith("call.", StringComparison.Ordinal)).ShouldBe(["call.offered", "call.answered", "call.joined", "call.ended"]);
    }

    [Fact]
    public async Task A_caller_who_waits_hears_music_and_a_stop_of_the_host_tells_the_end()
    {
        await using var center = await StartAsync();
        var caller = await center.CallAsync(tone: 700);
        await caller.EstablishedAsync();
        await HearsVoiceAsync(caller);
        caller.Press('1');
        await center.LoggedAsync("work.queued");
        var music = false;
        for (var i = 0; i < 50 && !music; i++)
        {
            var samples = await caller.Heard.NextAsync(10);
            music = ToneAnalysis.Level(samples) > -50 && ToneAnalysis.LevelAt(samples, LivingCenter.Voice, caller.Heard.Rate) < ToneAnalysis.Level(samples) - 6;
        }

        music.ShouldBeTrue("something is heard that is not the voice");
        await center.StopAsync();
        await caller.EndsAsync();
        center.Entries.Select(static e => e.Entry.Kind).ShouldContain("call.ended");
    }

    [Fact]
    public async Task A_caller_is_put_on_hold_parked_and_picked_up_by_dialling_the_place()
    {
        await using var center = await StartAsync();
        var phone = await center.HandsetAsync("desk-1");
        var desk = await center.ReadyAsync();
        var caller = await center.CallAsync(tone: 700);
        await caller.EstablishedAsync();
        await HearsVoiceAsync(caller);
        caller.Press('1');
        var agent = await phone.AnswerAsync(tone: 460);
        await center.LoggedAsync("call.joined");
        await agent.HearsAsync([700], []);
        var interaction = (await desk.AgentAsync()).Work.ShouldHaveSingleItem().Interaction.Interaction;

        await LivingCenter.DoAsync(desk, new DeskCommand.HoldCall(interaction, true));
        await center.LoggedAsync("call.held");
        await FadesAsync(caller, 460);
        await LivingCenter.DoAsync(desk, new DeskCommand.ParkCall(interaction));
        await center.LoggedAsync("call.parked");
        await agent.EndsAsync();

        var back = await phone.DialAsync("*71", tone: 460);
        await back.EstablishedAsync();
        await center.UntilAsync(() => Task.FromResult(center.Entries.Count(static e => e.Entry.Kind == "call.joined") == 2), "joined again");
        await back.HearsAsync([700], []);
        await caller.HearsAsync([460], []);
        await back.Call.DisposeAsync();
        await caller.EndsAsync();
        await center.LoggedAsync("call.ended");
    }

    [Fact]
    public async Task An_agent_calls_somebody_and_the_conversation_that_begins_so_is_the_agents()
    {
        await using var center = await StartAsync();
        var phone = await center.HandsetAsync("desk-1");
        var desk = await center.ReadyAsync();
        var begun = await desk.DoAsync(new DeskCommand.BeginCall(new EndpointId("line"), Address.Phone("+39 333 999 8888")), Guid.NewGuid());
        begun.IsDone.ShouldBeTrue($"{begun.Code} {begun.Message}");
        var agent = await phone.AnswerAsync(tone: 440);
        await center.LoggedAsync("call.dialled");
        var customer = await center.CalledAsync(tone: 700);
        await center.LoggedAsync("call.joined");
        await agent.HearsAsync([700], []);
        await customer.HearsAsync([440], []);
        (await desk.AgentAsync()).Work.ShouldHaveSingleItem().Interaction.Interaction.ShouldBe(begun.Interaction.ShouldNotBeNull());

        await customer.Call.DisposeAsync();
        await agent.Call.Over.WaitAsync(TimeSpan.FromSeconds(60));
        await center.LoggedAsync("call.ended");
        (await desk.AgentAsync()).Work.ShouldHaveSingleItem().InWrapUp.ShouldBeFalse("the next try may come");
        center.Entries.Select(static e => e.Entry.Kind).Where(static k => k.StartsWith("call.", StringComparison.Ordinal) && k != "call.ringing")
            .ShouldBe(["call.ordered", "call.dialled", "call.answered", "call.joined", "call.ended"]);
    }

    [Fact]
    public async Task Who_answers_a_campaign_and_greets_is_put_through_to_an_agent_whose_telephone_answers()
    {
        await using var center = await StartAsync();
        var phone = await center.HandsetAsync("desk-1");
        await center.ReadyAsync();
        var call = new CallId(DerivedId.From("campaign"));
        var line = new Endpoint(new TenantId("acme"), new EndpointId("line"), ChannelKind.Voice, Address.Phone(LivingCenter.Number));
        await center.OrderAsync(new CallOrder.Dial(line, Address.Phone("+393339998888"), null)
        {
            Tenant = line.Tenant,
            Call = call,
            IsScreened = true,
            RingsUntil = TimeProvider.System.GetUtcNow().AddSeconds(60),
        });
        var customer = await center.CalledAsync(tone: 700, new Greeting().Silence(400).Word(450).Silence(1_500).Samples);
        await center.OrderAsync(new CallOrder.Join(new AgentId("anna")) { Tenant = line.Tenant, Call = call });
        var agent = await phone.AnswerAsync(tone: 440);
        await HearsAsync(customer, 440);
        await HearsAsync(agent, 700);
        await agent.Call.DisposeAsync();
        await customer.Call.Over.WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>What was as loud as a voice is not any more, whatever else is heard.</summary>
    private static async Task FadesAsync(Side side, double frequency)
    {
        for (var i = 0; i < 100; i++)
        {
            if (ToneAnalysis.LevelAt(await side.Heard.NextAsync(10), frequency, side.Heard.Rate) < -25)
            {
                return;
            }
        }

        throw new TimeoutException($"{frequency} Hz is heard still.");
    }

    private static Task<LivingCenter> StartAsync() => LivingCenter.StartAsync(static t => t
        .AddScript("menu", Menu)
        .AddEndpoint("line", ChannelKind.Voice, Address.Phone(LivingCenter.Number), static e => e.ToQueue("faults").Runs("menu").Answers("Nessuno.", "Troppi.").Speaks("it")));

    private static Task HearsVoiceAsync(Side side) => HearsAsync(side, LivingCenter.Voice);

    private static async Task HearsAsync(Side side, double frequency)
    {
        for (var i = 0; i < 100; i++)
        {
            var samples = await side.Heard.NextAsync(10);
            if (ToneAnalysis.LevelAt(samples, frequency, side.Heard.Rate) > -20)
            {
                return;
            }
        }

        throw new TimeoutException($"{frequency} Hz is not heard.");
    }
}

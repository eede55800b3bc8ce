using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Screening;
using ContactCenter.Channels.Voice.Tests.Screening;

namespace ContactCenter.Channels.Voice.Tests.Conduct;

public sealed class DiallingTests
{
    private const string Called = "+393339999999";

    private static readonly CallId Id = new(DerivedId.From("dialled"));

    [Fact]
    public async Task The_agents_telephone_is_called_first_and_hears_it_ring_at_the_other_side()
    {
        var bench = new Bench();
        await DialAsync(bench, Bench.Anna);
        var agent = await bench.RingingAsync("anna");
        bench.Telephone.CountTo(Called).ShouldBe(0);
        agent.PickUp();
        var other = await bench.RingingAsync(Called);
        await bench.Until(() => bench.Has(new CallReport.Dialled("trunk")), "dialled");
        other.From.ShouldBe(Bench.Number.Address.Value);
        bench.Stage.Of(agent).Background.ShouldBe("Ringback");
        other.StartRinging();
        await bench.Until(() => bench.Has(new CallReport.Ringing()), "it rings");
        other.PickUp();
        await bench.Until(() => bench.Has(new CallReport.Joined(Bench.Anna)), "they talk");
        bench.Has(new CallReport.Answered()).ShouldBeTrue();
        bench.Stage.Of(agent).Background.ShouldBe("");
        bench.Stage.Of(agent).IsHeld.ShouldBeFalse();
        bench.Stage.Caller.IsHeld.ShouldBeFalse();
        other.HangUp();
        (await bench.EndedAsync()).Cause.ShouldBe(CallCause.Customer);
        agent.IsLetGo.ShouldBeTrue();
    }

    [Theory]
    [InlineData(CallCause.Busy, 486)]
    [InlineData(CallCause.Refused, 404)]
    [InlineData(CallCause.NoLine, 503)]
    [InlineData(CallCause.NoAnswer, 480)]
    public async Task What_became_of_a_call_that_was_not_answered_is_told(CallCause cause, int status)
    {
        var bench = new Bench();
        await DialAsync(bench, null);
        (await bench.RingingAsync(Called)).HangUp(cause, status);
        (await bench.EndedAsync()).ShouldBe(new CallReport.Ended(cause) { Status = status });
    }

    [Fact]
    public async Task Nobody_is_rung_for_ever()
    {
        var bench = new Bench();
        await DialAsync(bench, null);
        var other = await bench.RingingAsync(Called);
        await bench.Never(() => other.IsLetGo, TimeSpan.FromSeconds(44), "it rings");
        await bench.Later(() => other.IsLetGo, "it stops");
        (await bench.EndedAsync()).Cause.ShouldBe(CallCause.NoAnswer);
    }

    [Fact]
    public async Task Without_a_line_there_is_no_call()
    {
        var bench = new Bench();
        bench.Telephone.Dead.Add(Called);
        await DialAsync(bench, null);
        (await bench.EndedAsync()).Cause.ShouldBe(CallCause.NoLine);
    }

    [Fact]
    public async Task An_agent_who_does_not_answer_the_own_telephone_calls_nobody()
    {
        var bench = new Bench();
        await DialAsync(bench, Bench.Anna);
        (await bench.RingingAsync("anna")).HangUp(CallCause.Refused, 603);
        (await bench.EndedAsync()).Cause.ShouldBe(CallCause.Failed);
        bench.Has(new CallReport.Left(Bench.Anna, IsLost: true)).ShouldBeTrue();
        bench.Telephone.CountTo(Called).ShouldBe(0);
    }

    [Fact]
    public async Task An_agent_who_hangs_up_before_the_answer_takes_the_call_back()
    {
        var bench = new Bench();
        await DialAsync(bench, Bench.Anna);
        var agent = await bench.RingingAsync("anna");
        agent.PickUp();
        var other = await bench.RingingAsync(Called);
        agent.HangUp();
        (await bench.EndedAsync()).Cause.ShouldBe(CallCause.Center);
        other.IsLetGo.ShouldBeTrue();
    }

    [Fact]
    public async Task A_script_that_calls_speaks_once_it_is_answered()
    {
        var bench = new Bench();
        await DialAsync(bench, null);
        var other = await bench.RingingAsync(Called);
        var sent = await bench.Switchboard.SendAsync(
            new OutboundMessage { Id = new MessageId(DerivedId.From("m")), Endpoint = Bench.Number, To = Address.Phone(Called), Text = "Hello", Thread = Id.Thread, Spoken = new SpokenPlan("en") }, CancellationToken.None);
        sent.ShouldBeOfType<SendOutcome.Accepted>();
        await bench.Never(() => bench.Stage.Caller.Played.Count > 0, TimeSpan.FromSeconds(2), "it rings");
        other.PickUp();
        await bench.Until(() => bench.Stage.Caller.Played.Count == 1, "said");
    }

    [Fact]
    public async Task Who_answers_a_campaign_is_listened_to_first_and_then_the_agents_telephone_answers_by_itself()
    {
        var bench = new Bench();
        var other = await ScreenedAsync(bench);
        bench.Has(new CallReport.Answered()).ShouldBeFalse();
        Hear(other, new Greeting().Silence(500).Word(400).Silence(1_000));
        await bench.Until(() => bench.Has(new CallReport.Answered(AnsweredBy.Person)), "a person");
        (await bench.OrderAsync(new CallOrder.Join(Bench.Anna) { Tenant = Bench.Tenant, Call = Id })).IsDone.ShouldBeTrue();
        var agent = await bench.RingingAsync("anna");
        bench.Telephone.TargetOf(agent).AnswersItself.ShouldBeTrue();
        agent.PickUp();
        await bench.Until(() => bench.Has(new CallReport.Joined(Bench.Anna)), "they talk");
        bench.Stage.Caller.IsHeld.ShouldBeFalse();
    }

    [Fact]
    public async Task To_a_machine_it_is_said_after_its_tone()
    {
        var bench = new Bench();
        var other = await ScreenedAsync(bench);
        Hear(other, new Greeting().Silence(500).Words(8, 400));
        await bench.Until(() => bench.Has(new CallReport.Answered(AnsweredBy.Machine)), "a machine");
        (await SayAsync(bench)).ShouldBeOfType<SendOutcome.Accepted>();
        (await bench.OrderAsync(new CallOrder.End { Tenant = Bench.Tenant, Call = Id })).IsDone.ShouldBeTrue();
        await bench.Never(() => bench.Stage.Caller.Played.Count > 0 || other.IsLetGo, TimeSpan.FromSeconds(5), "it speaks still");
        Hear(other, new Greeting().Tone(1_000, 400).Silence(500));
        await bench.Until(() => bench.Stage.Caller.Played.Count == 1, "the message is left");
        await bench.Later(() => other.IsLetGo, "and hung up");
        (await bench.EndedAsync()).Cause.ShouldBe(CallCause.Center);
    }

    [Fact]
    public async Task A_machine_for_which_there_is_no_message_is_hung_up_at_once()
    {
        var bench = new Bench();
        var other = await ScreenedAsync(bench);
        Hear(other, new Greeting().Silence(500).Words(8, 400));
        await bench.Until(() => bench.Has(new CallReport.Answered(AnsweredBy.Machine)), "a machine");
        (await bench.OrderAsync(new CallOrder.End { Tenant = Bench.Tenant, Call = Id })).IsDone.ShouldBeTrue();
        (await bench.EndedAsync()).Cause.ShouldBe(CallCause.Center);
        other.IsLetGo.ShouldBeTrue();
    }

    [Fact]
    public async Task A_machine_that_never_stops_gets_its_message_in_the_end()
    {
        var bench = new Bench();
        var other = await ScreenedAsync(bench);
        Hear(other, new Greeting().Silence(500).Words(8, 400));
        await bench.Until(() => bench.Has(new CallReport.Answered(AnsweredBy.Machine)), "a machine");
        await SayAsync(bench);
        await bench.Never(() => bench.Stage.Caller.Played.Count > 0, TimeSpan.FromSeconds(40), "it speaks still");
        await bench.Later(() => bench.Stage.Caller.Played.Count == 1, "said");
    }

    [Fact]
    public async Task A_busy_tone_behind_an_answer_is_busy_and_three_tones_lead_nowhere()
    {
        var bench = new Bench();
        var busy = new Greeting();
        for (var i = 0; i < 4; i++)
        {
            busy.Tone(425, 500).Silence(500);
        }

        Hear(await ScreenedAsync(bench), busy);
        (await bench.EndedAsync()).Cause.ShouldBe(CallCause.Busy);

        bench = new Bench();
        Hear(await ScreenedAsync(bench), new Greeting().Silence(200).Tone(950, 330).Tone(1_400, 330).Tone(1_800, 330).Silence(200));
        (await bench.EndedAsync()).Cause.ShouldBe(CallCause.Refused);
    }

    [Fact]
    public async Task Of_whom_nothing_is_heard_nobody_knows_who_it_is_and_who_hangs_up_meanwhile_refused_nothing()
    {
        var bench = new Bench();
        await ScreenedAsync(bench);
        await bench.Later(() => bench.Has(new CallReport.Answered()), "nobody knows");

        bench = new Bench();
        (await ScreenedAsync(bench)).HangUp();
        (await bench.EndedAsync()).Cause.ShouldBe(CallCause.Customer);
        bench.Center.Reports.ShouldNotContain(static r => r is CallReport.Answered);
    }

    [Fact]
    public async Task A_campaigns_call_rings_for_as_long_as_it_was_told()
    {
        var bench = new Bench();
        (await bench.OrderAsync(new CallOrder.Dial(Bench.Number, Address.Phone(Called), null) { Tenant = Bench.Tenant, Call = Id, IsScreened = true, RingsUntil = bench.Time.GetUtcNow().AddSeconds(15) })).IsDone.ShouldBeTrue();
        var other = await bench.RingingAsync(Called);
        await bench.Never(() => other.IsLetGo, TimeSpan.FromSeconds(14), "it rings");
        await bench.Later(() => other.IsLetGo, "it stops");
        (await bench.EndedAsync()).Cause.ShouldBe(CallCause.NoAnswer);
    }

    [Fact]
    public async Task What_cannot_be_called_is_known_before()
    {
        var bench = new Bench();
        var order = new CallOrder.Dial(Bench.Number, Address.Phone(Called), Bench.Anna) { Tenant = Bench.Tenant, Call = Id };
        bench.Switchboard.Check(order).IsDone.ShouldBeTrue();
        bench.Switchboard.Check(order with { Agent = new AgentId("nobody") }).Code.ShouldBe("CC2411");
        await bench.Switchboard.StopAsync(TimeSpan.FromSeconds(1));
        bench.Switchboard.Check(order).Code.ShouldBe("CC2419");
    }

    private static void Hear(FakeCall call, Greeting greeting)
    {
        foreach (var frame in greeting.Samples.ToArray().Chunk(160))
        {
            call.Sound!.Hear(frame, 8_000);
        }
    }

    /// <summary>A campaign's call that was answered, and is listened to.</summary>
    private static async Task<FakeCall> ScreenedAsync(Bench bench)
    {
        (await bench.OrderAsync(new CallOrder.Dial(Bench.Number, Address.Phone(Called), null) { Tenant = Bench.Tenant, Call = Id, IsScreened = true })).IsDone.ShouldBeTrue();
        var other = await bench.RingingAsync(Called);
        await bench.Until(() => other.Sound is ScreeningSound, "it is taken over");
        other.PickUp();
        await bench.Until(() => ((ScreeningSound)other.Sound!).IsOn, "it is listened to");
        return other;
    }

    private static ValueTask<SendOutcome> SayAsync(Bench bench) => bench.Switchboard.SendAsync(
        new OutboundMessage { Id = new MessageId(DerivedId.From("m")), Endpoint = Bench.Number, To = Address.Phone(Called), Text = "Hello", Thread = Id.Thread, Spoken = new SpokenPlan("en") }, CancellationToken.None);

    private static async Task DialAsync(Bench bench, AgentId? agent) =>
        (await bench.OrderAsync(new CallOrder.Dial(Bench.Number, Address.Phone(Called), agent) { Tenant = Bench.Tenant, Call = Id })).IsDone.ShouldBeTrue();
}

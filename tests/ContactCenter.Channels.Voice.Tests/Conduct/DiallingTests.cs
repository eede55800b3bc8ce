using ContactCenter.Calls;

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

    private static async Task DialAsync(Bench bench, AgentId? agent) =>
        (await bench.OrderAsync(new CallOrder.Dial(Bench.Number, Address.Phone(Called), agent) { Tenant = Bench.Tenant, Call = Id })).IsDone.ShouldBeTrue();
}

using ContactCenter.Calls;

namespace ContactCenter.Channels.Voice.Tests.Conduct;

public sealed class ConsultationTests
{
    private static readonly Address Outside = Address.Phone("+390698765432");

    [Fact]
    public async Task The_caller_hears_music_while_a_colleague_is_asked_and_is_back_after_it()
    {
        var bench = new Bench();
        var (_, agent) = await bench.TalkingAsync();
        var colleague = await AskAsync(bench, Bench.Bea, null, "bea");
        bench.Stage.Of(agent).Background.ShouldBe("Ringback");
        bench.Stage.Caller.IsHeld.ShouldBeTrue();
        colleague.PickUp();
        await bench.Until(() => bench.Has(new CallReport.Consulted(Bench.Anna, Bench.Bea, null)), "asked");
        bench.Stage.Of(agent).Background.ShouldBe("");
        bench.Stage.Of(colleague).IsHeld.ShouldBeFalse();
        await EndAsync(bench, ConsultEnd.Back);
        await bench.Until(() => colleague.IsLetGo && bench.Has(new CallReport.Resumed(Bench.Anna)), "back");
        bench.Stage.Caller.IsHeld.ShouldBeFalse();
        bench.Center.Reports.OfType<CallReport.Joined>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task All_talk_in_a_conference_and_who_hangs_up_leaves_the_others()
    {
        var bench = new Bench();
        var (caller, agent) = await bench.TalkingAsync();
        var colleague = await AskAsync(bench, Bench.Bea, null, "bea");
        colleague.PickUp();
        await bench.Until(() => bench.Has(new CallReport.Consulted(Bench.Anna, Bench.Bea, null)), "asked");
        await EndAsync(bench, ConsultEnd.Conference);
        await bench.Until(() => bench.Has(new CallReport.Joined(Bench.Bea)), "together");
        bench.Stage.Caller.IsHeld.ShouldBeFalse();
        agent.HangUp();
        await bench.Until(() => bench.Has(new CallReport.Left(Bench.Anna)), "one is gone");
        caller.IsUp.ShouldBeTrue();
        colleague.IsUp.ShouldBeTrue();
        colleague.HangUp();
        (await bench.EndedAsync()).Cause.ShouldBe(CallCause.Center);
    }

    [Fact]
    public async Task A_caller_put_through_to_a_colleague_talks_on_there()
    {
        var bench = new Bench();
        var (caller, agent) = await bench.TalkingAsync();
        var colleague = await AskAsync(bench, Bench.Bea, null, "bea");
        colleague.PickUp();
        await bench.Until(() => bench.Has(new CallReport.Consulted(Bench.Anna, Bench.Bea, null)), "asked");
        await EndAsync(bench, ConsultEnd.Transfer);
        await bench.Until(() => bench.Has(new CallReport.Left(Bench.Anna)) && bench.Has(new CallReport.Joined(Bench.Bea)) && agent.IsLetGo, "put through");
        bench.Stage.Caller.IsHeld.ShouldBeFalse();
        caller.IsUp.ShouldBeTrue();
    }

    [Fact]
    public async Task The_center_that_gives_the_work_to_the_colleague_connects_the_telephone_that_was_asked()
    {
        var bench = new Bench();
        var (caller, _) = await bench.TalkingAsync();
        var colleague = await AskAsync(bench, Bench.Bea, null, "bea");
        colleague.PickUp();
        await bench.Until(() => bench.Has(new CallReport.Consulted(Bench.Anna, Bench.Bea, null)), "asked");
        await bench.OrderAsync(new CallOrder.LetGo(Bench.Anna) { Tenant = Bench.Tenant, Call = bench.Call });
        await bench.OrderAsync(new CallOrder.Join(Bench.Bea) { Tenant = Bench.Tenant, Call = bench.Call });
        await bench.Until(() => bench.Has(new CallReport.Joined(Bench.Bea)), "connected");
        bench.Telephone.CountTo("bea").ShouldBe(1);
        bench.Stage.Caller.IsHeld.ShouldBeFalse();
        colleague.IsUp.ShouldBeTrue();
        caller.IsUp.ShouldBeTrue();
    }

    [Fact]
    public async Task A_caller_put_through_to_somebody_outside_talks_on_until_one_hangs_up()
    {
        var bench = new Bench();
        var (caller, agent) = await bench.TalkingAsync();
        var outside = await AskAsync(bench, null, Outside, Outside.Value);
        outside.Line.ShouldBe("trunk");
        outside.PickUp();
        await bench.Until(() => bench.Has(new CallReport.Consulted(Bench.Anna, null, Outside)), "asked");
        await EndAsync(bench, ConsultEnd.Transfer);
        await bench.Until(() => bench.Has(new CallReport.Transferred(Bench.Anna)) && agent.IsLetGo, "put through");
        await bench.OrderAsync(new CallOrder.End { Tenant = Bench.Tenant, Call = bench.Call });
        await bench.Never(() => caller.IsLetGo || outside.IsLetGo, TimeSpan.FromSeconds(2), "the end of the matter does not part them");
        outside.HangUp();
        (await bench.EndedAsync()).Cause.ShouldBe(CallCause.Center);
        caller.IsLetGo.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_is_asked_and_busy_leads_back_to_the_caller()
    {
        var bench = new Bench();
        var (caller, agent) = await bench.TalkingAsync();
        var colleague = await AskAsync(bench, Bench.Bea, null, "bea");
        (await bench.OrderAsync(new CallOrder.EndConsult(Bench.Anna, ConsultEnd.Transfer) { Tenant = Bench.Tenant, Call = bench.Call })).Code.ShouldBe("CC2406");
        colleague.HangUp(CallCause.Busy, 486);
        await bench.Until(() => bench.Stage.Of(agent).Background == "Busy", "the agent hears why");
        bench.Stage.Caller.IsHeld.ShouldBeTrue();
        await bench.Later(() => bench.Has(new CallReport.Resumed(Bench.Anna)), "back");
        bench.Stage.Of(agent).Background.ShouldBe("");
        caller.IsUp.ShouldBeTrue();
    }

    [Fact]
    public async Task An_agent_who_hangs_up_with_somebody_there_puts_the_caller_through()
    {
        var bench = new Bench();
        var (caller, agent) = await bench.TalkingAsync();
        var outside = await AskAsync(bench, null, Outside, Outside.Value);
        outside.PickUp();
        await bench.Until(() => bench.Has(new CallReport.Consulted(Bench.Anna, null, Outside)), "asked");
        agent.HangUp();
        await bench.Until(() => bench.Has(new CallReport.Transferred(Bench.Anna)), "put through");
        bench.Stage.Caller.IsHeld.ShouldBeFalse();
        caller.IsUp.ShouldBeTrue();
    }

    [Theory]
    [InlineData("bea-desk", "bea")]
    [InlineData("bea", "bea")]
    [InlineData("+390698765432", "+390698765432")]
    public async Task A_telephone_sends_the_caller_on_and_is_told_when_somebody_has_answered(string target, string called)
    {
        var bench = new Bench();
        var (caller, agent) = await bench.TalkingAsync();
        var referred = agent.TransferWanted!(agent, target);
        var other = await bench.RingingAsync(called);
        referred.IsCompleted.ShouldBeFalse();
        other.PickUp();
        (await referred).ShouldBeTrue();
        await bench.Until(() => agent.IsLetGo, "the agent is out");
        caller.IsUp.ShouldBeTrue();
        other.IsUp.ShouldBeTrue();
    }

    [Fact]
    public async Task Sent_on_to_nobody_the_caller_is_back_with_the_agent()
    {
        var bench = new Bench();
        var (_, agent) = await bench.TalkingAsync();
        (await agent.TransferWanted!(agent, "nobody")).ShouldBeFalse();
        var referred = agent.TransferWanted!(agent, "bea");
        (await bench.RingingAsync("bea")).HangUp(CallCause.Refused, 603);
        (await referred).ShouldBeFalse();
        await bench.Later(() => bench.Has(new CallReport.Resumed(Bench.Anna)), "back");
        agent.IsUp.ShouldBeTrue();
    }

    [Fact]
    public async Task A_telephone_that_hangs_up_once_it_has_sent_the_caller_on_leaves_the_caller_to_whoever_answers()
    {
        var bench = new Bench();
        var (caller, agent) = await bench.TalkingAsync();
        var referred = agent.TransferWanted!(agent, "bea");
        var other = await bench.RingingAsync("bea");
        agent.HangUp();
        await bench.Until(() => bench.Has(new CallReport.Left(Bench.Anna)), "gone");
        other.PickUp();
        (await referred).ShouldBeTrue();
        await bench.Until(() => bench.Has(new CallReport.Joined(Bench.Bea)), "connected");
        bench.Stage.Caller.IsHeld.ShouldBeFalse();
        caller.IsUp.ShouldBeTrue();
    }

    private static async Task<FakeCall> AskAsync(Bench bench, AgentId? colleague, Address? outside, string called)
    {
        (await bench.OrderAsync(new CallOrder.Consult(Bench.Anna, colleague, outside) { Tenant = Bench.Tenant, Call = bench.Call })).IsDone.ShouldBeTrue();
        return await bench.RingingAsync(called);
    }

    private static async Task EndAsync(Bench bench, ConsultEnd how) =>
        (await bench.OrderAsync(new CallOrder.EndConsult(Bench.Anna, how) { Tenant = Bench.Tenant, Call = bench.Call })).IsDone.ShouldBeTrue();
}

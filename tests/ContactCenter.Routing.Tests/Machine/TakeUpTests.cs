using ContactCenter.Channels;

namespace ContactCenter.Routing.Tests.Machine;

/// <summary>Work an agent begins, such as a call to a customer.</summary>
public sealed class TakeUpTests
{
    private static readonly AgentId Anna = new("anna");

    private readonly Desk _desk = new();

    [Fact]
    public void It_is_in_the_agents_hands_at_once_ready_and_skilled_or_not_and_nobody_else_is_asked()
    {
        _desk.WithQueue("faults", skills: Desk.Skill("gas", 5)).WithAgent("anna").WithAgent("bruno", Desk.Skill("gas", 5));
        _desk.Do(new RouterCommand.SetNotReady(Anna, NotReadyReason.Break));
        var item = _desk.Item("faults");

        Desk.Kinds(_desk.Do(new RouterCommand.TakeUp(item, Anna))).ShouldBe(["work.queued", "work.assigned"]);

        _desk.Work(item).ShouldSatisfyAllConditions(w => w.Status.ShouldBe(WorkStatus.Assigned), w => w.Agent.ShouldBe(Anna), w => w.Item.Agent.ShouldBeNull());
        _desk.State.FindAgent(Anna)!.UsedUnits.ShouldBe(100);
        Desk.Kinds(_desk.Do(new RouterCommand.Complete(item.Id)))[0].ShouldBe("work.completed");
    }

    [Fact]
    public void Who_has_no_room_or_is_away_begins_nothing_and_that_is_told()
    {
        _desk.WithQueue("faults").WithAgent("anna");
        _desk.Do(new RouterCommand.TakeUp(_desk.Item("faults"), Anna)).Refusal.ShouldBeNull();

        var second = _desk.Do(new RouterCommand.TakeUp(_desk.Item("faults"), Anna));
        second.Refusal!.Code.ShouldBe(RouterRefusalCode.NoCapacity);
        second.Events.ShouldHaveSingleItem().ShouldBeOfType<RouterEvent.WorkRefused>().Reason.ShouldBe(WorkRefusedReason.AgentCannot);
        _desk.Do(new RouterCommand.TakeUp(_desk.Item("faults"), new("nobody"))).Refusal!.Code.ShouldBe(RouterRefusalCode.UnknownAgent);
        _desk.Do(new RouterCommand.TakeUp(_desk.Item("nowhere"), Anna)).Refusal!.Code.ShouldBe(RouterRefusalCode.UnknownQueue);
        _desk.Do(new RouterCommand.Disconnect(Anna));
        _desk.Do(new RouterCommand.TakeUp(_desk.Item("faults"), Anna)).Refusal!.Code.ShouldBe(RouterRefusalCode.NotConnected);
    }

    [Fact]
    public void An_offer_the_agent_has_leaves_no_room_and_other_channels_do()
    {
        _desk.WithQueue("faults").WithAgent("anna");
        _desk.Enqueue("faults", ChannelKind.Sms); // asked: it takes its units already
        _desk.Do(new RouterCommand.TakeUp(_desk.Item("faults"), Anna)).Refusal!.Code.ShouldBe(RouterRefusalCode.NoCapacity);
        _desk.Do(new RouterCommand.TakeUp(_desk.Item("faults", ChannelKind.Sms), Anna)).Refusal.ShouldBeNull();
    }

    [Fact]
    public void Nobody_waited_for_it_so_that_the_queues_figures_and_expected_wait_know_nothing_of_it()
    {
        _desk.WithQueue("faults").WithAgent("bruno");
        var first = _desk.Accepted(_desk.Enqueue("faults"));
        var second = _desk.Enqueue("faults");
        _desk.Now += TimeSpan.FromMinutes(10);
        _desk.Do(new RouterCommand.Complete(first.Id));
        _desk.Accepted(second);
        var (figures, wait) = (_desk.State.ReadFigures(new("faults"), _desk.Now), Wait());
        wait.ShouldBe(TimeSpan.FromMinutes(10));

        _desk.WithAgent("anna");
        var own = _desk.Item("faults");
        _desk.Do(new RouterCommand.TakeUp(own, Anna)).Refusal.ShouldBeNull();
        (_desk.State.ReadFigures(new("faults"), _desk.Now), Wait()).ShouldBe((figures, wait));
        _desk.State.FindQueue(new("faults"))!.Assigned.ShouldBe(2);
        _desk.Rebuilt().ComputeHash().ShouldBe(_desk.State.ComputeHash());

        _desk.Do(new RouterCommand.SignOut(Anna, HandBack: true)); // now it waits
        _desk.State.ReadFigures(new("faults"), _desk.Now)!.Total.Arrived.ShouldBe(3);

        TimeSpan? Wait() => _desk.State.ReadWait(new("faults"), ChannelKind.Voice, _desk.Now)?.Expected;
    }

    [Fact]
    public void A_journal_from_before_that_was_told_is_read_as_it_was()
    {
        var item = _desk.WithQueue("faults").WithAgent("anna").Item("faults");
        _desk.Do(new RouterCommand.TakeUp(item, Anna));
        var old = _desk.Journal.Select(record => record with
        {
            Event = record.Event switch
            {
                RouterEvent.WorkQueued e => e with { TakenUp = null },
                RouterEvent.WorkAssigned e => e with { TakenUp = null },
                var same => same,
            },
        }).ToList();

        var total = Desk.Rebuild(old).ReadFigures(new("faults"), _desk.Now)!.Total;
        (total.Arrived, total.Served).ShouldBe((1, 1));
        System.Text.Encoding.UTF8.GetString(RouterCodec.Write(old.Select(record => record.Event).OfType<RouterEvent.WorkQueued>().Single())).ShouldNotContain("takenUp");
    }

    [Fact]
    public void What_is_given_back_waits_for_everybody()
    {
        _desk.WithQueue("faults").WithAgent("anna");
        var item = _desk.Item("faults", agent: "anna");
        _desk.Do(new RouterCommand.TakeUp(item, Anna));
        _desk.WithAgent("bruno");
        _desk.Do(new RouterCommand.SignOut(Anna, HandBack: true));
        _desk.Work(item).Agent.ShouldBe(new AgentId("bruno"));
    }
}

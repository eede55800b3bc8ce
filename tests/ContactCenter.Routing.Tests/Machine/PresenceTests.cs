using ContactCenter.Channels;

namespace ContactCenter.Routing.Tests.Machine;

public sealed class PresenceTests
{
    private readonly Desk _desk = new Desk().WithQueue("faults", queue => queue with { WrapUp = TimeSpan.FromSeconds(30) }).WithAgent("anna");

    private static AgentId Anna => Desk.Agent("anna");

    [Fact]
    public void An_agent_without_a_connection_is_offered_nothing_and_keeps_the_presence()
    {
        _desk.Do(new RouterCommand.Disconnect(Anna));
        var item = _desk.Enqueue("faults");

        _desk.Work(item).Status.ShouldBe(WorkStatus.Waiting);
        _desk.State.FindAgent(Anna)!.IsReady.ShouldBeTrue();
        Desk.Kinds(_desk.Do(new RouterCommand.Connect(Anna))).ShouldBe(["agent.connected", "offer.made"]);
    }

    [Fact]
    public void A_lost_connection_takes_offers_back_at_once_or_after_the_grace()
    {
        _desk.WithAgent("bruno");
        var item = _desk.Enqueue("faults");
        Desk.Kinds(_desk.Do(new RouterCommand.Disconnect(Anna, TimeSpan.FromSeconds(5)))).ShouldBe(["agent.disconnected"]);

        Desk.Kinds(_desk.Pass(TimeSpan.FromSeconds(5))).ShouldBe(["agent.grace-ended", "offer.revoked", "offer.made"]);
        _desk.Work(item).Agent.ShouldBe(Desk.Agent("bruno"));
        Desk.Kinds(_desk.Do(new RouterCommand.Disconnect(Desk.Agent("bruno")))).ShouldBe(["agent.disconnected", "offer.revoked"]);
    }

    [Fact]
    public void An_agent_who_returns_within_the_grace_keeps_the_offer()
    {
        var item = _desk.Enqueue("faults");
        _desk.Do(new RouterCommand.Disconnect(Anna, TimeSpan.FromSeconds(5)));
        _desk.Now += TimeSpan.FromSeconds(4);
        _desk.Do(new RouterCommand.Connect(Anna));

        Desk.Kinds(_desk.Pass(TimeSpan.FromSeconds(2))).ShouldBeEmpty();
        _desk.Work(item).Agent.ShouldBe(Anna);
    }

    [Fact]
    public void Signing_out_with_work_in_hand_is_refused_unless_it_is_handed_back()
    {
        var item = _desk.Accepted(_desk.Enqueue("faults"));

        var refused = _desk.Do(new RouterCommand.SignOut(Anna));
        refused.Refusal!.Code.ShouldBe(RouterRefusalCode.WorkInHand);
        refused.Events.ShouldBeEmpty();

        Desk.Kinds(_desk.Do(new RouterCommand.SignOut(Anna, HandBack: true))).ShouldBe(["work.requeued", "agent.signed-out", "work.unserved"]);
        _desk.Work(item).Status.ShouldBe(WorkStatus.Waiting);
        _desk.Work(item).Item.WaitingSince.ShouldBe(item.WaitingSince);
    }

    [Fact]
    public void Wrap_up_keeps_the_capacity_until_it_ends()
    {
        _desk.Do(new RouterCommand.Complete(_desk.Accepted(_desk.Enqueue("faults")).Id));
        var next = _desk.Enqueue("faults");
        _desk.Work(next).Status.ShouldBe(WorkStatus.Waiting);

        Desk.Kinds(_desk.Pass(TimeSpan.FromSeconds(30))).ShouldBe(["wrap-up.ended", "offer.made"]);
    }

    [Fact]
    public void A_wrap_up_extended_ends_later_and_leaves_room_for_written_work_meanwhile()
    {
        var item = _desk.Accepted(_desk.Enqueue("faults", ChannelKind.Sms));
        _desk.Do(new RouterCommand.Complete(item.Id));
        _desk.Do(new RouterCommand.ExtendWrapUp(Anna, item.Id, TimeSpan.FromSeconds(10)));

        _desk.Work(_desk.Enqueue("faults", ChannelKind.Sms)).Status.ShouldBe(WorkStatus.Offered);
        _desk.Pass(TimeSpan.FromSeconds(30));
        _desk.Work(item).Status.ShouldBe(WorkStatus.WrapUp);
        _desk.Pass(TimeSpan.FromSeconds(10));
        _desk.State.FindWork(item.Id).ShouldBeNull();
    }

    [Fact]
    public void An_agent_who_does_not_answer_gets_the_other_offers_taken_back_too()
    {
        _desk.Enqueue("faults", ChannelKind.Sms);
        _desk.Now += TimeSpan.FromSeconds(10);
        _desk.Enqueue("faults", ChannelKind.Sms);

        var expired = _desk.Pass(TimeSpan.FromSeconds(10));

        Desk.Kinds(expired).ShouldBe(["offer.expired", "agent.not-ready", "offer.revoked", "work.unserved"]);
        _desk.State.NextDue.ShouldBeNull();
    }

    [Fact]
    public void A_supervisor_moves_work_in_hand_and_the_first_agent_is_free_without_wrap_up()
    {
        _desk.WithAgent("bruno");
        var item = _desk.Accepted(_desk.Enqueue("faults"));

        var moved = _desk.Do(new RouterCommand.Assign(item.Id, Desk.Agent("bruno")));

        var assigned = moved.Events.ShouldHaveSingleItem().ShouldBeOfType<RouterEvent.WorkAssigned>();
        (assigned.From, assigned.Agent, assigned.Offer).ShouldBe((Anna, Desk.Agent("bruno"), (OfferId?)null));
        _desk.State.FindAgent(Anna)!.UsedUnits.ShouldBe(0);
        _desk.Do(new RouterCommand.Assign(_desk.Enqueue("faults").Id, Desk.Agent("bruno"))).Refusal!.Code.ShouldBe(RouterRefusalCode.NoCapacity);
    }

    [Theory]
    [InlineData(0, "a capacity of 0 units; set 1 to 1,000")]
    [InlineData(1_001, "a capacity of 1001 units; set 1 to 1,000")]
    public void Settings_out_of_range_are_refused_with_the_value_and_the_remedy(int capacity, string message)
    {
        var answer = _desk.Do(new RouterCommand.SetAgent(new AgentSettings { Id = Anna, Capacity = capacity }));
        answer.Refusal!.Code.ShouldBe(RouterRefusalCode.InvalidValue);
        answer.Refusal.Message.ShouldContain(message);
    }

    [Fact]
    public void A_queue_with_work_and_an_agent_at_work_cannot_be_removed()
    {
        _desk.Enqueue("faults");
        _desk.Do(new RouterCommand.RemoveQueue(Desk.Queue("faults"))).Refusal!.Code.ShouldBe(RouterRefusalCode.QueueInUse);
        _desk.Do(new RouterCommand.RemoveAgent(Anna)).Refusal!.Code.ShouldBe(RouterRefusalCode.StillSignedIn);
    }
}

using ContactCenter.Channels;

namespace ContactCenter.Routing.Tests.Machine;

public sealed class MatchingTests
{
    private readonly Desk _desk = new();

    [Fact]
    public void The_agent_idle_longest_is_asked()
    {
        _desk.WithQueue("faults").WithAgent("bruno").WithAgent("anna");

        _desk.Work(_desk.Enqueue("faults")).Agent.ShouldBe(Desk.Agent("bruno"));
        _desk.Work(_desk.Enqueue("faults")).Agent.ShouldBe(Desk.Agent("anna"));
    }

    [Fact]
    public void Finishing_work_puts_an_agent_at_the_end_of_the_line()
    {
        _desk.WithQueue("faults").WithAgent("anna").WithAgent("bruno");
        var item = _desk.Accepted(_desk.Enqueue("faults"));
        _desk.Do(new RouterCommand.Complete(item.Id));

        _desk.Work(_desk.Enqueue("faults")).Agent.ShouldBe(Desk.Agent("bruno"));
    }

    [Fact]
    public void An_agent_needs_the_skills_of_the_queue_and_of_the_item()
    {
        _desk.WithQueue("faults", null, Desk.Skill("gas", 3)).WithAgent("anna", Desk.Skill("gas", 2))
            .WithAgent("bruno", Desk.Skill("gas", 3)).WithAgent("carla", Desk.Skill("gas", 3), Desk.Skill("italian", 1));

        _desk.Work(_desk.Enqueue("faults", skills: Desk.Skill("italian", 1))).Agent.ShouldBe(Desk.Agent("carla"));
        _desk.Work(_desk.Enqueue("faults")).Agent.ShouldBe(Desk.Agent("bruno"));
        _desk.Work(_desk.Enqueue("faults")).Status.ShouldBe(WorkStatus.Waiting);
    }

    [Fact]
    public void Priority_is_worth_the_waiting_time_the_queue_says()
    {
        _desk.WithQueue("faults", queue => queue with { PriorityCredit = TimeSpan.FromMinutes(1) });
        var longer = _desk.Enqueue("faults", waited: TimeSpan.FromSeconds(61));
        var urgent = _desk.Enqueue("faults", priority: 1);
        var usual = _desk.Enqueue("faults", waited: TimeSpan.FromSeconds(59));
        _desk.WithAgent("anna").WithAgent("bruno").WithAgent("carla");

        _desk.Work(longer).Agent.ShouldBe(Desk.Agent("anna"));
        _desk.Work(urgent).Agent.ShouldBe(Desk.Agent("bruno"));
        _desk.Work(usual).Agent.ShouldBe(Desk.Agent("carla"));
    }

    [Fact]
    public void An_emergency_goes_before_everything_and_into_a_full_queue()
    {
        _desk.WithQueue("faults", queue => queue with { MaxLength = 1 });
        var first = _desk.Enqueue("faults", priority: 100, waited: TimeSpan.FromHours(3));

        var refused = _desk.Do(new RouterCommand.Enqueue(_desk.Item("faults")));
        var emergency = _desk.Enqueue("faults", priority: 1_000);
        _desk.WithAgent("anna");

        Desk.Kinds(refused).ShouldBe(["work.refused"]);
        refused.Refusal!.Code.ShouldBe(RouterRefusalCode.QueueFull);
        refused.Refusal.Message.ShouldContain("'faults' holds 1 of at most 1");
        _desk.Work(emergency).Agent.ShouldBe(Desk.Agent("anna"));
        _desk.Work(first).Status.ShouldBe(WorkStatus.Waiting);
    }

    [Fact]
    public void An_agent_takes_one_call_or_five_written_conversations()
    {
        _desk.WithQueue("faults").WithAgent("anna");
        for (var i = 0; i < 5; i++)
        {
            _desk.Work(_desk.Enqueue("faults", ChannelKind.Sms)).Status.ShouldBe(WorkStatus.Offered);
        }

        _desk.Work(_desk.Enqueue("faults", ChannelKind.Sms)).Status.ShouldBe(WorkStatus.Waiting);
        _desk.Work(_desk.Enqueue("faults", ChannelKind.Voice)).Status.ShouldBe(WorkStatus.Waiting);
        _desk.State.FindAgent(Desk.Agent("anna"))!.UsedUnits.ShouldBe(100);
    }

    [Fact]
    public void A_call_tolerates_nothing_beside_it_whatever_the_capacity()
    {
        _desk.WithQueue("faults").WithAgent(new AgentSettings { Id = new("anna"), Capacity = 400 });
        _desk.Accepted(_desk.Enqueue("faults", ChannelKind.Voice));

        var message = _desk.Enqueue("faults", ChannelKind.Sms);

        _desk.Work(message).Status.ShouldBe(WorkStatus.Waiting);
        _desk.Do(new RouterCommand.Assign(message.Id, Desk.Agent("anna"))).Refusal!.Message.ShouldBe(
            "The agent 'anna' has work, and that tolerates nothing beside it. End what the agent has, or choose another.");
        _desk.Do(new RouterCommand.Assign(_desk.Enqueue("faults", ChannelKind.Voice).Id, Desk.Agent("anna"))).Refusal!.Message.ShouldBe(
            "The agent 'anna' has work, and voice work tolerates nothing beside it. End what the agent has, or choose another.");
    }

    [Fact]
    public void An_offer_not_answered_makes_the_agent_not_ready_and_the_item_keeps_its_place()
    {
        _desk.WithQueue("faults").WithAgent("anna");
        var first = _desk.Enqueue("faults");
        var second = _desk.Enqueue("faults");

        Desk.Kinds(_desk.Pass(TimeSpan.FromSeconds(19.999))).ShouldBeEmpty();
        Desk.Kinds(_desk.Pass(TimeSpan.FromMilliseconds(1))).ShouldBe(["offer.expired", "agent.not-ready", "work.unserved"]);

        _desk.State.FindAgent(Desk.Agent("anna"))!.NotReadyReason.ShouldBe(NotReadyReason.NoAnswer);
        _desk.WithAgent("bruno");
        _desk.Work(first).Agent.ShouldBe(Desk.Agent("bruno"));
        _desk.Work(second).Status.ShouldBe(WorkStatus.Waiting);
    }

    [Fact]
    public void A_declined_item_goes_to_the_next_agent_and_comes_back_to_one_ready_anew()
    {
        _desk.WithQueue("faults").WithAgent("anna").WithAgent("bruno");
        var item = _desk.Enqueue("faults");
        _desk.Do(new RouterCommand.Decline(Desk.Agent("anna"), _desk.OfferOf(item), "lunch"));
        _desk.Work(item).Agent.ShouldBe(Desk.Agent("bruno"));

        var declined = _desk.Do(new RouterCommand.Decline(Desk.Agent("bruno"), _desk.OfferOf(item)));
        Desk.Kinds(declined).ShouldBe(["offer.declined", "work.unserved"]);

        _desk.Do(new RouterCommand.SetNotReady(Desk.Agent("anna"), NotReadyReason.Break));
        _desk.Work(item).Status.ShouldBe(WorkStatus.Waiting);
        _desk.Do(new RouterCommand.SetReady(Desk.Agent("anna")));
        _desk.Work(item).Agent.ShouldBe(Desk.Agent("anna"));
    }

    [Fact]
    public void Work_for_one_agent_waits_for_that_agent_and_goes_to_the_queue_when_the_agent_leaves()
    {
        _desk.WithQueue("faults").WithAgent("anna").WithAgent("bruno");
        _desk.Do(new RouterCommand.SetNotReady(Desk.Agent("anna"), NotReadyReason.Break));
        var item = _desk.Enqueue("faults", agent: "anna");
        _desk.Work(item).Status.ShouldBe(WorkStatus.Waiting);

        var left = _desk.Do(new RouterCommand.SignOut(Desk.Agent("anna")));

        Desk.Kinds(left).ShouldBe(["work.unbound", "agent.signed-out", "offer.made"]);
        _desk.Work(item).Agent.ShouldBe(Desk.Agent("bruno"));
    }

    [Fact]
    public void Work_for_an_agent_who_is_not_there_is_for_everyone_at_once()
    {
        _desk.WithQueue("faults").WithAgent("anna");
        var answer = _desk.Do(new RouterCommand.Enqueue(_desk.Item("faults", agent: "nobody")));

        Desk.Kinds(answer).ShouldBe(["work.queued", "work.unbound", "offer.made"]);
    }

    [Fact]
    public void Work_nobody_signed_in_can_do_is_said_to_be_unserved_once_and_goes_on_waiting()
    {
        _desk.WithQueue("faults", null, Desk.Skill("gas", 3)).WithAgent("anna");
        var item = _desk.Item("faults");

        Desk.Kinds(_desk.Do(new RouterCommand.Enqueue(item))).ShouldBe(["work.queued", "work.unserved"]);
        _desk.WithAgent("bruno", Desk.Skill("gas", 3));
        _desk.Work(item).Agent.ShouldBe(Desk.Agent("bruno"));
        Desk.Kinds(_desk.Do(new RouterCommand.SignOut(Desk.Agent("bruno")))).ShouldBe(["offer.revoked", "agent.signed-out"]);
    }

    [Fact]
    public void Everyone_who_waits_for_the_last_able_agent_is_told_when_that_agent_leaves()
    {
        _desk.WithQueue("faults").WithAgent("anna");
        _desk.Accepted(_desk.Enqueue("faults"));
        var waiting = new[] { _desk.Enqueue("faults"), _desk.Enqueue("faults", priority: 5) };

        var left = _desk.Do(new RouterCommand.SignOut(Desk.Agent("anna"), HandBack: true));

        Desk.Kinds(left).ShouldBe(["work.requeued", "agent.signed-out", "work.unserved", "work.unserved", "work.unserved"]);
        left.Events.OfType<RouterEvent.WorkUnserved>().First().Item.ShouldBe(waiting[1].Id);
    }

    [Fact]
    public void A_team_whose_name_reads_like_two_is_a_team_of_its_own()
    {
        _desk.WithQueue("two", queue => queue with { Teams = [new("a"), new("b")] }).WithQueue("one", queue => queue with { Teams = [new("a+b")] })
            .WithQueue("none").WithQueue("b", queue => queue with { Teams = [new("b")] }).WithAgent(new AgentSettings { Id = new("anna"), Team = new("a") });
        _desk.Enqueue("two");
        _desk.Enqueue("none", new ChannelKind("chat+b"));
        _desk.WithAgent(new AgentSettings { Id = new("carla"), Team = new("a") });

        _desk.Work(_desk.Enqueue("one")).Status.ShouldBe(WorkStatus.Waiting);
        _desk.Work(_desk.Enqueue("b", ChannelKind.Chat)).Status.ShouldBe(WorkStatus.Waiting);
    }

    [Fact]
    public void A_queue_that_asks_for_less_finds_its_agents_at_once()
    {
        _desk.WithQueue("faults", null, Desk.Skill("gas", 3)).WithAgent("anna", Desk.Skill("gas", 1));
        var item = _desk.Enqueue("faults");

        var set = _desk.Do(new RouterCommand.SetQueue(new QueueSettings { Id = new("faults"), Skills = [Desk.Skill("gas", 1)] }));

        Desk.Kinds(set).ShouldBe(["queue.set", "offer.made"]);
        _desk.Work(item).Agent.ShouldBe(Desk.Agent("anna"));
    }

    [Fact]
    public void Explain_says_what_stands_between_each_agent_and_the_item()
    {
        _desk.WithQueue("faults", null, Desk.Skill("gas", 3))
            .WithAgent("anna", Desk.Skill("gas", 2)).WithAgent("bruno", Desk.Skill("gas", 3)).WithAgent("carla", Desk.Skill("gas", 3))
            .WithAgent("dario", Desk.Skill("gas", 3)).WithAgent("elena", Desk.Skill("gas", 3)).WithAgent("fabio", Desk.Skill("gas", 3));
        _desk.Accepted(_desk.Enqueue("faults")); // bruno
        _desk.Do(new RouterCommand.SetNotReady(Desk.Agent("carla"), NotReadyReason.Break));
        _desk.Do(new RouterCommand.Disconnect(Desk.Agent("dario")));
        _desk.Do(new RouterCommand.SignOut(Desk.Agent("elena")));
        var item = _desk.Enqueue("faults");
        _desk.Do(new RouterCommand.Decline(Desk.Agent("fabio"), _desk.OfferOf(item)));

        var why = _desk.State.Explain(item.Id).ShouldNotBeNull();

        why.Candidates.Select(candidate => candidate.Obstacle).ShouldBe([
            RouterObstacle.LacksSkill, RouterObstacle.NoCapacity, RouterObstacle.NotReady,
            RouterObstacle.NotConnected, RouterObstacle.NotSignedIn, RouterObstacle.Excluded,
        ]);
        why.Candidates[0].Missing.ShouldBe(Desk.Skill("gas", 3));
        why.Candidates[0].Message.ShouldBe("anna lacks gas at level 3.");
        why.Candidates[1].Message.ShouldBe("bruno has 100 of 100 units taken; voice needs 100.");
        why.Message.ShouldStartWith("It waits in faults and needs gas 3. Of 6 agents: 1 not signed in, 1 without the skill");
    }
}

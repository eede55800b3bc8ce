using ContactCenter.Channels;

namespace ContactCenter.Routing.Tests.Machine;

/// <summary>Who of those who may take an item is asked.</summary>
public sealed class StrategyTests
{
    private readonly Desk _desk = new();

    /// <summary>The published example of a least-occupied rule: A holds 3 of 5 and is idle for 5 minutes, B 3 of 4 for 3, C 3 of 5 for 7, D 0 of 3 for 2.</summary>
    [Fact]
    public void The_least_occupied_is_asked_first_and_of_those_the_one_idle_longest()
    {
        _desk.WithQueue("own", queue => queue with { AutoAccept = true }).WithQueue("faults", queue => queue with { Strategy = "least-occupied" });
        foreach (var (id, capacity) in new[] { ("c", 5), ("a", 5), ("b", 4), ("d", 3) }) // whoever is idle longest first
        {
            _desk.WithAgent(new AgentSettings { Id = new(id), Capacity = capacity, Costs = [new ChannelCost(ChannelKind.Chat, 1)] });
            for (var i = 0; id != "d" && i < 3; i++)
            {
                _desk.Enqueue("own", ChannelKind.Chat, agent: id);
            }

            _desk.Do(new RouterCommand.SetNotReady(Desk.Agent(id), NotReadyReason.Break));
            _desk.Do(new RouterCommand.SetReady(Desk.Agent(id))); // idle from now on
        }

        Asked(4).ShouldBe(["d", "d", "c", "a"]); // d is at 1 of 3 after the first, which is less than 3 of 5
        string.Join(' ', Asked(2)).ShouldBe("d b");
    }

    [Fact]
    public void Round_robin_asks_whoever_was_asked_longest_ago_busy_or_not()
    {
        _desk.WithQueue("faults", queue => queue with { Strategy = "round-robin" }).WithAgent("anna").WithAgent("bruno").WithAgent("carla");

        string.Join(' ', Asked(7, ChannelKind.Chat)).ShouldBe("anna bruno carla anna bruno carla anna");
    }

    [Fact]
    public void The_best_skill_is_the_highest_sum_of_levels_of_what_is_required_and_preferred()
    {
        _desk.WithQueue("faults", queue => queue with { Strategy = "best-skill", Preferred = [Desk.Skill("italian", 1)] }, Desk.Skill("gas", 3))
            .WithAgent("anna", Desk.Skill("gas", 5)).WithAgent("bruno", Desk.Skill("gas", 4), Desk.Skill("italian", 3)).WithAgent("carla", Desk.Skill("gas", 6))
            .WithAgent("dario", Desk.Skill("gas", 2), Desk.Skill("italian", 10));

        string.Join(' ', Asked(3)).ShouldBe("bruno carla anna");
    }

    [Fact]
    public void Whoever_has_more_of_what_is_preferred_goes_first_whatever_the_strategy()
    {
        _desk.WithQueue("faults").WithAgent("anna").WithAgent("bruno", Desk.Skill("polish", 4)).WithAgent("carla", Desk.Skill("polish", 7), Desk.Skill("gas", 1));
        var item = _desk.Item("faults") with { Preferred = [Desk.Skill("polish", 5), Desk.Skill("gas", 1)] };

        _desk.Do(new RouterCommand.Enqueue(item));

        _desk.Work(item).Agent.ShouldBe(Desk.Agent("carla"));
        string.Join(' ', Asked(2)).ShouldBe("anna bruno");
    }

    [Fact]
    public void An_own_strategy_is_one_small_class_named_by_the_queue()
    {
        _desk.WithQueue("faults", queue => queue with { Strategy = "spare-the-generalists" }, Desk.Skill("gas", 1))
            .WithAgent("anna", Desk.Skill("gas", 9), Desk.Skill("italian", 9), Desk.Skill("polish", 9)).WithAgent("bruno", Desk.Skill("gas", 1)).WithAgent("carla", Desk.Skill("gas", 2), Desk.Skill("polish", 1));

        string.Join(' ', Asked(3)).ShouldBe("bruno carla anna");
    }

    [Fact]
    public void A_strategy_that_is_not_there_is_refused_with_those_there_are()
    {
        var answer = _desk.Do(new RouterCommand.SetQueue(new QueueSettings { Id = new("faults"), Strategy = "whoever" }));

        answer.Refusal!.Message.ShouldBe(
            "The queue 'faults' has the strategy 'whoever'; set one of: best-skill, least-occupied, longest-idle, round-robin, spare-the-generalists.");
    }

    [Fact]
    public void A_queue_may_change_its_strategy_while_agents_are_idle()
    {
        _desk.WithQueue("faults").WithAgent("anna", Desk.Skill("gas", 1)).WithAgent("bruno", Desk.Skill("gas", 9));
        _desk.WithQueue("faults", queue => queue with { Strategy = "best-skill" }, Desk.Skill("gas", 1));

        string.Join(' ', Asked(2)).ShouldBe("bruno anna");
    }

    [Fact]
    public void Work_that_can_be_laid_aside_leaves_room_for_work_that_cannot()
    {
        _desk.WithQueue("mail", queue => queue with { AutoAccept = true }).WithQueue("calls", queue => queue with { AutoAccept = true })
            .WithAgent(new AgentSettings { Id = new("anna"), Costs = [new ChannelCost(ChannelKind.Mail, 50, Exclusive: false, Interruptible: true)] });
        var mails = new[] { _desk.Enqueue("mail", ChannelKind.Mail), _desk.Enqueue("mail", ChannelKind.Mail), _desk.Enqueue("mail", ChannelKind.Mail) };
        mails.Select(mail => _desk.Work(mail).Status).ShouldBe([WorkStatus.Assigned, WorkStatus.Assigned, WorkStatus.Waiting]);

        var call = _desk.Enqueue("calls");
        _desk.Work(call).Status.ShouldBe(WorkStatus.Assigned);
        _desk.Work(_desk.Enqueue("calls")).Status.ShouldBe(WorkStatus.Waiting);
        _desk.State.FindAgent(Desk.Agent("anna"))!.UsedUnits.ShouldBe(200);

        _desk.Do(new RouterCommand.Complete(mails[0].Id));
        _desk.Work(mails[2]).Status.ShouldBe(WorkStatus.Waiting); // nothing new to lay aside beside a call
    }

    [Fact]
    public void Background_work_waits_for_an_agent_with_nothing_else_and_urgent_work_goes_before_all_but_emergencies()
    {
        _desk.WithQueue("outbound", queue => queue with { Band = QueueBand.Background }).WithQueue("faults").WithQueue("vip", queue => queue with { Band = QueueBand.Urgent });
        var outbound = _desk.Enqueue("outbound", waited: TimeSpan.FromDays(2));
        var usual = _desk.Enqueue("faults", priority: 100);
        var vip = _desk.Enqueue("vip");
        var emergency = _desk.Enqueue("outbound", priority: Priority.Emergency.Value);

        _desk.WithAgent("anna").WithAgent("bruno").WithAgent("carla").WithAgent("dario");

        new[] { emergency, vip, usual, outbound }.Select(item => _desk.Work(item).Agent!.Value.Value).ShouldBe(["anna", "bruno", "carla", "dario"]);
    }

    private IReadOnlyList<string> Asked(int items, ChannelKind? channel = null) =>
        [.. Enumerable.Range(0, items).Select(_ => _desk.Work(_desk.Accepted(_desk.Enqueue("faults", channel ?? (_desk.State.FindAgent(new AgentId("d")) is null ? ChannelKind.Voice : ChannelKind.Chat)))).Agent!.Value.Value)];
}

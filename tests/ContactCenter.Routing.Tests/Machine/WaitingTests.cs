namespace ContactCenter.Routing.Tests.Machine;

/// <summary>What happens to those who wait: rings, one agent for a time, overflow, hours, announcements, callbacks.</summary>
public sealed class WaitingTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly Desk _desk = new();

    [Fact]
    public void The_longer_an_item_waits_the_less_it_asks_of_its_agent()
    {
        _desk.WithQueue(
            "faults",
            queue => queue with
            {
                Teams = [new("north")],
                Rings = [new() { After = 10 * Second, LowerBy = 2 }, new() { After = 20 * Second, LowerBy = 2, AnyTeam = true }, new() { After = 30 * Second, LowerBy = 2, AnyTeam = true, Without = [new("italian")] }],
            },
            Desk.Skill("gas", 5),
            Desk.Skill("italian", 1));
        _desk.WithAgent(Agent("anna", null, Desk.Skill("gas", 3)))
            .WithAgent(Agent("bruno", "south", Desk.Skill("gas", 3), Desk.Skill("italian", 1)))
            .WithAgent(Agent("carla", "north", Desk.Skill("gas", 4), Desk.Skill("italian", 1)));
        var item = _desk.Enqueue("faults");
        var asked = new List<string?>();
        for (var ring = 0; ring < 3; ring++)
        {
            Desk.Kinds(_desk.Pass(10 * Second)).ShouldContain("work.relaxed");
            asked.Add(_desk.Work(item).Agent?.Value);
            _desk.Do(new RouterCommand.Decline(_desk.Work(item).Agent!.Value, _desk.OfferOf(item)));
        }

        asked.ShouldBe(["carla", "bruno", "anna"]);
        _desk.Work(item).Ring.ShouldBe(3);
    }

    [Fact]
    public void An_item_gets_no_further_than_its_own_last_ring()
    {
        _desk.WithQueue("faults", queue => queue with { Rings = [new() { After = Second, LowerBy = 5 }] }, Desk.Skill("gas", 5)).WithAgent("anna", Desk.Skill("gas", 1));
        var item = _desk.Item("faults") with { LastRing = 0 };
        _desk.Do(new RouterCommand.Enqueue(item));

        _desk.Pass(TimeSpan.FromHours(1)).Events.ShouldBeEmpty();

        _desk.Work(item).Status.ShouldBe(WorkStatus.Waiting);
        _desk.State.Explain(item.Id)!.Message.ShouldContain("needs gas 5");
    }

    [Fact]
    public void An_item_waits_for_the_agent_the_customer_knows_as_long_as_it_may_and_keeps_its_place()
    {
        _desk.WithQueue("faults").WithAgent("anna").WithAgent("bruno");
        _desk.Accepted(_desk.Enqueue("faults")); // anna
        var item = _desk.Item("faults") with { Agent = Desk.Agent("anna"), AgentLimit = 30 * Second };
        Desk.Kinds(_desk.Do(new RouterCommand.Enqueue(item))).ShouldBe(["work.queued"]);

        Desk.Kinds(_desk.Pass(29 * Second)).ShouldBeEmpty();
        Desk.Kinds(_desk.Pass(Second)).ShouldBe(["work.unbound", "offer.made"]);
        _desk.Work(item).Agent.ShouldBe(Desk.Agent("bruno"));

        var another = _desk.Item("faults") with { Agent = Desk.Agent("anna"), AgentLimit = 30 * Second };
        _desk.Do(new RouterCommand.Enqueue(another));
        Desk.Kinds(_desk.Do(new RouterCommand.SignOut(Desk.Agent("anna"), HandBack: true))).ShouldContain("work.unbound"); // gone: released at once
    }

    [Fact]
    public void Work_overflows_by_wait_from_queue_to_queue_and_never_back()
    {
        OverflowRule To(string queue) => new(OverflowTrigger.Wait, OverflowTarget.Queue) { After = 10 * Second, Queue = new(queue) };
        _desk.WithQueue("first").WithQueue("second", queue => queue with { Overflow = [To("first")] }).WithQueue("first", queue => queue with { Overflow = [To("second")] });
        var item = _desk.Enqueue("first", waited: Second);

        Desk.Kinds(_desk.Pass(10 * Second)).ShouldContain("work.moved");
        var late = _desk.Pass(10 * Second).Events.ShouldHaveSingleItem().ShouldBeOfType<RouterEvent.WorkOverflowed>();
        late.Followed.ShouldBeFalse();

        var there = _desk.Work(item).Item;
        (there.Queue, there.WaitingSince).ShouldBe((new QueueId("second"), item.WaitingSince));
        _desk.Pass(TimeSpan.FromDays(1)).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Work_that_finds_a_queue_long_closed_or_unstaffed_goes_where_its_rules_say_at_once()
    {
        _desk.Do(new RouterCommand.SetCalendar(new CalendarSettings { Id = new("never"), TimeZone = "Europe/Rome" })).Refusal.ShouldBeNull();
        _desk.WithQueue("day", queue => queue with { Calendar = new("never"), Overflow = [new(OverflowTrigger.Closed, OverflowTarget.Queue) { Queue = new("night") }] }, Desk.Skill("gas", 1));
        _desk.WithQueue("night", queue => queue with { Overflow = [new(OverflowTrigger.NoAgent, OverflowTarget.Voicemail), new(OverflowTrigger.Length, OverflowTarget.Partition) { Length = 1, Partition = "milan", Queue = new("night") }] });
        _desk.WithQueue("day", queue => queue with { Calendar = new("never"), Overflow = [new(OverflowTrigger.Closed, OverflowTarget.Queue) { Queue = new("night") }] });
        var first = _desk.Item("day");
        Desk.Kinds(_desk.Do(new RouterCommand.Enqueue(first))).ShouldBe(["work.queued", "work.moved", "work.overflowed"]);
        _desk.State.FindWork(first.Id).ShouldBeNull();

        _desk.WithAgent("anna");
        _desk.Accepted(_desk.Enqueue("day"));
        _desk.Work(_desk.Enqueue("day")).Item.Queue.ShouldBe(new QueueId("night"));
        Desk.Kinds(_desk.Do(new RouterCommand.Enqueue(_desk.Item("day")))).ShouldBe(["work.queued", "work.moved", "work.transferred-out"]);
        _desk.State.Leaving.ShouldHaveSingleItem().Partition.ShouldBe("milan");

        var emergency = _desk.Enqueue("day", priority: Priority.Emergency.Value); // waits for whoever is there, whatever the hour
        _desk.Work(emergency).Item.Queue.ShouldBe(new QueueId("day"));
    }

    [Fact]
    public void A_queue_offers_nothing_while_it_is_closed_and_goes_on_when_it_opens()
    {
        var morning = new CalendarSettings { Id = new("hours"), TimeZone = "Etc/UTC", Week = [new(DayOfWeek.Monday, new(8, 0), new(12, 0)), new(DayOfWeek.Monday, new(13, 0), new(18, 0))] };
        _desk.Now = new DateTimeOffset(2026, 3, 2, 11, 59, 0, TimeSpan.Zero);
        _desk.Do(new RouterCommand.SetCalendar(morning));
        _desk.WithQueue("faults", queue => queue with { Calendar = new("hours") }).WithAgent("anna");
        Desk.Kinds(_desk.Pass(TimeSpan.FromMinutes(1))).ShouldBe(["calendar.changed"]);
        var item = _desk.Enqueue("faults");
        _desk.Work(item).Status.ShouldBe(WorkStatus.Waiting);
        _desk.State.Explain(item.Id)!.Message.ShouldBe("It waits in faults, which is closed until 2026-03-02T13:00:00.0000000+00:00.");

        Desk.Kinds(_desk.Pass(TimeSpan.FromHours(1))).ShouldBe(["calendar.changed", "offer.made"]);
        _desk.State.FindQueue(new("faults"))!.ChangesAt.ShouldBe(new DateTimeOffset(2026, 3, 2, 18, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Those_who_wait_are_told_their_position_and_how_long_it_will_take()
    {
        _desk.WithQueue("faults", queue => queue with { Announcements = new(10 * Second, 20 * Second) { PositionUpTo = 2 } }).WithAgent("anna");
        var served = _desk.Accepted(_desk.Enqueue("faults"));
        var waiting = Enumerable.Range(0, 3).Select(_ => _desk.Enqueue("faults")).ToList();

        var told = _desk.Pass(10 * Second).Events.Cast<RouterEvent.WorkAnnounced>().ToList();
        told.Select(e => (e.Position, e.ExpectedWait)).ShouldBe([(1, TimeSpan.Zero), (2, TimeSpan.Zero), (null, TimeSpan.Zero)]);

        _desk.Pass(5 * Second);
        _desk.Do(new RouterCommand.Complete(served.Id));
        _desk.Accepted(waiting[0]); // after 15 seconds
        waiting.Add(_desk.Enqueue("faults"));
        _desk.Pass(10 * Second).Events.OfType<RouterEvent.WorkAnnounced>().Last().ExpectedWait.ShouldBe(5 * Second);
        _desk.Pass(TimeSpan.FromHours(1)).Events.Length.ShouldBe(3); // what was missed is told once
    }

    [Fact]
    public void The_position_told_counts_the_own_queue_whatever_each_asks_for()
    {
        _desk.WithQueue("faults", queue => queue with { Rings = [new() { After = 30 * Second, LowerBy = 2 }], Announcements = new(10 * Second, 10 * Second) }, Desk.Skill("gas", 3)).WithQueue("other", null, Desk.Skill("gas", 3));
        foreach (var _ in Enumerable.Range(0, 5))
        {
            _desk.Enqueue("other");
        }

        var older = _desk.Enqueue("faults");
        _desk.Pass(31 * Second);
        var younger = _desk.Enqueue("faults");
        var meant = _desk.Item("faults", agent: "anna");
        _desk.WithAgent("anna").Do(new RouterCommand.SetNotReady(Desk.Agent("anna"), NotReadyReason.Break));
        _desk.Do(new RouterCommand.Enqueue(meant));

        var told = _desk.Pass(10 * Second).Events.OfType<RouterEvent.WorkAnnounced>().ToDictionary(e => e.Item, e => e.Position);

        (told[older.Id], told[younger.Id], told[meant.Id]).ShouldBe((1, 2, 3));
        told.ShouldAllBe(one => _desk.State.Places()[one.Key] == one.Value);
        _desk.WithQueue("faults", queue => queue with { Announcements = new(10 * Second, 10 * Second) { PositionUpTo = 2 } });
        _desk.Pass(10 * Second).Events.OfType<RouterEvent.WorkAnnounced>().Select(e => e.Position).ShouldBe([1, 2, null], ignoreOrder: true);
    }

    [Fact]
    public void Nobody_is_sent_away_for_a_long_wait_while_somebody_is_free()
    {
        _desk.WithQueue("faults", queue => queue with { Overflow = [new(OverflowTrigger.ExpectedWait, OverflowTarget.Voicemail) { After = TimeSpan.FromMinutes(5) }] }).WithAgent("rare", Desk.Skill("rare", 5));
        var first = _desk.Accepted(_desk.Enqueue("faults", skills: Desk.Skill("rare", 5)));
        var second = _desk.Enqueue("faults", skills: Desk.Skill("rare", 5));
        _desk.Now += TimeSpan.FromMinutes(10);
        _desk.Do(new RouterCommand.Complete(first.Id));
        _desk.Accepted(second);
        _desk.WithAgent("plain");
        _desk.Work(_desk.Enqueue("faults", skills: Desk.Skill("rare", 5))).Status.ShouldBe(WorkStatus.Waiting);

        _desk.Work(_desk.Enqueue("faults")).Agent.ShouldBe(Desk.Agent("plain"));
        var late = _desk.Item("faults");
        Desk.Kinds(_desk.Do(new RouterCommand.Enqueue(late))).ShouldBe(["work.queued", "work.overflowed"]);
    }

    [Fact]
    public void What_nobody_is_left_to_serve_goes_where_the_rules_send_what_nobody_can_serve()
    {
        _desk.WithQueue("night").WithQueue("faults", queue => queue with { Overflow = [new(OverflowTrigger.NoAgent, OverflowTarget.Queue) { Queue = new("night") }] }, Desk.Skill("gas", 1));
        _desk.WithAgent("anna", Desk.Skill("gas", 1)).WithAgent("bruno");
        _desk.Do(new RouterCommand.SetNotReady(Desk.Agent("anna"), NotReadyReason.Break));
        var item = _desk.Enqueue("faults");

        Desk.Kinds(_desk.Do(new RouterCommand.SignOut(Desk.Agent("anna")))).ShouldBe(["agent.signed-out", "work.moved", "offer.made"]);

        var work = _desk.Work(item);
        (work.Item.Queue, work.Agent).ShouldBe((new QueueId("night"), Desk.Agent("bruno")));
    }

    [Fact]
    public void A_caller_who_hangs_up_to_be_called_keeps_the_place()
    {
        _desk.WithQueue("faults");
        var first = _desk.Enqueue("faults");
        _desk.Enqueue("faults");
        Desk.Kinds(_desk.Do(new RouterCommand.RequestCallback(first.Id))).ShouldBe(["work.place-kept"]);

        _desk.WithAgent("anna");
        var work = _desk.Work(first);
        (work.Status, work.Item.IsCallback, work.Item.Attempt).ShouldBe((WorkStatus.Offered, true, 0));
    }

    [Fact]
    public void A_customer_nobody_reached_is_tried_again_later_with_the_place_kept_and_the_attempt_counted()
    {
        _desk.WithQueue("faults").WithAgent("anna");
        var item = _desk.Enqueue("faults");
        _desk.Do(new RouterCommand.RequestCallback(item.Id, _desk.Now.AddHours(1))).Refusal.ShouldBeNull();
        Desk.Kinds(_desk.Pass(TimeSpan.FromHours(1))).ShouldBe(["work.due", "offer.made"]);
        _desk.Accepted(item);
        Desk.Kinds(_desk.Do(new RouterCommand.Postpone(item.Id, _desk.Now.AddMinutes(30)))).ShouldBe(["work.postponed"]);
        _desk.State.FindAgent(Desk.Agent("anna"))!.UsedUnits.ShouldBe(0);

        Desk.Kinds(_desk.Pass(TimeSpan.FromMinutes(30))).ShouldBe(["work.due", "offer.made"]);
        var again = _desk.Work(item).Item;
        (again.Attempt, again.WaitingSince).ShouldBe((1, item.WaitingSince.AddHours(1)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(31)]
    public void A_time_to_be_called_that_is_past_or_too_far_is_refused(int days)
    {
        _desk.WithQueue("faults").WithAgent("anna");
        var item = _desk.Accepted(_desk.Enqueue("faults"));

        var answer = _desk.Do(new RouterCommand.Postpone(item.Id, _desk.Now.AddDays(days)));

        answer.Refusal!.Code.ShouldBe(RouterRefusalCode.InvalidValue);
        answer.Refusal.Message.ShouldContain("give a time from now");
    }

    [Fact]
    public void A_time_that_has_passed_makes_no_callback_of_what_is_one()
    {
        _desk.WithQueue("faults").WithAgent("anna");
        var item = _desk.Enqueue("faults");
        Desk.Kinds(_desk.Do(new RouterCommand.RequestCallback(item.Id))).ShouldBe(["offer.revoked", "work.place-kept", "offer.made"]);

        var again = _desk.Do(new RouterCommand.RequestCallback(item.Id, _desk.Now - Second));

        again.Refusal!.Code.ShouldBe(RouterRefusalCode.AlreadyHandled);
        again.Events.ShouldBeEmpty();
        _desk.Work(item).Status.ShouldBe(WorkStatus.Offered);
    }

    [Fact]
    public void A_time_at_which_nobody_can_have_begun_to_wait_is_refused()
    {
        _desk.WithQueue("faults");
        foreach (var since in new[] { new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero), DateTimeOffset.MinValue, _desk.Now.AddDays(2), _desk.Now.AddYears(-11) })
        {
            var item = _desk.Item("faults") with { WaitingSince = since };
            _desk.Do(new RouterCommand.Enqueue(item)).Refusal.ShouldBe(new(
                RouterRefusalCode.InvalidValue, $"The work {item.Id} waits since {since:O}, and it is {_desk.Now:O}; give the time at which the customer began to wait."));
        }

        foreach (var since in new[] { _desk.Now.AddHours(14), _desk.Now.AddYears(-2) }) // a time zone forgotten; a letter found again
        {
            _desk.Do(new RouterCommand.Enqueue(_desk.Item("faults") with { WaitingSince = since })).Refusal.ShouldBeNull();
        }

        // Given by hand before its time, handed back and sent on: it is still to wait from then on.
        var early = _desk.Item("faults") with { WaitingSince = _desk.Now.AddDays(300), Hops = 1 };
        _desk.Do(new RouterCommand.TransferIn(early, "north")).Refusal.ShouldBeNull();
    }

    [Fact]
    public void Queues_may_name_each_other_before_both_are_there()
    {
        _desk.WithQueue("faults", Spilling("office"));
        _desk.Work(_desk.Enqueue("faults")).Item.Queue.ShouldBe(Desk.Queue("faults"));
        _desk.WithQueue("office", Spilling("faults"));

        _desk.Work(_desk.Enqueue("faults")).Item.Queue.ShouldBe(Desk.Queue("office"));

        static Func<QueueSettings, QueueSettings> Spilling(string to) => queue => queue with { Overflow = [new(OverflowTrigger.NoAgent, OverflowTarget.Queue) { Queue = new(to) }] };
    }

    private static AgentSettings Agent(string id, string? team, params SkillLevel[] skills) =>
        new() { Id = new(id), Team = team is null ? null : new TeamId(team), Skills = [.. skills] };
}

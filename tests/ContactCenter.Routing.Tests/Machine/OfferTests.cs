namespace ContactCenter.Routing.Tests.Machine;

/// <summary>Several agents asked at once, agents who are not asked, and why one was.</summary>
public sealed class OfferTests
{
    private readonly Desk _desk = new();

    [Fact]
    public void Of_several_who_are_asked_at_once_the_first_to_accept_has_the_work_and_the_others_are_free()
    {
        _desk.WithQueue("faults", queue => queue with { OfferTo = 2 }).WithAgent("anna").WithAgent("bruno").WithAgent("carla");
        var item = _desk.Enqueue("faults");
        var offers = _desk.Journal.Select(record => record.Event).OfType<RouterEvent.OfferMade>().ToDictionary(e => e.Agent.Value, e => e.Offer);
        offers.Keys.ShouldBe(["anna", "bruno"]);
        _desk.Work(item).AlsoAsked.ShouldBe([Desk.Agent("bruno")]);
        _desk.State.Explain(item.Id)!.Message.ShouldBe("anna, bruno are being asked.");

        var won = _desk.Do(new RouterCommand.Accept(Desk.Agent("bruno"), offers["bruno"]));
        Desk.Kinds(won).ShouldBe(["offer.revoked", "offer.accepted", "work.assigned"]);
        _desk.Do(new RouterCommand.Accept(Desk.Agent("anna"), offers["anna"])).Refusal!.Code.ShouldBe(RouterRefusalCode.OfferOver);
        _desk.State.FindAgent(Desk.Agent("anna"))!.UsedUnits.ShouldBe(0);
    }

    [Fact]
    public void A_call_that_rings_everywhere_and_is_answered_nowhere_sends_nobody_away()
    {
        _desk.WithQueue("faults", queue => queue with { OfferTo = 5 }).WithAgent("anna").WithAgent("bruno");
        var item = _desk.Enqueue("faults");

        Desk.Kinds(_desk.Pass(TimeSpan.FromSeconds(20))).ShouldBe(["offer.expired", "offer.expired", "work.unserved"]);
        _desk.State.Agents.ShouldAllBe(agent => agent.IsReady);
        _desk.Work(item).Status.ShouldBe(WorkStatus.Waiting);
        _desk.Work(_desk.Enqueue("faults")).Status.ShouldBe(WorkStatus.Offered); // another one is offered to them at once
    }

    [Fact]
    public void Whom_a_ring_missed_is_asked_again_after_other_work_so_that_later_calls_do_not_go_first_for_ever()
    {
        _desk.WithQueue("faults", queue => queue with { OfferTo = 2 }).WithAgent("anna").WithAgent("bruno");
        var first = _desk.Enqueue("faults");
        _desk.Pass(TimeSpan.FromSeconds(20)).Events.Length.ShouldBe(3);
        var second = _desk.Enqueue("faults");
        _desk.Do(new RouterCommand.Accept(Desk.Agent("anna"), _desk.State.FindAgent(Desk.Agent("anna"))!.Work.Single().Offer!.Value)).Refusal.ShouldBeNull();
        _desk.Work(first).Status.ShouldBe(WorkStatus.Waiting);

        _desk.Do(new RouterCommand.Complete(second.Id));

        _desk.Work(first).Agent.ShouldBe(Desk.Agent("anna"));
        Desk.Kinds(_desk.Pass(TimeSpan.FromSeconds(20))).ShouldBe(["offer.expired", "agent.not-ready"]); // alone this time: it rings at nobody for ever
    }

    [Fact]
    public void What_rang_everywhere_in_vain_goes_where_the_rules_send_what_nobody_serves()
    {
        _desk.WithQueue("faults", queue => queue with { OfferTo = 2, Overflow = [new(OverflowTrigger.NoAgent, OverflowTarget.Voicemail)] }).WithAgent("anna").WithAgent("bruno");
        _desk.Enqueue("faults");

        Desk.Kinds(_desk.Pass(TimeSpan.FromSeconds(20))).ShouldBe(["offer.expired", "offer.expired", "work.overflowed"]);
    }

    [Fact]
    public void Whether_an_agent_is_sent_away_depends_on_how_many_were_asked_and_not_on_what_the_queue_says_by_then()
    {
        _desk.WithQueue("faults", queue => queue with { OfferTo = 3 }).WithAgent("anna").WithAgent("bruno");
        _desk.Enqueue("faults");
        _desk.WithQueue("faults");
        Desk.Kinds(_desk.Pass(TimeSpan.FromSeconds(20))).ShouldBe(["offer.expired", "offer.expired", "work.unserved"]);

        _desk.WithQueue("ring-all", queue => queue with { OfferTo = 3 }, Desk.Skill("gas", 1)).WithAgent("carla", Desk.Skill("gas", 1));
        _desk.Enqueue("ring-all", skills: Desk.Skill("gas", 1));
        _desk.Do(new RouterCommand.Decline(Desk.Agent("carla"), _desk.State.FindAgent(Desk.Agent("carla"))!.Work.Single().Offer!.Value)); // the first call, for which she came
        _desk.Pass(TimeSpan.FromSeconds(20));
        _desk.State.FindAgent(Desk.Agent("carla"))!.NotReadyReason.ShouldBe(NotReadyReason.NoAnswer);
    }

    [Fact]
    public void When_the_customer_leaves_every_offer_is_taken_back()
    {
        _desk.WithQueue("faults", queue => queue with { OfferTo = 3 }).WithAgent("anna").WithAgent("bruno");
        var item = _desk.Enqueue("faults");

        Desk.Kinds(_desk.Do(new RouterCommand.Withdraw(item.Id, WithdrawReason.CustomerLeft))).ShouldBe(["offer.revoked", "offer.revoked", "work.withdrawn"]);
    }

    [Fact]
    public void Where_nobody_is_asked_the_work_is_given_at_once()
    {
        _desk.WithQueue("faults", queue => queue with { AutoAccept = true }).WithAgent("anna");

        Desk.Kinds(_desk.Do(new RouterCommand.Enqueue(_desk.Item("faults")))).ShouldBe(["work.queued", "work.assigned"]);
    }

    [Fact]
    public void After_contact_work_is_extended_no_further_than_the_queue_allows()
    {
        _desk.WithQueue("faults", queue => queue with { WrapUp = TimeSpan.FromMinutes(1), WrapUpLimit = TimeSpan.FromMinutes(2) }).WithAgent("anna");
        var item = _desk.Accepted(_desk.Enqueue("faults"));
        _desk.Do(new RouterCommand.Complete(item.Id));
        _desk.Do(new RouterCommand.ExtendWrapUp(Desk.Agent("anna"), item.Id, TimeSpan.FromMinutes(1))).Refusal.ShouldBeNull();

        var more = _desk.Do(new RouterCommand.ExtendWrapUp(Desk.Agent("anna"), item.Id, TimeSpan.FromSeconds(1)));

        more.Refusal!.Message.ShouldContain("would last 00:02:01; the queue 'faults' allows 00:02:00");
    }

    [Fact]
    public void The_journal_tells_why_this_agent_was_asked_and_not_another()
    {
        _desk.WithQueue("faults", queue => queue with { Strategy = "best-skill" }, Desk.Skill("gas", 3)).WithQueue("plain")
            .WithAgent("anna", Desk.Skill("gas", 5)).WithAgent("bruno", Desk.Skill("gas", 8)).WithAgent("carla", Desk.Skill("gas", 2)).WithAgent("dario", Desk.Skill("gas", 9));
        _desk.Do(new RouterCommand.SetNotReady(Desk.Agent("dario"), NotReadyReason.Break));
        var offer = _desk.OfferOf(_desk.Enqueue("faults"));
        _desk.Do(new RouterCommand.SignOut(Desk.Agent("anna"))); // what came later does not count

        var why = RouterHistory.Explain(_desk.Journal, offer).ShouldNotBeNull();

        why.Chosen.ShouldBe(Desk.Agent("bruno"));
        why.Strategy.ShouldBe("best-skill");
        why.Candidates.Select(candidate => (candidate.Agent.Value, candidate.Obstacle, candidate.Rank, candidate.Place)).ShouldBe([
            ("anna", RouterObstacle.None, 5, 2), ("bruno", RouterObstacle.None, 8, 1), ("carla", RouterObstacle.LacksSkill, 2, null), ("dario", RouterObstacle.NotReady, 9, null)]);
        why.Message.ShouldBe("bruno was asked: of 4 agents 2 could take it; compared with anna, bruno suits it better (8 against 5).");

        var idle = RouterHistory.Explain(_desk.Journal, _desk.OfferOf(_desk.Enqueue("plain")))!;
        idle.Message.ShouldBe("carla was asked, the only one of 4 agents who could take it.");
        RouterHistory.Explain(_desk.Journal, new OfferId(DerivedId.From("never made"))).ShouldBeNull();
    }

    [Fact]
    public void The_journal_tells_why_this_agent_was_given_the_work_and_not_another()
    {
        _desk.WithQueue("faults", queue => queue with { AutoAccept = true }).WithAgent("anna").WithAgent("bruno").WithAgent("carla");
        _desk.Do(new RouterCommand.SetNotReady(Desk.Agent("carla"), NotReadyReason.Break));
        var item = _desk.Enqueue("faults");

        var why = RouterHistory.Explain(_desk.Journal, item.Id, _desk.Now).ShouldNotBeNull();

        (why.Chosen, why.Work.Status).ShouldBe((Desk.Agent("anna"), WorkStatus.Assigned));
        why.Message.ShouldBe("anna was given it: of 3 agents 2 could take it; compared with bruno, anna has been idle longer.");
        _desk.Do(new RouterCommand.Assign(item.Id, Desk.Agent("carla"))).Refusal.ShouldBeNull();
        RouterHistory.Explain(_desk.Journal, item.Id, _desk.Now)!.Message.ShouldBe("carla has it.");
    }

    [Fact]
    public void What_waits_for_an_hour_is_refused_to_nobody_and_could_be_taken_by_nobody_yet()
    {
        _desk.Do(new RouterCommand.SetCalendar(new CalendarSettings { Id = new("never"), TimeZone = "Etc/UTC" }));
        _desk.WithQueue("closed", queue => queue with { Calendar = new("never") }).WithQueue("open").WithAgent("anna").WithAgent("bruno");
        _desk.Do(new RouterCommand.SignOut(Desk.Agent("bruno")));
        var later = _desk.Item("open") with { NotBefore = _desk.Now.AddHours(1) };
        _desk.Do(new RouterCommand.Enqueue(later));

        Judged(_desk.Enqueue("closed")).ShouldBe([("anna could take it when closed opens.", RouterObstacle.QueueClosed, null), ("bruno is not signed in.", RouterObstacle.NotSignedIn, null)]);
        Judged(later).ShouldBe([("anna could take it when it begins to wait, at 2026-03-02T13:00:00.0000000+00:00.", RouterObstacle.NotYet, null), ("bruno is not signed in.", RouterObstacle.NotSignedIn, null)]);

        IEnumerable<(string, RouterObstacle, int?)> Judged(WorkItem item) => _desk.State.Explain(item.Id)!.Candidates.Select(one => (one.Message, one.Obstacle, one.Place));
    }

    [Fact]
    public void The_journal_tells_why_an_item_stood_where_it_stood_at_any_moment()
    {
        _desk.WithQueue("faults", null, Desk.Skill("gas", 3));
        var item = _desk.Enqueue("faults");
        var then = _desk.Now;
        _desk.Now += TimeSpan.FromMinutes(5);
        _desk.WithAgent("anna", Desk.Skill("gas", 3));

        RouterHistory.Explain(_desk.Journal, item.Id, then)!.Message.ShouldBe("It waits: there are no agents.");
        RouterHistory.Explain(_desk.Journal, item.Id, _desk.Now)!.Message.ShouldBe("anna is being asked.");
        RouterHistory.Explain(_desk.Journal, item.Id, then.AddMinutes(-1)).ShouldBeNull();
    }
}

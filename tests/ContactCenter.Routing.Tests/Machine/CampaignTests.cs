namespace ContactCenter.Routing.Tests.Machine;

/// <summary>What each mode of a campaign does with each outcome of a line.</summary>
public sealed class CampaignTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Progressive_dials_one_line_for_each_free_agent()
    {
        var desk = Dialling(agents: 2, contacts: 5);

        var dialled = desk.Heard<RouterEvent.ContactDialled>().ToList();
        dialled.Select(e => (e.Contact, e.Attempt, e.Agent, e.RingsUntil)).ShouldBe(
            [(Desk.Contact(0).Id, 1, null, desk.Now + (20 * Second)), (Desk.Contact(1).Id, 1, null, desk.Now + (20 * Second))]);
        dialled.Select(e => e.Line).Distinct().Count().ShouldBe(2);
        (desk.Campaign("spring").Ringing, desk.Campaign("spring").Ready, desk.Campaign("spring").Contacts).ShouldBe((2, 3, 5));
    }

    [Fact]
    public void Who_answers_has_an_agent_at_once_before_what_waits_of_the_queue()
    {
        var desk = Dialling(agents: 1, contacts: 2);
        var line = Line(desk);

        Desk.Kinds(desk.Report(line, LineOutcome.Person)).ShouldBe(["contact.answered", "work.queued", "work.assigned", "contact.connected"]);

        var work = desk.State.FindWork(line).ShouldNotBeNull();
        (work.Status, work.Agent, work.Item.Priority, work.Item.Interaction, work.Item.IsCallback).ShouldBe(
            (WorkStatus.Assigned, new AgentId("anna"), new Priority(100), Desk.Contact(0).Interaction, false));
        var view = desk.Campaign("spring");
        (view.Contacts, view.Talking, view.Answered, view.Connected, view.Lines).ShouldBe((1, 1, 1, 1, 0));
        Desk.Kinds(desk.Do(new RouterCommand.Complete(line))).ShouldBe(["work.completed", "contact.dialled"]); // the next one for the agent who is free again
    }

    [Fact]
    public void Who_answers_goes_before_older_work_of_the_queue()
    {
        var desk = Dialling(agents: 1, contacts: 1);
        desk.Do(new RouterCommand.SetNotReady(new("anna"), NotReadyReason.Break));
        var waiting = desk.Enqueue("dials", waited: TimeSpan.FromMinutes(5));
        var line = Line(desk);
        desk.Report(line, LineOutcome.Person);

        desk.Do(new RouterCommand.SetReady(new("anna")));

        desk.State.FindWork(line)!.Agent.ShouldBe(new AgentId("anna"));
        desk.Work(waiting).Status.ShouldBe(WorkStatus.Waiting);
    }

    [Theory]
    [InlineData(LineOutcome.Machine, 4 * 60)]
    [InlineData(LineOutcome.Busy, 10)]
    [InlineData(LineOutcome.NoAnswer, 2 * 60)]
    [InlineData(LineOutcome.Failed, 30)]
    public void Whom_nobody_reached_is_dialled_again_when_the_outcome_says_up_to_the_limit(LineOutcome outcome, int minutes)
    {
        var desk = Dialling(agents: 1, contacts: 1, change: c => c with { MaxAttempts = 2 });
        var due = desk.Now.AddMinutes(minutes);

        desk.Report(Line(desk), outcome).Events.OfType<RouterEvent.ContactNotReached>().Single().Next.ShouldBe(due);
        desk.Pass(due - desk.Now - Second).Events.ShouldBeEmpty();
        var again = desk.Pass(Second).Events.OfType<RouterEvent.ContactDialled>().Single();
        again.Attempt.ShouldBe(2);
        desk.Report(again.Line, outcome).Events.OfType<RouterEvent.ContactNotReached>().Single().Next.ShouldBeNull();

        desk.Campaign("spring").Contacts.ShouldBe(0);
        desk.Pass(TimeSpan.FromDays(40)).Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_line_of_which_nothing_is_heard_is_given_up_and_takes_room_as_an_abandoned_call_does()
    {
        var desk = Dialling(agents: 1, contacts: 1);
        desk.Pass(30 * Second - TimeSpan.FromMilliseconds(1)).Events.ShouldBeEmpty();

        var lost = desk.Pass(TimeSpan.FromMilliseconds(1)).Events.OfType<RouterEvent.ContactNotReached>().Single();

        (lost.Outcome, lost.Next).ShouldBe((LineOutcome.Unknown, desk.Now.AddDays(1)));
        (desk.Campaign("spring").Unknown, desk.Campaign("spring").Window.Unknown).ShouldBe((1, 1));
        desk.Report(lost.Line, LineOutcome.Person).Refusal!.Code.ShouldBe(RouterRefusalCode.UnknownLine);
    }

    [Fact]
    public void Who_hangs_up_before_an_agent_is_there_is_neither_abandoned_nor_called_again()
    {
        var desk = Dialling(agents: 1, contacts: 1);
        desk.Do(new RouterCommand.SetNotReady(new("anna"), NotReadyReason.Break));
        desk.Report(Line(desk), LineOutcome.Person);

        Desk.Kinds(desk.Report(Line(desk), LineOutcome.HungUp)).ShouldBe(["work.withdrawn", "contact.not-reached"]);

        var view = desk.Campaign("spring");
        (view.Answered, view.Abandoned, view.Contacts, view.Waiting).ShouldBe((1, 0, 0, 0));
    }

    [Fact]
    public void A_person_without_an_agent_within_the_limit_is_abandoned_and_the_host_told()
    {
        var desk = Dialling(agents: 1, contacts: 1);
        Desk.Kinds(desk.Do(new RouterCommand.SetNotReady(new("anna"), NotReadyReason.Break))).ShouldBe(["agent.not-ready", "campaign.agents-taken"]);
        var answered = desk.Now;
        desk.Report(Line(desk), LineOutcome.Person);

        var passed = desk.Pass(2 * Second);

        Desk.Kinds(passed).ShouldBe(["work.withdrawn", "contact.abandoned"]);
        var abandoned = passed.Events.OfType<RouterEvent.ContactAbandoned>().Single();
        (abandoned.AnsweredAt, abandoned.BeyondCap, abandoned.Next).ShouldBe((answered, true, desk.Now.AddDays(3)));
        desk.State.FindWork(abandoned.Line).ShouldBeNull();
        desk.State.ReadFigures(new("dials"), desk.Now)!.Total.Abandoned.ShouldBe(1);
        var view = desk.Campaign("spring");
        (view.Abandoned, view.BeyondCap, view.AgentsTaken, view.Window.AbandonedPermille).ShouldBe((1, 1, 1, 1_000));
        CampaignProof.Read(desk.Journal).Single().ShouldBe(new CampaignWindow { Campaign = new("spring"), Period = view.Window, CapPermille = 30, BeyondCap = 1 });
    }

    [Fact]
    public void Inbound_work_goes_first_by_band_and_takes_the_agent_of_a_line()
    {
        var desk = new Desk().WithQueue("dials", q => q with { AutoAccept = true, Band = QueueBand.Background }).WithQueue("calls").WithAgent("anna").WithCampaign("spring", "dials", 1);

        Desk.Kinds(desk.Do(new RouterCommand.Enqueue(desk.Item("calls")))).ShouldBe(["work.queued", "offer.made", "campaign.agents-taken"]);
        desk.Campaign("spring").AgentsTaken.ShouldBe(1);
    }

    [Fact]
    public void In_preview_the_contact_is_dialled_when_an_agent_accepts_who_holds_the_line()
    {
        var desk = Previewing();
        var preview = desk.Heard<RouterEvent.ContactPreviewed>().Single();
        desk.Heard<RouterEvent.ContactDialled>().ShouldBeEmpty();
        var offered = desk.State.FindWork(preview.Line)!;
        (offered.Status, offered.Item.IsCallback, offered.Item.Attempt).ShouldBe((WorkStatus.Offered, true, 0));

        Desk.Kinds(desk.Do(new RouterCommand.Accept(offered.Agent!.Value, offered.Offer!.Value))).ShouldBe(["offer.accepted", "work.assigned", "contact.dialled"]);
        desk.Heard<RouterEvent.ContactDialled>().Single().Agent.ShouldBe(new AgentId("anna"));
        Desk.Kinds(desk.Report(preview.Line, LineOutcome.Person)).ShouldBe(["contact.answered", "contact.connected"]);
        desk.State.FindWork(preview.Line)!.Agent.ShouldBe(new AgentId("anna"));
    }

    [Fact]
    public void In_preview_whom_nobody_reached_frees_the_agent_for_the_next()
    {
        var desk = Previewing();
        var line = Accept(desk);

        Desk.Kinds(desk.Report(line, LineOutcome.Busy)).ShouldBe(["work.released", "contact.not-reached", "contact.previewed", "work.queued", "offer.made"]);
        desk.State.FindWork(line).ShouldBeNull();
    }

    [Fact]
    public void In_preview_a_contact_nobody_wants_stays_offered_to_others_and_is_not_dialled()
    {
        var desk = Previewing();
        var offered = desk.State.Work.Single();

        Desk.Kinds(desk.Do(new RouterCommand.Decline(offered.Agent!.Value, offered.Offer!.Value))).ShouldBe(["offer.declined", "work.unserved"]);

        desk.WithAgent("bruno").State.FindWork(offered.Item.Id)!.Agent.ShouldBe(new AgentId("bruno"));
        desk.Heard<RouterEvent.ContactDialled>().ShouldBeEmpty();
    }

    [Fact]
    public void A_held_line_whose_agent_signs_out_waits_for_another_and_may_be_abandoned()
    {
        var desk = Previewing();
        var line = Accept(desk);
        desk.Do(new RouterCommand.SignOut(new("anna"), HandBack: true)).Refusal.ShouldBeNull();

        Desk.Kinds(desk.Report(line, LineOutcome.Person)).ShouldBe(["contact.answered", "campaign.agents-taken"]);
        desk.Campaign("spring").Waiting.ShouldBe(1);
        Desk.Kinds(desk.Pass(2 * Second)).ShouldBe(["work.withdrawn", "contact.abandoned"]);
    }

    [Fact]
    public void A_paused_campaign_takes_back_what_is_offered_and_dials_nothing_until_it_goes_on()
    {
        var desk = Previewing();

        Desk.Kinds(desk.Do(new RouterCommand.PauseCampaign(new("spring")))).ShouldBe(["campaign.paused", "offer.revoked", "work.withdrawn", "contact.put-back"]);
        (desk.Campaign("spring").Ready, desk.Campaign("spring").Lines).ShouldBe((3, 0));

        var resumed = desk.Do(new RouterCommand.ResumeCampaign(new("spring")));
        resumed.Events.OfType<RouterEvent.ContactPreviewed>().Single().Contact.ShouldBe(Desk.Contact(0).Id); // it kept its place
    }

    [Fact]
    public void A_withdrawn_contact_is_not_dialled_and_a_line_that_rings_goes_on_to_its_end()
    {
        var desk = Dialling(agents: 1, contacts: 2);
        foreach (var contact in new[] { 0, 1 })
        {
            desk.Do(new RouterCommand.WithdrawContact(new("spring"), Desk.Contact(contact).Id)).Refusal.ShouldBeNull();
        }

        desk.Do(new RouterCommand.AddContact(new("spring"), Desk.Contact(0))).Refusal!.Code.ShouldBe(RouterRefusalCode.AlreadyHandled); // its line is not over
        desk.Report(Line(desk), LineOutcome.NoAnswer).Events.OfType<RouterEvent.ContactNotReached>().Single().Next.ShouldBeNull();
        desk.Campaign("spring").Contacts.ShouldBe(0);
    }

    [Fact]
    public void Nobody_is_dialled_before_the_time_the_contact_names()
    {
        var desk = Dialling(agents: 1, contacts: 0);
        var time = desk.Now.AddMinutes(5).AddMilliseconds(300);
        desk.Do(new RouterCommand.AddContact(new("spring"), Desk.Contact(7) with { NotBefore = time })).Refusal.ShouldBeNull();

        desk.State.NextDue.ShouldBe(desk.Now.AddSeconds(301)); // whole seconds
        Desk.Kinds(desk.Pass(301 * Second)).ShouldBe(["campaign.due", "contact.dialled"]);
    }

    [Fact]
    public void A_limit_of_attempts_that_is_lowered_holds_for_who_was_dialled_already()
    {
        var desk = Dialling(agents: 1, contacts: 1);
        desk.Report(Line(desk), LineOutcome.Busy);
        desk.WithCampaign("spring", "dials", change: c => c with { MaxAttempts = 1 });

        Desk.Kinds(desk.Pass(TimeSpan.FromMinutes(10))).ShouldBe(["campaign.due", "contact.withdrawn"]);
    }

    [Fact]
    public void A_closed_queue_dials_nothing_nor_one_that_closes_before_the_line_has_ended()
    {
        var hours = new CalendarSettings { Id = new("hours"), TimeZone = "Etc/UTC", Week = [new(DayOfWeek.Monday, new TimeOnly(12, 1), new TimeOnly(12, 5))] };
        var desk = new Desk();
        desk.Do(new RouterCommand.SetCalendar(hours));
        desk.WithQueue("dials", q => q with { AutoAccept = true, Calendar = new("hours") }).WithAgent("anna").WithCampaign("spring", "dials", 9);
        Obstacle(desk).ShouldBe(DiallingObstacle.Closed);

        Desk.Kinds(desk.Pass(TimeSpan.FromMinutes(1))).ShouldBe(["calendar.changed", "contact.dialled"]);
        desk.Now += (4 * 60 * Second) - (32 * Second);
        desk.Report(Line(desk), LineOutcome.Busy);
        Obstacle(desk).ShouldBe(DiallingObstacle.ClosesSoon);
    }

    [Fact]
    public void A_dial_is_asked_for_once_however_often_its_cause_comes_and_from_wherever_the_router_goes_on()
    {
        var desk = Dialling(agents: 1, contacts: 1);
        var again = new RouterInput(desk.Journal[^1].Cause, desk.Journal[^1].Source, new RouterCommand.AddContact(new("spring"), Desk.Contact(0)));

        desk.Do(again).Refusal!.Code.ShouldBe(RouterRefusalCode.Repeated);
        foreach (var state in new[] { desk.Rebuilt(), RouterState.FromSnapshot(RouterCodec.ReadSnapshot(RouterCodec.WriteSnapshot(desk.State.ToSnapshot()))) })
        {
            state.ComputeHash().ShouldBe(desk.State.ComputeHash());
            var started = new List<RouterRecord>();
            new RouterTurn(state).SettleAll(DerivedId.From("start"), desk.Now, started);
            started.ShouldBeEmpty();
        }
    }

    [Fact]
    public void Campaigns_that_share_agents_take_turns_and_count_one_anothers_lines()
    {
        var desk = new Desk().WithQueue("dials", q => q with { AutoAccept = true }).WithQueue("more", q => q with { AutoAccept = true })
            .WithCampaign("autumn", "dials", 5).WithCampaign("spring", "more", 5);
        desk.WithAgent("anna").WithAgent("bruno").WithAgent("carla");

        desk.Heard<RouterEvent.ContactDialled>().Select(e => e.Campaign.Value).ShouldBe(["autumn", "spring", "autumn"]);
        var explanation = CampaignExplainer.Explain(desk.State, new("spring"), desk.Now)!;
        (explanation.Obstacle, explanation.FreeAgents, explanation.OthersLines, explanation.Lines).ShouldBe((DiallingObstacle.NoAgents, 3, 2, 1));
        explanation.Message.ShouldBe("spring has 1 lines for 3 free agents, who may be needed for 2 lines of other campaigns; of 0 answered in this window 0 were abandoned, so that 0 more may ring than agents are free.");
    }

    [Fact]
    public void Why_nothing_is_dialled_is_said()
    {
        var desk = Dialling(agents: 0, contacts: 0);
        Obstacle(desk).ShouldBe(DiallingObstacle.NoContacts);
        desk.Do(new RouterCommand.AddContact(new("spring"), Desk.Contact(0)));
        Obstacle(desk).ShouldBe(DiallingObstacle.NoAgents);
        desk.WithAgent("anna");
        Obstacle(desk).ShouldBe(DiallingObstacle.AllCalled);
        desk.Report(Line(desk), LineOutcome.Busy);
        CampaignExplainer.Explain(desk.State, new("spring"), desk.Now)!.Message.ShouldBe($"spring has 1 contacts, and none may be dialled before {desk.Now.AddMinutes(10):O}.");
        desk.Do(new RouterCommand.PauseCampaign(new("spring")));
        Obstacle(desk).ShouldBe(DiallingObstacle.Paused);
        CampaignExplainer.Explain(desk.State, new("winter"), desk.Now).ShouldBeNull();

        var full = Dialling(agents: 2, contacts: 2, change: c => c with { MaxLines = 1 });
        CampaignExplainer.Explain(full.State, new("spring"), full.Now)!.Message.ShouldBe("spring has 1 of at most 1 lines in use.");
    }

    private static DiallingObstacle Obstacle(Desk desk) => CampaignExplainer.Explain(desk.State, new("spring"), desk.Now)!.Obstacle;

    private static WorkItemId Line(Desk desk) => desk.Heard<RouterEvent.ContactDialled>().Last().Line;

    private static Desk Dialling(int agents, int contacts, Func<CampaignSettings, CampaignSettings>? change = null)
    {
        var desk = new Desk().WithQueue("dials", q => q with { AutoAccept = true });
        foreach (var agent in new[] { "anna", "bruno" }.Take(agents))
        {
            desk.WithAgent(agent);
        }

        return desk.WithCampaign("spring", "dials", contacts, change);
    }

    private static Desk Previewing() => new Desk().WithQueue("previews").WithAgent("anna").WithCampaign("spring", "previews", 3, c => c with { Mode = CampaignMode.Preview });

    private static WorkItemId Accept(Desk desk)
    {
        var offered = desk.State.Work.Single(work => work.Status == WorkStatus.Offered);
        desk.Do(new RouterCommand.Accept(offered.Agent!.Value, offered.Offer!.Value)).Refusal.ShouldBeNull();
        return offered.Item.Id;
    }
}

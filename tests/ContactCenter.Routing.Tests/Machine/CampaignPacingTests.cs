namespace ContactCenter.Routing.Tests.Machine;

/// <summary>How much predictive campaigns dial through the router: answers learned, windows, other campaigns, the cap.</summary>
public sealed class CampaignPacingTests
{
    private static readonly string[] Agents = ["anna", "bruno"];

    [Fact]
    public void Predictive_dials_beyond_the_free_agents_as_far_as_the_cap_has_room()
    {
        var desk = Experienced(answered: 100);

        var view = desk.Campaign("spring");
        (view.FreeAgents, view.Ringing, view.Window.Answered).ShouldBe((2, 2 + 3, 100)); // 3 of 100 may be lost
        CampaignExplainer.Explain(desk.State, new("spring"), desk.Now)!.Room.ShouldBe(3);

        foreach (var line in Lines(desk))
        {
            desk.Report(line, LineOutcome.Person);
        }

        desk.Pass(TimeSpan.FromSeconds(2));
        view = desk.Campaign("spring");
        (view.Talking, view.Abandoned, view.BeyondCap, view.AgentsTaken).ShouldBe((2, 3, 0, 0));
        view.Window.AbandonedPermille.ShouldBe(29); // 3 of 105
        CampaignProof.Read(desk.Journal).ShouldAllBe(window => window.IsKept);
    }

    [Fact]
    public void Progressive_never_dials_beyond_the_free_agents_nor_lets_another_campaign_do_so_with_them()
    {
        var desk = Experienced(answered: 100, contacts: 0);
        foreach (var agent in Agents)
        {
            desk.Do(new RouterCommand.SetAgent(new AgentSettings { Id = new(agent), Skills = [Desk.Skill("italian", 1)] })).Refusal.ShouldBeNull();
        }

        desk.WithAgent("carla").WithQueue("more", q => q with { AutoAccept = true, Skills = [Desk.Skill("italian", 1)] }).WithCampaign("calm", "more", 9);
        desk.Campaign("calm").Ringing.ShouldBe(2);

        desk.Do(new RouterCommand.AddContact(new("spring"), Desk.Contact(500))).Refusal.ShouldBeNull();

        desk.Campaign("spring").Ringing.ShouldBe(0); // who answered might get one of the two who are promised, not Carla
        var explanation = CampaignExplainer.Explain(desk.State, new("spring"), desk.Now)!;
        (explanation.Obstacle, explanation.Message).ShouldBe((DiallingObstacle.OthersCalls, "spring waits for other campaigns: 2 of their lines count on the same 3 agents."));
    }

    [Fact]
    public void A_new_day_begins_without_room_and_what_was_answered_before_counts_in_the_old_one()
    {
        var desk = Experienced(answered: 100, contacts: 5);
        var midnight = new DateTimeOffset(desk.Now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
        foreach (var line in Lines(desk))
        {
            desk.Report(line, LineOutcome.Busy);
        }

        desk.Now = midnight.AddSeconds(-20);
        desk.Do(new RouterCommand.AddContact(new("spring"), Desk.Contact(501)));
        foreach (var contact in Enumerable.Range(502, 4))
        {
            desk.Do(new RouterCommand.AddContact(new("spring"), Desk.Contact(contact)));
        }

        desk.Campaign("spring").Ringing.ShouldBe(2); // a line could ring into the next day: one for each agent
        desk.Now = midnight.AddSeconds(-1);
        desk.Do(new RouterCommand.SetNotReady(new("anna"), NotReadyReason.Break));
        desk.Do(new RouterCommand.SetNotReady(new("bruno"), NotReadyReason.Break));
        desk.Report(Lines(desk)[0], LineOutcome.Person);
        desk.Pass(TimeSpan.FromSeconds(2));
        CampaignProof.Read(desk.Journal).Single().ShouldBe(new CampaignWindow
        {
            Campaign = new("spring"), CapPermille = 30, Period = new PacingPeriod(midnight.AddDays(-1).ToUnixTimeMilliseconds(), midnight.ToUnixTimeMilliseconds(), 101, 1),
        });
        desk.Campaign("spring").Window.ShouldBe(new PacingPeriod(midnight.ToUnixTimeMilliseconds(), midnight.AddDays(1).ToUnixTimeMilliseconds(), 0, 0));
    }

    [Fact]
    public void A_window_of_thirty_days_keeps_its_room_over_midnight()
    {
        var desk = Experienced(answered: 100, contacts: 5, change: c => c with { WindowDays = 30 });
        foreach (var line in Lines(desk))
        {
            desk.Report(line, LineOutcome.Failed);
        }

        desk.Now = desk.Now.Date.AddDays(1).AddSeconds(-5);
        foreach (var contact in Enumerable.Range(500, 9))
        {
            desk.Do(new RouterCommand.AddContact(new("spring"), Desk.Contact(contact)));
        }

        desk.Campaign("spring").Ringing.ShouldBe(5);
    }

    [Fact]
    public void A_line_of_which_nothing_was_heard_leaves_room_for_one_less()
    {
        var desk = Experienced(answered: 100, contacts: 5);
        foreach (var line in Lines(desk).Skip(1))
        {
            desk.Report(line, LineOutcome.Machine);
        }

        desk.Pass(TimeSpan.FromSeconds(30));
        foreach (var contact in Enumerable.Range(500, 9))
        {
            desk.Do(new RouterCommand.AddContact(new("spring"), Desk.Contact(contact)));
        }

        (desk.Campaign("spring").Ringing, desk.Campaign("spring").Unknown).ShouldBe((4, 1));
    }

    [Fact]
    public void Handling_times_are_learned_from_the_answer_to_the_end_of_the_wrap_up()
    {
        var desk = Experienced(answered: 1, wrapUp: TimeSpan.FromSeconds(5), handling: TimeSpan.FromSeconds(40));

        desk.Campaign("spring").Handling.ShouldBe(TimeSpan.FromSeconds(45));
    }

    private static WorkItemId[] Lines(Desk desk) =>
        [.. desk.State.ContactsOf(new("spring")).Where(contact => contact.Stage == CallStage.Ringing).Select(contact => contact.Line!.Value)];

    /// <summary>A campaign of two agents with calls behind it, all served, and contacts on its list. One in ten is thought to answer.</summary>
    private static Desk Experienced(
        int answered, int contacts = 9, Func<CampaignSettings, CampaignSettings>? change = null, TimeSpan wrapUp = default, TimeSpan handling = default)
    {
        var desk = new Desk().WithQueue("dials", q => q with { AutoAccept = true, WrapUp = wrapUp });
        foreach (var agent in Agents)
        {
            desk.WithAgent(agent);
        }

        desk.WithCampaign("spring", "dials", change: c => (change?.Invoke(c) ?? c) with { Mode = CampaignMode.Predictive });
        for (var call = 0; call < answered; call++)
        {
            desk.Do(new RouterCommand.AddContact(new("spring"), Desk.Contact(1_000 + call))).Refusal.ShouldBeNull();
            var line = Lines(desk).Single();
            desk.Report(line, LineOutcome.Person);
            desk.Now += handling;
            desk.Do(new RouterCommand.Complete(line)).Refusal.ShouldBeNull();
            desk.Pass(wrapUp);
        }

        for (var miss = 0; miss < 100; miss++) // few answer, and it is learned
        {
            desk.Do(new RouterCommand.AddContact(new("spring"), Desk.Contact(2_000 + miss)));
            desk.Report(Lines(desk).Single(), LineOutcome.NoAnswer);
            desk.Do(new RouterCommand.WithdrawContact(new("spring"), Desk.Contact(2_000 + miss).Id));
        }

        for (var contact = 0; contact < contacts; contact++)
        {
            desk.Do(new RouterCommand.AddContact(new("spring"), Desk.Contact(contact)));
        }

        return desk;
    }
}

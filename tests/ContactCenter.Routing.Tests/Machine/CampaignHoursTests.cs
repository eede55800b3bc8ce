namespace ContactCenter.Routing.Tests.Machine;

/// <summary>Contacts who may be called at hours of their own.</summary>
public sealed class CampaignHoursTests
{
    private static readonly CalendarId Early = new("early");
    private static readonly CalendarId Late = new("late");

    [Fact]
    public void Each_contact_is_dialled_in_the_hours_of_its_own_calendar_the_longest_due_of_those_open_first()
    {
        var desk = Calling(agents: 1);
        Add(desk, 0, Late);
        Explain(desk).Obstacle.ShouldBe(DiallingObstacle.OutsideHours);
        Explain(desk).Message.ShouldBe($"spring has 1 contacts, and none may be called at this hour where they are; the next from {desk.Now.AddHours(1):O}.");
        desk.Campaign("spring").Ready.ShouldBe(0);

        Add(desk, 1, Early);
        Dialled(desk).ShouldBe([1]);
        Add(desk, 2, null);
        desk.Report(Line(desk), LineOutcome.Busy);
        Dialled(desk).ShouldBe([1, 2]);
        desk.Report(Line(desk), LineOutcome.Busy);

        desk.Pass(TimeSpan.FromHours(1));
        Dialled(desk).ShouldBe([1, 2, 0]);
    }

    [Fact]
    public void Nobody_is_dialled_whose_hours_close_before_the_line_is_sure_to_have_ended()
    {
        var desk = Calling(agents: 0);
        Add(desk, 0, Early);
        Add(desk, 1, Early);
        desk.Now += TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(33);
        desk.WithAgent("anna");
        Dialled(desk).ShouldBe([0]);

        desk.Now += TimeSpan.FromSeconds(1);
        desk.Report(Line(desk), LineOutcome.Busy);
        (Dialled(desk).Count, Explain(desk).Obstacle).ShouldBe((1, DiallingObstacle.OutsideHours));
    }

    [Fact]
    public void What_an_agent_accepts_too_late_goes_back_and_is_not_dialled()
    {
        var desk = new Desk().WithQueue("previews").WithAgent("anna");
        Calendars(desk);
        desk.WithCampaign("spring", "previews", 0, c => c with { Mode = CampaignMode.Preview });
        desk.Now += TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(40);
        Add(desk, 0, Early);
        var offer = desk.Heard<RouterEvent.OfferMade>().Single().Offer;
        desk.Now += TimeSpan.FromSeconds(15);
        desk.Do(new RouterCommand.Accept(new("anna"), offer));

        (Dialled(desk).Count, desk.Heard<RouterEvent.ContactPutBack>().Count()).ShouldBe((0, 1));
    }

    [Fact]
    public void A_calendar_stays_while_contacts_are_called_by_it_and_none_is_called_by_one_that_is_not_there()
    {
        var desk = Calling(agents: 0);
        desk.Do(new RouterCommand.AddContact(new("spring"), Desk.Contact(0) with { Calendar = new("never") })).Refusal!.Code.ShouldBe(RouterRefusalCode.UnknownCalendar);
        Add(desk, 0, Late);
        desk.Do(new RouterCommand.RemoveCalendar(Late)).Refusal!.Code.ShouldBe(RouterRefusalCode.CalendarInUse);
        desk.Do(new RouterCommand.WithdrawContact(new("spring"), Desk.Contact(0).Id));
        desk.Do(new RouterCommand.RemoveCalendar(Late)).Refusal.ShouldBeNull();
    }

    [Fact]
    public void The_hours_of_contacts_are_in_the_snapshot_and_in_the_journal()
    {
        var desk = Calling(agents: 1);
        Add(desk, 0, Late);
        Add(desk, 1, Early);

        foreach (var state in new[] { desk.Rebuilt(), RouterState.FromSnapshot(RouterCodec.ReadSnapshot(RouterCodec.WriteSnapshot(desk.State.ToSnapshot()))) })
        {
            state.ComputeHash().ShouldBe(desk.State.ComputeHash());
            CampaignExplainer.Explain(state, new("spring"), desk.Now)!.Obstacle.ShouldBe(DiallingObstacle.OutsideHours);
        }
    }

    [Fact]
    public void Contacts_are_taken_off_all_lists_at_once_and_those_that_stand_on_none_are_passed_over()
    {
        var desk = Calling(agents: 0).WithCampaign("autumn", "dials", 2);
        Add(desk, 0, Late);
        Add(desk, 1, Late);

        Desk.Kinds(desk.Do(new RouterCommand.WithdrawEverywhere([Desk.Contact(1).Id, Desk.Contact(7).Id]))).ShouldBe(["contact.withdrawn", "contact.withdrawn"]);
        (desk.Campaign("spring").Contacts, desk.Campaign("autumn").Contacts).ShouldBe((1, 1));
        Desk.Kinds(desk.Do(new RouterCommand.WithdrawEverywhere([Desk.Contact(1).Id]))).ShouldBeEmpty();
    }

    [Fact]
    public void A_new_campaign_may_wait_for_somebody_to_start_it_and_one_that_runs_is_not_paused_by_a_change()
    {
        var desk = new Desk().WithQueue("dials", q => q with { AutoAccept = true });
        var settings = new CampaignSettings { Id = new("spring"), Queue = new("dials") };
        Desk.Kinds(desk.Do(new RouterCommand.SetCampaign(settings) { StartsPaused = true })).ShouldBe(["campaign.set", "campaign.paused"]);
        desk.Do(new RouterCommand.ResumeCampaign(new("spring")));
        Desk.Kinds(desk.Do(new RouterCommand.SetCampaign(settings with { MaxLines = 5 }) { StartsPaused = true })).ShouldBe(["campaign.set"]);
    }

    private static Desk Calling(int agents)
    {
        var desk = new Desk().WithQueue("dials", q => q with { AutoAccept = true });
        Calendars(desk);
        return (agents > 0 ? desk.WithAgent("anna") : desk).WithCampaign("spring", "dials", change: c => c with { Retries = new CampaignRetries { Busy = null } });
    }

    private static void Calendars(Desk desk)
    {
        desk.Do(new RouterCommand.SetCalendar(new CalendarSettings { Id = Early, TimeZone = "Etc/UTC", Week = [new(DayOfWeek.Monday, new TimeOnly(9, 0), new TimeOnly(12, 30))] }));
        desk.Do(new RouterCommand.SetCalendar(new CalendarSettings { Id = Late, TimeZone = "Etc/UTC", Week = [new(DayOfWeek.Monday, new TimeOnly(13, 0), new TimeOnly(18, 0))] }));
    }

    private static void Add(Desk desk, int number, CalendarId? hours) =>
        desk.Do(new RouterCommand.AddContact(new("spring"), Desk.Contact(number) with { Calendar = hours })).Refusal.ShouldBeNull();

    private static List<int> Dialled(Desk desk) =>
        [.. desk.Heard<RouterEvent.ContactDialled>().Select(e => Enumerable.Range(0, 9).First(i => Desk.Contact(i).Id == e.Contact))];

    private static WorkItemId Line(Desk desk) => desk.Heard<RouterEvent.ContactDialled>().Last().Line;

    private static CampaignExplanation Explain(Desk desk) => CampaignExplainer.Explain(desk.State, new("spring"), desk.Now)!;
}

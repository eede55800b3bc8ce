namespace ContactCenter.Routing.Tests.Pacing;

/// <summary>Predictive campaigns through the whole router: at no prefix of the journal more is abandoned than the cap allows and agents were taken away.</summary>
public sealed class DiallingDayTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void At_no_prefix_of_the_journal_more_is_abandoned_than_the_cap_and_the_agents_taken_away_explain(bool shared)
    {
        var (overDialled, abandoned, beyond, taken, windows) = (0, 0, 0, 0, 0);
        for (var seed = 0; seed < 6; seed++)
        {
            var day = new DiallingDay(seed, agents: 2 + (seed % 5), shared).Play(200);
            overDialled += day.OverDialled;
            var events = day.Journal.Select(record => record.Event).ToList();
            abandoned += events.OfType<RouterEvent.ContactAbandoned>().Count(e => !e.BeyondCap);
            beyond += events.OfType<RouterEvent.ContactAbandoned>().Count(e => e.BeyondCap);
            taken += events.OfType<RouterEvent.CampaignAgentsTaken>().Sum(e => e.Agents);
            windows += CampaignProof.Read(day.Journal).Length;
        }

        // A day on which nobody is abandoned, within the cap or beyond it, proves nothing.
        overDialled.ShouldBeGreaterThan(100);
        abandoned.ShouldBeGreaterThan(5);
        beyond.ShouldBeInRange(5, taken);
        windows.ShouldBeGreaterThan(15);
    }

    [Fact]
    public void A_journal_that_breaks_the_cap_is_found_out()
    {
        var journal = Broken(beyond: false, taken: 0);
        CampaignProof.Read(journal).Single().IsKept.ShouldBeFalse();
        CampaignProof.Read(Broken(beyond: true, taken: 0)).Single().IsKept.ShouldBeFalse(); // no agent was taken away for it
        CampaignProof.Read(Broken(beyond: true, taken: 1)).Single().IsKept.ShouldBeTrue();
    }

    private static List<RouterRecord> Broken(bool beyond, int taken)
    {
        var (campaign, contact, line) = (new CampaignId("spring"), Desk.Contact(0), new WorkItemId(DerivedId.From("line")));
        var events = new List<RouterEvent>
        {
            new RouterEvent.CampaignSet(new CampaignSettings { Id = campaign, Queue = new("dials") }),
            new RouterEvent.ContactDialled(campaign, contact.Id, line, contact.Interaction, 1, null, Desk.Noon.AddSeconds(20)),
            new RouterEvent.ContactAnswered(campaign, contact.Id, line, contact.Interaction, Desk.Noon.AddSeconds(2)),
            new RouterEvent.ContactAbandoned(campaign, contact.Id, line, contact.Interaction, Desk.Noon, beyond, null),
        };
        if (taken > 0)
        {
            events.Insert(2, new RouterEvent.CampaignAgentsTaken(campaign, taken));
        }

        return [.. events.Select(happened => new RouterRecord(happened, DerivedId.From("cause"), null, Desk.Noon))];
    }
}

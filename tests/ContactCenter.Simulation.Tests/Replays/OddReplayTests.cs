using ContactCenter.Routing;

namespace ContactCenter.Simulation.Tests.Replays;

/// <summary>Contacts that leave the router in another way than with an agent, and what a replay cannot repeat.</summary>
public sealed class OddReplayTests
{
    [Fact]
    public void Who_left_for_the_voicemail_does_not_wait_to_the_days_end()
    {
        var journal = new Journal().Queue("q", q => q with { Overflow = [new OverflowRule(OverflowTrigger.Wait, OverflowTarget.Voicemail) { After = TimeSpan.FromSeconds(30) }] }).Agent(Journal.Anna);
        for (var i = 0; i < 3; i++)
        {
            journal.Put("q");
            journal.Put("q");
            journal.Serve(Journal.Anna, 30).Pass(10);
        }

        var result = journal.Pass(8 * 3600).Do(new RouterCommand.SignOut(Journal.Anna)).Replay();
        result.Contacts.Select(contact => contact.Recorded.Fate).ShouldBe([ContactFate.Served, ContactFate.EndedByRouter, ContactFate.Served, ContactFate.EndedByRouter, ContactFate.Served, ContactFate.EndedByRouter]);
        result.Total.Recorded.LongestWaitSeconds.ShouldBe(30);
        result.Fidelity.ShouldBe(1);
        result.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void A_callback_that_is_only_offered_ends_nothing()
    {
        var journal = new Journal().Queue("q", q => q with { Overflow = [new OverflowRule(OverflowTrigger.Wait, OverflowTarget.Callback) { After = TimeSpan.FromSeconds(30) }] }).Agent(Journal.Anna);
        journal.Put("q");
        journal.Put("q");
        var result = journal.Serve(Journal.Anna, 60).Serve(Journal.Anna, 10).Replay();
        result.Contacts.Select(contact => (contact.Recorded.Fate, contact.Recorded.Wait.TotalSeconds)).ShouldBe([(ContactFate.Served, 0), (ContactFate.Served, 60)]);
        result.Fidelity.ShouldBe(1);
    }

    [Fact]
    public void Work_sent_to_another_partition_leaves_its_queue_then_and_a_note_says_by_whom()
    {
        var journal = new Journal().Queue("q").Agent(Journal.Anna);
        journal.Put("q");
        var sent = journal.Put("q");
        var result = journal.Accept(Journal.Anna).Pass(20).Do(new RouterCommand.TransferOut(sent, "b", new QueueId("z"))).Pass(100).Complete(Journal.Anna).Replay();
        var contact = result.Contacts[1];
        (contact.Recorded.Fate, contact.Recorded.Wait.TotalSeconds).ShouldBe((ContactFate.EndedByRouter, 20));
        (contact.Unchanged.Fate, contact.Unchanged.Wait.TotalSeconds).ShouldBe((ContactFate.EndedByRouter, 20));
        result.Notes.ShouldHaveSingleItem().ShouldContain("sent to another partition by hand");
    }

    [Fact]
    public void Work_that_a_rule_sends_to_another_partition_is_sent_there_again()
    {
        var journal = new Journal().Queue("q", q => q with { Overflow = [new OverflowRule(OverflowTrigger.Wait, OverflowTarget.Partition) { After = TimeSpan.FromSeconds(30), Partition = "b", Queue = new QueueId("z") }] }).Agent(Journal.Anna);
        journal.Put("q");
        journal.Put("q");
        var result = journal.Accept(Journal.Anna).Pass(30).Pass(60).Complete(Journal.Anna).Pass(3600).Replay();
        result.Contacts.Select(contact => (contact.Unchanged.Fate, contact.Unchanged.Wait.TotalSeconds)).ShouldBe([(ContactFate.Served, 0), (ContactFate.EndedByRouter, 30)]);
        result.Fidelity.ShouldBe(1);
        result.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void A_transfer_that_came_back_is_one_customer()
    {
        var journal = new Journal().Queue("q").Agent(Journal.Anna).Do(new RouterCommand.SetNotReady(Journal.Anna, NotReadyReason.Break));
        var item = journal.Put("q");
        var result = journal.Pass(5).Do(new RouterCommand.TransferOut(item, "b", new QueueId("z"))).Pass(5).Do(new RouterCommand.ReturnTransfer(item))
            .Pass(5).Do(new RouterCommand.SetReady(Journal.Anna)).Serve(Journal.Anna, 50).Replay();
        var contact = result.Contacts.ShouldHaveSingleItem();
        (contact.Recorded.Fate, contact.Recorded.Wait.TotalSeconds).ShouldBe((ContactFate.Served, 15));
        result.Fidelity.ShouldBe(1);
        result.Notes.ShouldHaveSingleItem().ShouldContain("came back from another partition");
    }

    [Fact]
    public void What_is_moved_put_off_called_back_or_given_by_hand_is_noted()
    {
        var journal = new Journal().Queue("q").Queue("z").Agent(Journal.Anna).Do(new RouterCommand.SetNotReady(Journal.Anna, NotReadyReason.Break));
        var moved = journal.Put("q");
        journal.Pass(30).Do(new RouterCommand.Move(moved, new QueueId("z"))).Do(new RouterCommand.SetReady(Journal.Anna)).Serve(Journal.Anna, 60);
        journal.Do(new RouterCommand.SetNotReady(Journal.Anna, NotReadyReason.Break));
        var later = journal.Put("q");
        journal.Pass(10).Do(new RouterCommand.RequestCallback(later, journal.Now + TimeSpan.FromSeconds(600)));
        var kept = journal.Put("q");
        journal.Pass(10).Do(new RouterCommand.RequestCallback(kept)).Pass(10).Do(new RouterCommand.Assign(kept, Journal.Anna)).Pass(30).Do(new RouterCommand.Complete(kept));
        var day = RecordedDay.Read(journal.Pass(600).Do(new RouterCommand.Assign(later, Journal.Anna)).Pass(20).Do(new RouterCommand.Complete(later)).Records);
        day.Contacts.Select(contact => (contact.Fate, contact.Wait.TotalSeconds)).ShouldBe([(ContactFate.Served, 30), (ContactFate.EndedByRouter, 10), (ContactFate.Served, 20)]);
        day.Notes.Length.ShouldBe(4);
        foreach (var said in new[] { "moved to another queue by hand", "put off to a later time", "kept their place", "given to an agent by hand" })
        {
            day.Notes.ShouldContain(note => note.Contains(said, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void An_agent_who_puts_work_off_was_busy_with_it_until_then()
    {
        var journal = new Journal().Queue("q").Agent(Journal.Anna);
        var item = journal.Put("q");
        journal.Accept(Journal.Anna).Pass(20).Do(new RouterCommand.Postpone(item, journal.Now + TimeSpan.FromSeconds(900))).Pass(900).Serve(Journal.Anna, 40);
        var contact = RecordedDay.Read(journal.Records).Contacts.ShouldHaveSingleItem();
        (contact.Fate, contact.Handling).ShouldBe((ContactFate.Served, TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void What_an_agent_took_up_is_work_for_that_agent_alone()
    {
        var journal = new Journal().Queue("q").Agent(Journal.Anna).Agent(Journal.Bruno);
        for (var i = 0; i < 5; i++)
        {
            var item = journal.New("q");
            journal.Do(new RouterCommand.TakeUp(item, Journal.Bruno)).Pass(60).Do(new RouterCommand.Complete(item.Id)).Pass(10);
        }

        var result = journal.Do(new RouterCommand.SignOut(Journal.Anna)).Replay();
        result.Contacts.ShouldAllBe(contact => contact.Unchanged.Agent == Journal.Bruno && contact.Unchanged.Wait == TimeSpan.Zero);
        result.Notes.ShouldHaveSingleItem().ShouldContain("5 contacts were taken up by an agent");
    }

    [Fact]
    public void Calls_of_campaigns_are_no_inbound_work()
    {
        var journal = new Journal().Queue("q", q => q with { AutoAccept = true }).Agent(Journal.Anna).Agent(Journal.Bruno)
            .Do(new RouterCommand.SetCampaign(new CampaignSettings { Id = new CampaignId("c"), Queue = new QueueId("q") }))
            .Do(new RouterCommand.AddContact(new CampaignId("c"), new CampaignContact { Id = new ContactId(DerivedId.From("contact", "1")), Interaction = new InteractionId(DerivedId.From("contact", "2")) }));
        var line = journal.Records.Select(record => record.Event).OfType<RouterEvent.ContactDialled>().Single().Line;
        journal.Pass(5).Do(new RouterCommand.ReportLine(line, LineOutcome.Person)).Pass(5);
        var inbound = journal.Put("q");
        var result = journal.Pass(60).Do(new RouterCommand.Complete(line)).Do(new RouterCommand.Complete(inbound)).Replay();
        result.Contacts.ShouldHaveSingleItem().Recorded.Item.Id.ShouldBe(inbound);
        result.Notes.ShouldHaveSingleItem().ShouldContain("1 calls of campaigns");
    }

    [Fact]
    public void Own_strategies_are_replayed_and_without_them_the_longest_idle_agent_is_asked()
    {
        var journal = new Journal(new LastByName()).Queue("q", q => q with { Strategy = "last-by-name" }).Agent(Journal.Anna).Agent(Journal.Bruno);
        for (var i = 0; i < 3; i++)
        {
            journal.Put("q");
            journal.Serve(Journal.Bruno, 60).Pass(10);
        }

        var known = journal.Replay(options: new ReplayOptions { Strategies = [new LastByName()] });
        known.Notes.ShouldBeEmpty();
        known.Contacts.ShouldAllBe(contact => contact.Unchanged.Agent == Journal.Bruno);
        var unknown = journal.Replay();
        unknown.Notes.ShouldHaveSingleItem().ShouldContain("The queue 'q' asked agents by 'last-by-name', which is not known here");
        unknown.Contacts[0].Unchanged.Agent.ShouldBe(Journal.Anna);
    }

    [Fact]
    public void A_change_is_checked_before_it_is_replayed()
    {
        var journal = new Journal().Queue("q").Agent(Journal.Anna);
        journal.Put("q");
        journal.Serve(Journal.Anna, 60);
        string Refused(string change) => Should.Throw<ScenarioException>(() => journal.Replay(ReplayChange.Read(change))).Message;
        Refused("""{ "queues": [ { "id": "q" }, { "id": "q" } ] }""").ShouldContain("the queue 'q' is there 2 times");
        Refused("""{ "groups": [ { "settings": { "id": "g" }, "shifts": [ { "from": "-01:00:00", "to": "01:00:00", "agents": -3 } ] } ] }""").ShouldContain("the group 'g': the shift from -01:00:00");
        Refused("""{ "groups": [ null ] }""").ShouldContain("groups[0] is null");
        Refused("""{ "queues": [ { "id": "q", "rings": [ null ] } ] }""").ShouldContain("queues[0].rings[0] is null");
    }

    internal sealed class LastByName : AgentStrategy
    {
        public override string Name => "last-by-name";

        public override long KeyOf(AgentFacts agent) => -agent.Agent.Value[0];
    }
}

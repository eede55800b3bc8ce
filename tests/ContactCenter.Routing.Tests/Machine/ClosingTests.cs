namespace ContactCenter.Routing.Tests.Machine;

/// <summary>What rings, or is elsewhere, when its queue closes, and comes back after that.</summary>
public sealed class ClosingTests
{
    private static readonly TimeSpan Ring = TimeSpan.FromSeconds(20);
    private readonly Desk _desk = new();

    [Fact]
    public void What_rang_in_vain_as_its_queue_closed_goes_where_those_went_who_waited()
    {
        var (rings, waits) = CloseOver(OverflowTarget.Voicemail);
        _desk.State.FindWork(waits.Id).ShouldBeNull();
        _desk.Work(rings).Status.ShouldBe(WorkStatus.Offered);

        Desk.Kinds(_desk.Pass(Ring)).ShouldBe(["offer.expired", "agent.not-ready", "work.overflowed"]);

        _desk.State.FindWork(rings.Id).ShouldBeNull();
        Restarted().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void So_does_what_its_agent_gives_back_leaving(bool accepted)
    {
        var (rings, _) = CloseOver(OverflowTarget.Voicemail);
        if (accepted)
        {
            _desk.Accepted(rings);
        }

        Desk.Kinds(_desk.Do(new RouterCommand.SignOut(Desk.Agent("anna"), HandBack: true)))
            .ShouldBe([accepted ? "work.requeued" : "offer.revoked", "agent.signed-out", "work.overflowed"]);
        Restarted().ShouldBeEmpty();
    }

    [Fact]
    public void So_does_what_another_partition_gives_back_but_not_to_that_partition_again()
    {
        var item = CloseOver(OverflowTarget.Partition).Waits;
        _desk.State.Leaving.ShouldHaveSingleItem().Item.Id.ShouldBe(item.Id);

        var back = _desk.Do(new RouterCommand.ReturnTransfer(item.Id));

        Desk.Kinds(back).ShouldBe(["work.transfer-returned", "work.queued", "work.overflowed"]);
        back.Events.OfType<RouterEvent.WorkOverflowed>().Single().Followed.ShouldBeFalse();
        _desk.Work(item).Status.ShouldBe(WorkStatus.Waiting);
        Restarted().ShouldBeEmpty();
    }

    [Fact]
    public void A_call_given_back_to_a_closed_queue_hears_its_voicemail()
    {
        var item = Open(OverflowTarget.Voicemail);
        _desk.Do(new RouterCommand.TransferOut(item.Id, "north", new("faults"))).Refusal.ShouldBeNull();
        _desk.Pass(Ring);

        Desk.Kinds(_desk.Do(new RouterCommand.ReturnTransfer(item.Id))).ShouldBe(["work.transfer-returned", "work.queued", "work.overflowed"]);
    }

    /// <summary>Ten seconds before six, one rings and one waits; then it is six.</summary>
    private (WorkItem Rings, WorkItem Waits) CloseOver(OverflowTarget target)
    {
        var rings = Open(target);
        var waits = _desk.Enqueue("faults");
        _desk.Pass(TimeSpan.FromSeconds(10));
        return (rings, waits);
    }

    private WorkItem Open(OverflowTarget target)
    {
        _desk.Now = new DateTimeOffset(2026, 3, 2, 17, 59, 50, TimeSpan.Zero);
        _desk.Do(new RouterCommand.SetCalendar(new CalendarSettings { Id = new("office"), TimeZone = "Etc/UTC", Week = [new(DayOfWeek.Monday, new(8, 0), new(18, 0))] }));
        var rule = new OverflowRule(OverflowTrigger.Closed, target);
        _desk.WithQueue("faults", queue => queue with
        {
            Calendar = new("office"), OfferTimeout = Ring, Overflow = [target == OverflowTarget.Partition ? rule with { Partition = "north", Queue = new("faults") } : rule],
        });
        return _desk.WithAgent("anna").Enqueue("faults");
    }

    /// <summary>What a start three hours later would decide.</summary>
    private List<RouterRecord> Restarted()
    {
        var records = new List<RouterRecord>();
        new RouterTurn(_desk.Rebuilt()).SettleAll(DerivedId.From("start"), _desk.Now.AddHours(3), records);
        return records;
    }
}

namespace ContactCenter.Scripting.Tests.Running;

public sealed class WaitTests
{
    private static readonly DateTimeOffset Nine = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_wait_ends_when_it_is_due_and_not_before()
    {
        var play = Waiting(ScriptValue.Duration(TimeSpan.FromHours(2)), new ProgramWait(ProgramWaitKind.Duration));
        play.Run.Due.ShouldBe(Nine.AddHours(2));
        play.Now = Nine.AddHours(2).AddTicks(-1);
        var before = play.State_bytes();
        play.Give(ScriptInput.Due(play.At)).ShouldBe(ScriptAdvance.TooEarly);
        play.State_bytes().ShouldBe(before);
        play.Now = Nine.AddHours(2);
        play.Due().Run.Demand.TextId.ShouldBe("on");
        play.Run.Due.ShouldBeNull();
    }

    [Fact]
    public void A_timer_that_fires_twice_or_for_an_earlier_wait_changes_nothing()
    {
        var play = Waiting(ScriptValue.Duration(TimeSpan.FromHours(2)), new ProgramWait(ProgramWaitKind.Duration));
        var wait = play.At;
        play.Now = Nine.AddHours(2);
        play.Due();
        var before = play.State_bytes();
        play.Give(ScriptInput.Due(wait)).ShouldBe(ScriptAdvance.Stale);
        play.State_bytes().ShouldBe(before);
    }

    [Theory]
    [InlineData(20, 0, "on")]    // to the tick
    [InlineData(20, 1, "late")]
    public void What_fires_late_takes_the_late_branch(int hours, long ticks, string text)
    {
        var play = Waiting(
            ScriptValue.Moment(Nine.AddHours(1)), b => new ProgramWait(ProgramWaitKind.Moment) { Late = TimeSpan.FromHours(20).Ticks, LateTarget = b.Late });
        play.Crash();
        play.Now = Nine.AddHours(1 + hours).AddTicks(ticks);
        play.Due().Run.Demand.TextId.ShouldBe(text);
    }

    [Fact]
    public void What_lies_in_the_past_is_due_at_once() =>
        Waiting(ScriptValue.Moment(Nine.AddDays(-3)), new ProgramWait(ProgramWaitKind.Moment)).Run.Due.ShouldBe(Nine);

    [Fact]
    public void What_can_only_become_late_is_late_at_once()
    {
        var play = Waiting(
            ScriptValue.Moment(Nine.AddHours(-3)), b => new ProgramWait(ProgramWaitKind.Moment) { Late = TimeSpan.FromHours(2).Ticks, LateTarget = b.Late });
        play.State.ShouldBe(ScriptRunState.Saying);
        play.Run.Demand.TextId.ShouldBe("late");
    }

    [Theory]
    [InlineData("2026-11-02T12:00:00Z", 540, 1200, "2026-11-02T12:00:00Z")] // 13:00 in Rome
    [InlineData("2026-11-02T19:00:00Z", 540, 1200, "2026-11-03T08:00:00Z")] // 20:00 is no longer inside
    [InlineData("2026-11-03T06:00:00Z", 540, 1200, "2026-11-03T08:00:00Z")] // 7:00, the same morning
    [InlineData("2026-11-02T12:00:00Z", 1320, 360, "2026-11-02T21:00:00Z")] // a window over midnight
    [InlineData("2026-11-03T04:59:00Z", 1320, 360, "2026-11-03T04:59:00Z")]
    [InlineData("2027-03-27T23:00:00Z", 150, 180, "2027-03-28T01:00:00Z")] // 2:30 is skipped: the instant the clocks jump at
    [InlineData("2027-10-30T23:00:00Z", 150, 180, "2027-10-31T00:30:00Z")] // 2:30 is there twice: the first
    [InlineData("2027-10-31T01:10:00Z", 150, 170, "2027-10-31T01:30:00Z")] // the second 2:10: the first 2:30 is gone
    [InlineData("2027-10-31T01:40:00Z", 150, 180, "2027-10-31T01:40:00Z")] // the second 2:40 is inside, too
    public void A_window_of_the_day_is_that_of_the_runs_time_zone(string wanted, int from, int to, string due)
    {
        var play = Waiting(
            ScriptValue.Moment(DateTimeOffset.Parse(wanted)), new ProgramWait(ProgramWaitKind.Moment) { From = from, To = to }, "Europe/Rome");
        play.Run.Due.ShouldBe(DateTimeOffset.Parse(due));
        play.Crash().Run.Due.ShouldBe(DateTimeOffset.Parse(due));
    }

    [Fact]
    public void Lateness_counts_from_the_instant_that_was_asked_for_not_from_the_window()
    {
        // Asked for 21:00, open at 9:00: 12 hours late when it fires in time.
        var wanted = ScriptValue.Moment(new(2026, 11, 2, 21, 0, 0, TimeSpan.Zero));
        Waiting(wanted, b => new ProgramWait(ProgramWaitKind.Moment) { From = 540, To = 1_200, Late = TimeSpan.FromHours(11).Ticks, LateTarget = b.Late })
            .Run.Demand.TextId.ShouldBe("late");
        var play = Waiting(wanted, b => new ProgramWait(ProgramWaitKind.Moment) { From = 540, To = 1_200, Late = TimeSpan.FromHours(13).Ticks, LateTarget = b.Late });
        play.Now = new(2026, 11, 3, 10, 0, 1, TimeSpan.Zero);
        play.Due().Run.Demand.TextId.ShouldBe("late");
    }

    [Fact]
    public void An_event_ends_the_wait_and_brings_its_value()
    {
        var play = Waiting(ScriptValue.Moment(Nine.AddDays(1)), b => new ProgramWait(ProgramWaitKind.Moment) { Events = [new("meeting.moved", b.Slot, b.On)] });
        play.Give(ScriptInput.EventArrived("meeting.lost")).ShouldBe(ScriptAdvance.Unhandled);
        play.Give(ScriptInput.EventArrived("meeting.moved", ScriptValue.Number(3))).ShouldBe(ScriptAdvance.Unfitting);
        play.Then(ScriptInput.EventArrived("meeting.moved", ScriptValue.Moment(Nine.AddDays(2))));
        play.Run["when"].ShouldBe(ScriptValue.Moment(Nine.AddDays(2)));
        play.Run.Demand.TextId.ShouldBe("on");
    }

    [Fact]
    public void Waiting_for_an_event_may_have_an_end()
    {
        Func<Parts, ProgramWait> wait = b => new ProgramWait(ProgramWaitKind.Event)
        {
            Events = [new("payment.done", -1, -1)], Late = TimeSpan.FromDays(1).Ticks, LateTarget = b.Late,
        };
        var play = Waiting(default, wait);
        play.Run.Due.ShouldBe(Nine.AddDays(1));
        play.Then(ScriptInput.EventArrived("payment.done")).Run.Demand.TextId.ShouldBe("behind");
        play = Waiting(default, wait);
        play.Now = Nine.AddDays(1);
        play.Due().Run.Demand.TextId.ShouldBe("late");
    }

    [Fact]
    public void A_wait_for_nothing_is_a_fault() =>
        Waiting(ScriptValue.Empty, new ProgramWait(ProgramWaitKind.Moment)).Run.Fault.ShouldBe(ScriptFault.OutOfRange);

    internal sealed record Parts(int Slot, int On, int Late);

    private static Play Waiting(ScriptValue given, ProgramWait wait, string zone = "UTC") => Waiting(given, _ => wait, zone);

    private static Play Waiting(ScriptValue given, Func<Parts, ProgramWait> make, string zone = "UTC")
    {
        var b = new ProgramBuilder("waits", 1);
        var (step, on, late) = (b.Label(), b.Label(), b.Label());
        var wait = make(new(b.Slot("when", ScriptType.Moment), on, late));
        b.Step("only", step);
        var statement = b.Statement("only/wait", StatementKind.Wait);
        if (wait.Kind != ProgramWaitKind.Event)
        {
            b.Constant(given);
        }

        b.Perform(statement, wait);
        foreach (var (label, id) in new[] { (-1, wait.Kind == ProgramWaitKind.Event ? "behind" : "on"), (on, "on"), (late, "late") })
        {
            if (label >= 0)
            {
                b.Mark(label);
            }

            Scripts.Say(b, "only", id);
            b.Emit(ScriptOp.End, b.Outcome(id));
        }

        return new Play(b.Build(), new ScriptRunSettings { TimeZone = zone }) { Now = Nine }.Begin();
    }
}

using ContactCenter.Desk;
using ContactCenter.Scripting;

namespace ContactCenter.Tests.Scripts;

/// <summary>Figures from a center's journal, against what a person counts in it.</summary>
public sealed class ScriptFiguresTests
{
    [Fact]
    public async Task The_figures_are_what_a_person_counts_in_the_journal()
    {
        await using var all = new UpgradeCenter();
        await all.Center.StartAsync();
        await all.TalkAsync(9, "hello/k102", "9999"); // began too early
        all.Center.Time.Advance(TimeSpan.FromHours(1));
        var from = all.Center.Time.GetUtcNow();
        await all.TalkAsync(1, "hello/wait.1", "1111", "1"); // is still on in the end
        await all.TalkAsync(2, "hello/k101");
        all.Center.Time.Advance(TimeSpan.FromMinutes(4));
        await all.Center.ReceiveAsync("SM2-1", "0000", UpgradeCenter.From(2));
        await all.StandsAsync(2, "hello/k102");
        all.Center.Time.Advance(TimeSpan.FromMinutes(6));
        await all.Center.ReceiveAsync("SM2-2", "2", UpgradeCenter.From(2)); // the action fails, and nobody takes the transfer
        await all.StandsAsync(2, "desk/transfer.1");
        var left = await all.TalkAsync(3, "hello/k102", "3333");
        all.Center.Time.Advance(TimeSpan.FromMinutes(2));
        await CenterFixture.Do(all.Carla, new DeskCommand.CloseInteraction(left.Interaction, DispositionCode.Resolved)); // the customer is lost there
        await all.Center.UntilAsync(() => all.Steps.Any(s => s.Step is { Sequence: > 1, State: ScriptRunState.Ended } && s.Step.Run == left.Run), "the run is over");
        var erased = await all.TalkAsync(4, "hello/k102", "4444");
        await all.TalkAsync(5, "hello/wait.1", "5555", "5");
        all.Center.Time.Advance(TimeSpan.FromMinutes(30));
        await all.Center.UntilAsync(() => all.SaidTo(UpgradeCenter.From(2)).Contains("La richiamiamo."), "nobody has taken it");
        all.Center.Storage.Erase(CenterFixture.Acme, erased.Customer.Subject);
        await all.ConfigureAsync(UpgradeCenter.Second);
        (await all.Carla.UpgradeRunsAsync(UpgradeCenter.Request, Guid.NewGuid())).Report!.Moves.ShouldBe(3); // 1, 5 and 9
        all.Center.Time.Advance(TimeSpan.FromHours(2));
        await all.Center.UntilAsync(() => all.SaidTo(UpgradeCenter.From(5)).Contains("Tutto bene?\n1 sì\n2 no") && all.SaidTo(UpgradeCenter.From(1)).Contains("Tutto bene?\n1 sì\n2 no"), "both are asked");
        await all.Center.ReceiveAsync("SM5-9", "1", UpgradeCenter.From(5));
        await all.Center.UntilAsync(() => all.Steps.Any(static s => s.Step.Outcome == "noted"), "it is over");
        var to = all.Center.Time.GetUtcNow();
        await all.TalkAsync(6, "hello/k101"); // began too late

        var view = (await all.Carla.ScriptFiguresAsync("meter", from, to)).ShouldNotBeNull();
        (view.Script, view.From, view.To, view.Erased, view.NotFollowed, view.Unreadable, view.Versions.Count).ShouldBe(("meter", from, to, 1, 0, 0, 2));
        var (old, now) = (view.Versions[0], view.Versions[1]);
        (old.Version, old.Runs, old.CameByUpgrade, old.WentByUpgrade, old.Ended, old.WithoutOutcome).ShouldBe((1, 4, 0, 2, 2, 1));
        (now.Version, now.Runs, now.CameByUpgrade, now.WentByUpgrade, now.Ended, now.WithoutOutcome).ShouldBe((2, 2, 2, 0, 1, 0));
        old.Outcomes.ShouldBe([new OutcomeFigures("noted", 0), new OutcomeFigures("person", 0), new OutcomeFigures("late", 1)]);
        now.Outcomes.ShouldBe([new OutcomeFigures("noted", 1), new OutcomeFigures("person", 0), new OutcomeFigures("late", 0)]);
        old.Steps.Select(static s => (s.Step, s.Entered, s.DroppedOff, s.Time.Count)).ShouldBe([("hello", 4, 1, 2), ("desk", 1, 0, 1), ("late", 1, 0, 1)]);
        now.Steps.Select(static s => (s.Step, s.Entered, s.DroppedOff, s.Time.Count)).ShouldBe([("hello", 2, 0, 1), ("desk", 0, 0, 0), ("late", 0, 0, 0)]);
        IsAbout(old.Steps[1].Time.Median, TimeSpan.FromMinutes(32)); // due after 30, and the clock of this test goes in leaps of 2 and 30
        IsAbout(old.Steps[0].Time.P95, TimeSpan.FromMinutes(10)); // 2 and 10 minutes
        IsAbout(old.Steps[0].Time.Median, TimeSpan.FromMinutes(2));
        IsAbout(now.Steps[0].Time.Median, TimeSpan.FromHours(2));
        old.Questions.Select(static q => (q.Statement, q.Asked, q.Answered)).ShouldBe([("hello/k101", 4, 4), ("hello/k102", 4, 3)]);
        old.Branches.Single(static b => b.Statement == "hello/do.meter.note.1" && b.Way == "failed").Time.Count.ShouldBe(1);
        old.Moves.ShouldContain(new MoveFigures("hello", "desk", true, 1));

        // The whole time has the others, too; a script nobody knows has none; neither views nor the process are needed for it.
        (await all.Carla.ScriptFiguresAsync("meter", DateTimeOffset.UnixEpoch, to.AddSeconds(1)))!.Versions.Sum(static v => v.Runs - v.CameByUpgrade).ShouldBe(6);
        (await all.Carla.ScriptFiguresAsync("meters")).ShouldBeNull();
        await all.Center.CrashAsync();
        all.Center.Storage.LoseViews(CenterFixture.Acme);
        await all.Center.StartAsync();
        var again = (await all.Carla.ScriptFiguresAsync("meter", from, to))!;
        again.Versions.Select(FiguresOf).ShouldBe(view.Versions.Select(FiguresOf));

        var scripts = (await all.Carla.ScriptsAsync()).ShouldHaveSingleItem();
        (scripts.Script, scripts.IsConfigured).ShouldBe(("meter", true));
        scripts.Versions.Select(static v => (v.Version, v.IsConfigured, v.Running)).ShouldBe([(2, true, 3), (1, false, 1)]); // 1, 9 and 6; who was erased
    }

    private static string FiguresOf(ScriptVersionFigures version) => FiguresReport.ToJson([version]);

    /// <summary>Quantiles are within about 3 %.</summary>
    private static void IsAbout(TimeSpan time, TimeSpan expected) => (time / expected).ShouldBeInRange(0.96, 1.04);
}

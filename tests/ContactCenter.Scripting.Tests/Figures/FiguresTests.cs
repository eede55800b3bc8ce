using System.Text.Json;
using ContactCenter.Scripting.Figures;
using ContactCenter.Scripting.Tests.Analysis;
using ContactCenter.Scripting.Tests.Running;
using ContactCenter.Scripting.Tests.Upgrades;
using FsCheck.Xunit;

namespace ContactCenter.Scripting.Tests.Figures;

public sealed class FiguresTests
{
    private const string Script = """
        script demo v1, texts en, for agent, outcomes done, sorry
          step hello "Welcome"
            ask colour "Which?", silence 5s 2 times -> lost, wrong 2 times -> lost  #k7a2b
              1 red "Red"
              2 blue "Blue" -> lost
            do case.open(colour), else -> lost
            -> bye
          step bye
            confirm "Done?", no -> hello  #k3c9d
            wait 1h, late 2h -> lost
            -> end done
          step lost
            say "Sorry."  #k8e4f
            -> end sorry
          step faq, anytime
            say "From 9 to 5."  #k4p5q
            -> back

        """;

    private static readonly ScriptProgram Program = Compile(Script);

    [Fact]
    public void Outcomes_steps_branches_and_questions_are_counted_and_timed()
    {
        var figures = new ScriptFigures();
        // Twelve go all the way, the question taking 10 s; three are silent twice, one hangs up, two say blue, one is failed by the action.
        for (var i = 0; i < 12; i++)
        {
            Add(figures, Begin(i).Later(10).Choose("red").Later(2).Succeed().Later(3).Answer(ScriptValue.Yes).Later(3600).Due());
        }

        for (var i = 12; i < 15; i++)
        {
            Add(figures, Begin(i).Later(5).Due().Later(5).Due().Later(1).Continue());
        }

        Add(figures, Begin(15).Later(7).Then(ScriptInput.HungUp()));
        Add(figures, Begin(16).Later(20).Choose("blue").Continue());
        Add(figures, Begin(17).Later(20).Choose("blue"));
        Add(figures, Begin(18).Later(20).Then(ScriptInput.Misunderstood(1, "?")).Later(1).Choose("red").Then(ScriptInput.Failed(3, "down")).Continue());
        Add(figures, Begin(19).Choose("red").Succeed().Answer(ScriptValue.No));

        var one = figures.Versions().ShouldHaveSingleItem();
        (one.Script, one.Version, one.Runs, one.Ended, one.WithoutOutcome, one.Adherence).ShouldBe(("demo", 1, 20L, 18L, 1L, 1.0));
        one.Outcomes.ShouldBe([new("done", 12), new("sorry", 5)]);
        one.Steps.Select(static step => (step.Step, step.Entered, step.DroppedOff)).ShouldBe([("hello", 21, 1), ("bye", 13, 0), ("lost", 6, 0), ("faq", 0, 0)]);
        one.Moves.Select(static move => (move.From, move.To, move.IsFailure, move.Count)).ShouldBe(
        [
            ("bye", "end done", false, 12), ("hello", "bye", false, 13), ("lost", "end sorry", false, 5), ("hello", "lost", true, 4), ("hello", "lost", false, 2), ("bye", "hello", false, 1), ("hello", "end", false, 1),
        ], ignoreOrder: true);
        one.Questions.Select(static question => (question.Statement, question.Asked, question.Answered, question.Silences, question.Wrong)).ShouldBe([("hello/k7a2b", 21, 16, 6, 1), ("bye/k3c9d", 13, 13, 0, 0)]);
        var red = one.Branches.Single(static branch => branch.Way == "choice red").Time;
        red.Count.ShouldBe(14);
        red.Median.TotalSeconds.ShouldBe(10, 0.35);
        one.Branches.Where(static branch => branch.Statement == "bye/wait.1").ShouldHaveSingleItem().Way.ShouldBe("in time");
        one.Steps[0].Time.Median.TotalSeconds.ShouldBe(12, 0.4);
        one.Steps[1].Time.P95.TotalSeconds.ShouldBe(3603, 120);
    }

    [Fact]
    public void Deviations_are_told_with_their_reasons_and_lower_adherence()
    {
        var figures = new ScriptFigures(new ScriptFiguresOptions { MaxDeviations = 2 });
        for (var i = 0; i < 4; i++)
        {
            var play = Begin(i);
            _ = i switch
            {
                0 => play.Then(ScriptInput.GoTo("faq", "asked for hours")).Continue(),
                1 => play.Choose("red").Succeed().Then(ScriptInput.GoBack(play.Frames[0], "misheard")),
                2 => play.Then(ScriptInput.GoTo("faq", "something else")).Continue(),
                _ => play,
            };
            Add(figures, play.Choose("blue").Continue());
        }

        var one = figures.Versions().Single();
        one.Adherence.ShouldBe(0.25);
        one.Deviations.ShouldBe(
        [
            new("back", "bye", "hello", "misheard", 1), new("jump", "hello", "faq", "(other reasons)", 1), new("jump", "hello", "faq", "asked for hours", 1),
        ]);
        one.Moves.ShouldNotContain(static move => move.From == "bye", "going back is the agent's way, not the script's");
    }

    [Fact]
    public void A_late_wait_a_fault_and_a_stop_are_told_apart()
    {
        var figures = new ScriptFigures();
        Add(figures, Begin(1).Choose("red").Succeed().Answer(ScriptValue.Yes).Later(4 * 3600).Due().Continue());
        var silent = Begin(2).Choose("red").Succeed();
        Add(figures, silent.Then(ScriptInput.Silent(silent.At)).Then(ScriptInput.Silent(silent.At)).Then(ScriptInput.Silent(silent.At)));
        Add(figures, Begin(3).Then(ScriptInput.Stopped("enough")));
        var one = figures.Versions().Single();
        one.Branches.Count(static branch => branch.Way == "late").ShouldBe(1);
        one.Moves.ShouldContain(new MoveFigures("bye", "lost", true, 1));
        one.Faults.ShouldHaveSingleItem().Key.ShouldBe(ScriptFault.TooManySilences);
        one.Steps.Select(static step => step.DroppedOff).ShouldBe([1, 1, 0, 0]);
    }

    [Fact]
    public void A_machine_that_answers_is_told_from_a_call_that_failed()
    {
        var program = Compile("""
            script demo v1, texts en, for voice, outcomes done, left, nobody
              slot number: phone = session.from
              step hello
                hang up
                call number, machine -> machine, unreached -> end nobody
                -> end done
              step machine
                say "Please call us."
                hang up
                -> end left
            """);
        var figures = new ScriptFigures();
        foreach (var (code, number) in (ReadOnlySpan<(string?, int)>)[(null, 1), ("machine", 2), ("machine", 3), ("busy", 4)])
        {
            var play = new Play(program, id: new Guid(number, 0, 0, new byte[8])).Begin().Continue();
            _ = code is null ? play.Succeed() : play.Then(ScriptInput.Failed(play.At, code));
            foreach (var frame in play.Frames)
            {
                figures.Add(program, frame);
            }
        }

        var one = figures.Versions().ShouldHaveSingleItem();
        one.Branches.Where(static b => b.Statement == "hello/call.1").Select(static b => (b.Way, b.Time.Count)).ShouldBe([("succeeded", 1L), ("machine", 2), ("failed", 1)], ignoreOrder: true);
        one.Moves.ShouldContain(static m => m.From == "hello" && m.To == "machine" && !m.IsFailure && m.Count == 2);
    }

    [Fact]
    public void What_comes_again_is_counted_once_and_what_came_before_is_told()
    {
        var figures = new ScriptFigures();
        var play = Begin(1).Choose("blue");
        Add(figures, play);
        Add(figures, play);
        figures.Versions().Single().Runs.ShouldBe(1);
        figures.FramesNotFollowed.ShouldBe(0);
        figures.Add(Program, Begin(2).Choose("blue").Frames[1]);
        figures.FramesNotFollowed.ShouldBe(1);
        Should.Throw<ScriptFormatException>(() => figures.Add(Program, [1, 2, 3]));
        Should.Throw<ScriptFormatException>(() => figures.Add(Compile(Script.Replace("Sorry.", "So sorry.", StringComparison.Ordinal)), play.Frames[1]));
    }

    [Fact]
    public void Runs_beyond_the_bound_are_counted_and_not_timed()
    {
        var figures = new ScriptFigures(new ScriptFiguresOptions { MaxOpenRuns = 2 });
        for (var i = 0; i < 5; i++)
        {
            Add(figures, Begin(i).Later(9).Choose("blue"));
        }

        var one = figures.Versions().Single();
        (one.Runs, one.Steps[2].Entered, one.Steps[0].Time.Count).ShouldBe((5, 5, 2));
        figures.FramesNotFollowed.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void An_upgraded_run_leaves_one_version_and_comes_to_the_other()
    {
        var to = Compile(Script.Replace(" v1", " v2", StringComparison.Ordinal));
        var figures = new ScriptFigures();
        var play = Begin(1).Choose("red").Succeed();
        Add(figures, play);
        new ScriptUpgrade(Program, to).Upgrade(play.Run, "ada", "v2", play.Now, out var run);
        Add(figures, to, run!);
        ScriptMachine.Advance(run!, ScriptInput.Stopped("enough"), play.Now.AddMinutes(1));
        Add(figures, to, run!);
        var versions = figures.Versions();
        versions.Select(static one => (one.Version, one.Runs, one.CameByUpgrade, one.WentByUpgrade, one.Ended)).ShouldBe([(1, 1, 0, 1, 0), (2, 1, 1, 0, 1)]);
        (versions[1].Steps[1].Entered, versions[1].Steps[1].DroppedOff).ShouldBe((1, 1));
    }

    /// <summary>Whatever runs do: who came went on, ended or is still there.</summary>
    [Theory]
    [InlineData("gas")]
    [InlineData("clinic")]
    [InlineData("lead")]
    public void Nobody_is_lost_between_steps(string name)
    {
        var program = Sample.Read(name).Compile();
        var (figures, random, open) = (new ScriptFigures(), new Random(7), new Dictionary<string, int>());
        for (var i = 0; i < 60; i++)
        {
            var run = RandomRun.Of(program, i, random, (on, _) => Add(figures, program, on));
            if (run.State < ScriptRunState.Ended)
            {
                open[run.Demand.Step] = open.GetValueOrDefault(run.Demand.Step) + 1;
            }
        }

        var one = figures.Versions().Single();
        one.Runs.ShouldBe(60);
        one.Ended.ShouldBe(60 - open.Values.Sum());
        (one.Outcomes.Sum(static outcome => outcome.Runs) + one.WithoutOutcome + one.Faults.Values.Sum()).ShouldBe(one.Ended);
        foreach (var step in one.Steps)
        {
            (step.Time.Count + open.GetValueOrDefault(step.Step)).ShouldBe(step.Entered, step.Step);
        }

        foreach (var outcome in one.Outcomes)
        {
            one.Moves.Where(move => move.To == $"end {outcome.Outcome}").Sum(static move => move.Count).ShouldBe(outcome.Runs);
        }

        // And the diagram takes them.
        var sample = Sample.Read(name);
        ScriptDiagram.Of(sample.Source, sample.Contracts, FiguresReport.ToJson([one])).ToSvg().ShouldContain("60 runs");
    }

    [Property(MaxTest = 100)]
    public void Quantiles_are_within_three_and_a_half_percent(int[] milliseconds)
    {
        long[] all = [.. milliseconds.Select(static value => Math.Abs((long)value)).Order()];
        var histogram = new LogHistogram();
        foreach (var value in all)
        {
            histogram.Add(TimeSpan.FromMilliseconds(value));
        }

        foreach (var share in all.Length == 0 ? [] : new[] { 0.01, 0.5, 0.95, 1 })
        {
            var exact = all[(int)Math.Max(0, Math.Ceiling(share * all.Length) - 1)];
            histogram.Quantile(share).TotalMilliseconds.ShouldBe(exact, 1 + (exact * 0.035));
        }
    }

    [Fact]
    public void The_reports_say_the_same()
    {
        var figures = new ScriptFigures();
        Add(figures, Begin(1).Later(10).Choose("blue").Continue());
        FiguresReport.ToText(figures.Versions()).ShouldContain("  step   came  dropped off  share  median  p95\n  hello  1     0            0 %    10.0 s  10.0 s\n");
        using var json = JsonDocument.Parse(FiguresReport.ToJson(figures.Versions()));
        json.RootElement.GetProperty("scripts")[0].GetProperty("steps")[0].GetProperty("medianMs").GetInt64().ShouldBeInRange(9_700, 10_300);
    }

    private static ScriptProgram Compile(string script) => Sample.Of(script, "action case.open(colour: text)\n").Compile();

    private static Play Begin(int number) => new Play(Program, id: new Guid(number + 1, 0, 0, new byte[8])).Begin();

    private static void Add(ScriptFigures figures, Play play)
    {
        foreach (var frame in play.Frames)
        {
            figures.Add(Program, frame);
        }
    }

    private static void Add(ScriptFigures figures, ScriptProgram program, ScriptRun run)
    {
        var frame = new byte[ScriptFrame.MaxBytes];
        ScriptFrame.TryWrite(run, frame, out var length).ShouldBeTrue();
        figures.Add(program, frame.AsSpan(0, length));
    }
}

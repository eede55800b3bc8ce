using ContactCenter.Scripting.Tests.Analysis;
using ContactCenter.Scripting.Tests.Running;

namespace ContactCenter.Scripting.Tests.Upgrades;

public sealed class UpgradeTests
{
    private const string Old = """
        script demo v1, texts en, for chat, outcomes done, gone
          on hangup -> left
          step hello
            ask age: number 18..99 "How old are you?"  #k7a2b
            ask name: text "Your name?"  #k3c9d
              accept name is not "x", otherwise "That is no name."  #k8e4f
            wait 2h
            say "Are you still there, {name}?"  #k1m2n
            -> end done
          step faq, anytime
            say "We are open from 9 to 5."  #k4p5q
            -> back
          step left
            -> end gone

        """;

    private static readonly string New = Old.Replace(" v1,", " v2,", StringComparison.Ordinal);

    [Fact]
    public void A_run_that_moved_goes_on_with_the_new_version_where_it_was()
    {
        var (from, to) = (Compile(Old), Compile(New.Replace("Are you still", "Dear {name}, are you still", StringComparison.Ordinal).Replace("    ask name", "    say \"Thank you.\"  #k5r6s\n    ask name", StringComparison.Ordinal)));
        var play = new Play(from).Begin().Answer(ScriptValue.Number(30));
        var asked = play.At;
        var finding = new ScriptUpgrade(from, to).Upgrade(play.Run, "ada", "clearer words", Play.Start.AddMinutes(1), out var run);
        finding.ShouldBe(new ScriptUpgradeFinding(Play.RunId, ScriptUpgradeVerdict.Moves, "hello/k3c9d", "hello/k3c9d", "", "It goes on with v2."));
        run.ShouldNotBeNull();

        // An answer that was on its way is still one; the old run is as it was.
        ScriptMachine.Advance(run, ScriptInput.Answered(asked, ScriptValue.Text("Ugo")), Play.Start.AddMinutes(2)).ShouldBe(ScriptAdvance.Applied);
        run.State.ShouldBe(ScriptRunState.Waiting);
        ScriptMachine.Advance(run, ScriptInput.Due(run.Demand.Sequence), Play.Start.AddHours(3)).ShouldBe(ScriptAdvance.Applied);
        run.Demand.Shown.ToArray().Select(static value => value.AsText()).ShouldBe(["Ugo", "Ugo"]);
        (play.State, play.At, play.Run.Sequence).ShouldBe((ScriptRunState.Asking, asked, 2));
    }

    [Fact]
    public void A_wait_that_began_ends_when_it_would_have()
    {
        var (from, to) = (Compile(Old), Compile(New));
        var play = new Play(from).Begin().Answer(ScriptValue.Number(30)).Answer(ScriptValue.Text("Ugo"));
        play.State.ShouldBe(ScriptRunState.Waiting);
        new ScriptUpgrade(from, to).Upgrade(play.Run, "ada", "v2", Play.Start.AddHours(1), out var run);
        run!.Due.ShouldBe(Play.Start.AddHours(2));
    }

    [Theory]
    [InlineData("", "silence 10m", 5, 15)] // nobody counted before
    [InlineData("silence 10m", "silence 10m", 5, 10)]
    [InlineData("silence 10m", "silence 1h", 5, 60)]
    [InlineData("silence 1h", "silence 2m", 5, 2)] // it has been silent for long enough
    [InlineData("silence 10m", "", 5, null)]
    public void A_silence_counts_from_when_the_question_was_asked(string before, string after, int moved, int? due)
    {
        string With(string script, string silence) => script.Replace("How old are you?\"", silence.Length == 0 ? "How old are you?\"" : $"How old are you?\", {silence} -> left", StringComparison.Ordinal);
        var play = new Play(Compile(With(Old, before))).Begin();
        new ScriptUpgrade(play.Run.Program, Compile(With(New, after))).Upgrade(play.Run, "ada", "v2", Play.Start.AddMinutes(moved), out var run);
        run!.Due.ShouldBe(due is { } minutes ? Play.Start.AddMinutes(minutes) : null);
    }

    [Fact]
    public void Nobody_goes_back_to_a_question_of_another_version()
    {
        var (from, to) = (Compile(Old), Compile(New));
        var play = new Play(from).Begin().Answer(ScriptValue.Number(30));
        play.Run.QuestionBefore.ShouldBe(1);
        new ScriptUpgrade(from, to).Upgrade(play.Run, "ada", "v2", Play.Start, out var run);
        run!.QuestionBefore.ShouldBeNull();
        ScriptMachine.Advance(run, ScriptInput.GoBack(play.Frames[0], "misheard"), Play.Start).ShouldBe(ScriptAdvance.NothingBefore);
    }

    [Fact]
    public void Why_an_answer_was_refused_is_still_shown()
    {
        var (from, to) = (Compile(Old), Compile(New));
        var play = new Play(from).Begin().Answer(ScriptValue.Number(30)).Answer(ScriptValue.Text("x"));
        play.Run.Demand.RefusalId.ShouldBe("k8e4f");
        new ScriptUpgrade(from, to).Upgrade(play.Run, "ada", "v2", Play.Start, out var run);
        (run!.Demand.RefusalId, run.Demand.WrongAnswers).ShouldBe(("k8e4f", 1));
    }

    [Fact]
    public void A_way_back_leads_to_the_same_line_or_keeps_the_run()
    {
        var from = Compile(Old);
        var play = new Play(from).Begin().Then(ScriptInput.GoTo("faq", "asked"));
        new ScriptUpgrade(from, Compile(New.Replace("  step hello", "  step welcome", StringComparison.Ordinal))).Upgrade(play.Run, "ada", "v2", Play.Start, out var kept).Code.ShouldBe("SU01");
        kept.ShouldBeNull();

        var to = Compile(New.Replace("    ask age", "    say \"Welcome.\"  #k5r6s\n    ask age", StringComparison.Ordinal));
        new ScriptUpgrade(from, to).Upgrade(play.Run, "ada", "v2", Play.Start, out var run);
        ScriptMachine.Advance(run!, ScriptInput.Continue(run!.Demand.Sequence), Play.Start).ShouldBe(ScriptAdvance.Applied);
        run.Demand.StatementId.ShouldBe("hello/k7a2b");
    }

    [Fact]
    public void A_value_outside_the_new_range_keeps_the_run_and_the_report_counts_them()
    {
        var (from, to) = (Compile(Old), Compile(New.Replace("18..99", "21..99", StringComparison.Ordinal)));
        var (young, older) = (new Play(from).Begin().Answer(ScriptValue.Number(19)), new Play(from).Begin().Answer(ScriptValue.Number(30)));
        var report = new ScriptUpgrade(from, to).DryRun([young.Frames[^1], older.Frames[^1], young.Frames[^1]]);
        (report.Count(ScriptUpgradeVerdict.Moves), report.Count(ScriptUpgradeVerdict.Stays)).ShouldBe((1, 2));
        report.Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("2 runs kept at this line (hello/k3c9d): what they hold in 'age' does not fit its new type.");
    }

    [Fact]
    public void What_is_not_to_be_moved_is_said()
    {
        var (from, to) = (Compile(Old), Compile(New));
        var upgrade = new ScriptUpgrade(from, to);
        var over = new Play(from).Begin().Then(ScriptInput.HungUp());
        upgrade.Upgrade(over.Run, "ada", "v2", Play.Start, out _).Why.ShouldBe("It is over.");
        upgrade.Upgrade(new Play(from).Run, "ada", "v2", Play.Start, out _).Why.ShouldBe("It has not begun; begin it on the new version.");
        var already = new Play(to).Begin();
        upgrade.DryRun([already.Frames[^1], new byte[] { 1, 2, 3 }]).Findings.Select(static finding => (finding.Verdict, finding.Why.Split(':')[0]))
            .ShouldBe([(ScriptUpgradeVerdict.Stays, "It is on v2 already."), (ScriptUpgradeVerdict.Fails, "Its frame cannot be read")]);
        Should.Throw<ArgumentException>(() => upgrade.Upgrade(already.Run, "ada", "v2", Play.Start, out _)).Message.ShouldContain("another program than demo v1");
        Should.Throw<ArgumentException>(() => new ScriptUpgrade(from, Compile(New.Replace("script demo", "script other", StringComparison.Ordinal)))).Message.ShouldContain("another script");
        Should.Throw<ArgumentException>(() => upgrade.Upgrade(new Play(from).Begin().Run, " ", "v2", Play.Start, out _));
    }

    [Fact]
    public void Steps_that_swapped_names_keep_runs_at_lines_that_look_the_same()
    {
        const string Text = "script demo v1, texts en, for chat, outcomes done, gone\n  step one\n    wait 5m\n    -> two\n  step two\n    wait 5m\n    -> end done\n";
        var swapped = Text.Replace(" v1", " v2", StringComparison.Ordinal).Replace("one", "three", StringComparison.Ordinal).Replace("two", "one", StringComparison.Ordinal).Replace("three", "two", StringComparison.Ordinal);
        var (from, play) = (Compile(Text), new Play(Compile(Text)).Begin());
        var finding = new ScriptUpgrade(from, Compile(swapped)).Upgrade(play.Run, "ada", "v2", Play.Start, out var run);
        (finding.Code, finding.Why).ShouldBe(("SU08", "Runs kept at this line (one/wait.1): there is more than one such line, in this step or in another that may have changed names with it; say which it became, 'upgrade v1: one/wait.1 -> …'."));
        run.ShouldBeNull();
        var map = ScriptUpgradeMap.Parse(new SourceText("map", "upgrade v1: one -> two\nupgrade v1: two -> one\n"), 1, out _);
        new ScriptUpgrade(from, Compile(swapped), map).Upgrade(play.Run, "ada", "v2", Play.Start, out run).To.ShouldBe("two/wait.1");
        ScriptMachine.Advance(run!, ScriptInput.Due(run!.Demand.Sequence), Play.Start.AddHours(1)).ShouldBe(ScriptAdvance.Applied);
        run.Demand.StatementId.ShouldBe("one/wait.1", "the first wait is behind it, the second before");
    }

    [Fact]
    public void An_action_asked_in_the_middle_of_a_line_belongs_to_that_line()
    {
        const string Contracts = "action city.known(size: number) gives yes/no, repeatable\n";
        const string Text = "script demo v1, texts en, for chat, outcomes done, gone\n  step one\n    set size = 3\n    if city.known(size) -> two\n    -> end done\n  step two\n    -> end gone\n";
        var from = Sample.Of(Text, Contracts).Compile();
        var play = new Play(from).Begin();
        play.State.ShouldBe(ScriptRunState.Doing);
        ScriptUpgradeFinding To(string old, string now) =>
            new ScriptUpgrade(from, Sample.Of(Text.Replace(old, now, StringComparison.Ordinal), Contracts).Compile()).Upgrade(play.Run, "ada", "v2", Play.Start, out _);
        To("    if city.known(size) -> two", "    set known = city.known(size)\n    ask more: yes/no \"More?\"\n    if more -> two").Code.ShouldBe("SU06");
        To("if city.known(size) -> two", "if not city.known(size) -> two").Code.ShouldBe("SU06");
        To("    set size = 3\n", "    set size = 3\n    say \"One moment.\"\n").Verdict.ShouldBe(ScriptUpgradeVerdict.Moves);
    }

    [Fact]
    public void A_map_is_read_with_its_faults()
    {
        const string Text = "// moved\nupgrade v1: hello -> welcome, hello2  // split\n\n  upgrade v2: left -> gone\nupgrade v1: slot age -> nothing\nupgrade v1: slot name -> a, b\nupgrade v0: x -> y\nupgrade v1 hello -> x\nupgrade v1: hello/k7a2b -> welcome\nupgrade v1: hello -> \n";
        var map = ScriptUpgradeMap.Parse(new SourceText("map", Text), 1, out var faults);
        map.Steps.Select(static step => $"{step.Old}: {string.Join('+', step.New)}").ShouldBe(["hello: welcome+hello2"]);
        map.Slots.ShouldHaveSingleItem().New.ShouldBeEmpty();
        var source = new SourceText("map", Text);
        faults.Select(fault => (fault.Code.Id, source.PositionOf(fault.Range.Start).Line)).ShouldBe([("SU10", 6), ("SU10", 7), ("SU10", 8), ("SU10", 9), ("SU10", 10)]);
    }

    [Fact]
    public void What_the_map_says_of_unknown_names_has_the_nearest_word_and_keeps_everybody()
    {
        var (from, to) = (Compile(Old), Compile(New));
        var upgrade = new ScriptUpgrade(from, to, ScriptUpgradeMap.Parse(new SourceText("map", "upgrade v1: helo -> hello\n"), 1, out _));
        upgrade.MapFaults.ShouldHaveSingleItem().Message.ShouldBe("'helo' is no step of the old version; did you mean 'hello'?");
        upgrade.Upgrade(new Play(from).Begin().Run, "ada", "v2", Play.Start, out var run).Why.ShouldBe("The map has faults.");
        run.ShouldBeNull();
    }

    private static ScriptProgram Compile(string script) => Sample.Of(script).Compile();
}

using ContactCenter.Scripting.Tests.Running;

namespace ContactCenter.Scripting.Tests.Proofs;

/// <summary>
/// What the W3C's tests of state machines ask for, said again in this language where it has the notion; the numbers are those of the SCXML implementation report.
/// <c>docs/scripting/proofs.md</c> lists them all. No text of that suite is used.
/// </summary>
public sealed class ScxmlTests
{
    // -- Branches

    [Theory] // 147, 148, 149
    [InlineData(1, "first")]
    [InlineData(2, "second")]
    [InlineData(3, "last")]
    public void Of_the_ways_of_an_if_the_first_that_holds_runs_and_no_other(int n, string said) => Said(Started("""
            ask n: number "n"
            if n < 2
              say "first"
            else if n < 3
              say "second"
            else
              say "last"
            -> end done
        """).Answer(ScriptValue.Number(n))).ShouldBe([said]);

    [Fact] // 149
    public void Without_else_nothing_runs_where_nothing_holds() => Said(Started("""
            if 1 > 2
              say "never"
            else if 2 > 3
              say "never"
            say "behind"
            -> end done
        """)).ShouldBe(["behind"]);

    // -- Order

    [Fact] // 144
    public void Events_are_taken_in_the_order_they_come()
    {
        var play = Started("""
            wait for first, late 1h -> end other
            wait for second, late 1h -> end other
            -> end done
            """, contracts: "event first\nevent second");
        play.Give(ScriptInput.EventArrived("second")).ShouldBe(ScriptAdvance.Unhandled); // its turn is not yet
        play.Then(ScriptInput.EventArrived("first")).Then(ScriptInput.EventArrived("second")).Run.Outcome.ShouldBe("done");
    }

    [Fact] // 158, 375, 377
    public void Lines_run_in_the_order_they_are_written() => Said(Started("""
            set a = 1
            say "{a}"
            set a = a + 1
            say "{a}"
            note "{a + 1}"
            -> end done
        """)).ShouldBe(["1", "2", "3"]);

    [Fact] // 404, 405, 406
    public void What_is_left_is_done_before_the_arrow_and_what_is_entered_behind_it() => Said(Started("""
            say "leaves"
            -> second
          step second
            say "enters"
            -> end done
        """)).ShouldBe(["leaves", "enters"]);

    // -- Errors

    [Theory] // 159, 312
    [InlineData("set a = 9000000000000 * a")]
    [InlineData("set k = a * a")]
    public void A_fault_stops_the_run_before_the_next_line_and_changes_nothing(string line)
    {
        var play = Started($"""
              ask a: number "a"
              {line}
              say "never"
              -> end done
            """, "  slot k: number 0..9 = 1\n").Answer(ScriptValue.Number(9_000_000));
        (play.State, play.Run["a"], play.Run["k"]).ShouldBe((ScriptRunState.Faulted, ScriptValue.Number(9_000_000), ScriptValue.Number(1)));
    }

    [Theory] // 286, 309, 311, 344, 487: here before anything runs
    [InlineData("set a = nowhere", "S205")]
    [InlineData("if 5 -> end done", "S311")]
    [InlineData("set session = 1", "S207")]
    [InlineData("if \"a\" < 2 -> end done", "S306")]
    [InlineData("set a = 1 + yes", "S307")]
    public void What_cannot_be_worked_out_is_found_before_the_script_runs(string line, string code) =>
        ScriptChecker.Check(new SourceText("x", $"script demo v1, texts en, for chat, outcomes done\n  step first\n    {line}\n    say \"{{a or 0}}\"\n    -> end done"), ScriptContracts.Empty)
            .Select(static found => found.Code.Id).ShouldContain(code);

    [Fact] // 309, 344
    public void A_condition_that_comes_to_nothing_does_not_hold() => Said(Started("""
            ask n: number "n"
            if 1 / n > 0 -> end other
            if not (1 / n > 0) -> end other
            say "neither"
            -> end done
        """).Answer(ScriptValue.Number(0))).ShouldBe(["neither"]);

    [Fact] // 401, 402
    public void The_failure_of_an_action_comes_before_any_event_that_came_meanwhile()
    {
        var play = Started("""
            do act(), else -> failed
            wait for told, late 1h -> end other
            -> end done
          step failed
            wait for told, late 1h -> end other
            -> end other
        """, contracts: "action act()\nevent told");
        play.Give(ScriptInput.EventArrived("told")).ShouldBe(ScriptAdvance.Unhandled); // offered again by the host, once the action has come out
        play.Then(ScriptInput.Failed(play.At, "down")).Run.Demand.Step.ShouldBe("failed");
        play.Then(ScriptInput.EventArrived("told")).Run.Outcome.ShouldBe("other");
    }

    // -- Timers

    [Fact] // 175, 185
    public void A_wait_may_be_worked_out_and_ends_then_and_not_before()
    {
        var play = Started("""
            ask n: number "n"
            wait n * 10m
            -> end done
        """).Answer(ScriptValue.Number(3));
        play.Run.Due.ShouldBe(Play.Start.AddMinutes(30));
        play.Now = Play.Start.AddMinutes(29);
        play.Give(ScriptInput.Due(play.At)).ShouldBe(ScriptAdvance.TooEarly);
        play.Now = Play.Start.AddMinutes(30);
        play.Due().Run.Outcome.ShouldBe("done");
    }

    [Fact] // 186
    public void What_an_action_is_given_is_worked_out_when_it_is_demanded()
    {
        var play = Started("""
            set n = 1
            do act(n), late 5s, else -> end other
            set n = n + 1
            say "{n}"
            -> end done
        """, contracts: "action act(n: number)");
        play.Run.Demand.NamedArguments()["n"].ShouldBe("1");
        play.Crash().Run.Demand.NamedArguments()["n"].ShouldBe("1");
    }

    [Fact] // 187
    public void With_the_run_its_timers_are_over()
    {
        var play = Started("""
            wait 2h, on told -> end done
            -> end other
        """, contracts: "event told");
        var wait = play.At;
        play.Then(ScriptInput.EventArrived("told")).Run.Due.ShouldBeNull();
        play.Now = Play.Start.AddHours(3);
        play.Give(ScriptInput.Due(wait)).ShouldBe(ScriptAdvance.Over);
    }

    [Fact] // 208, 210
    public void A_wait_that_was_left_ends_nothing_any_more()
    {
        var play = Started("""
            wait 2h, on told -> second
            -> end other
          step second
            wait 5h
            -> end done
        """, contracts: "event told");
        var wait = play.At;
        play.Then(ScriptInput.EventArrived("told"));
        play.Now = Play.Start.AddHours(2);
        play.Give(ScriptInput.Due(wait)).ShouldBe(ScriptAdvance.Stale);
        play.Run.Due.ShouldBe(Play.Start.AddHours(5));
    }

    // -- Which comes first

    [Theory] // 403a
    [InlineData("wait for told, late 1h -> end other", "done")]
    [InlineData("wait 2h, on told -> end done", "done")]
    [InlineData("wait 2h", "other")]
    public void The_line_that_waits_takes_an_event_before_the_whole_script_does(string wait, string outcome) => Started($"""
            {wait}
            -> end done
        """, "  on told -> end other\n", "event told").Then(ScriptInput.EventArrived("told")).Run.Outcome.ShouldBe(outcome);

    [Fact] // 419, 421
    public void What_the_script_does_by_itself_comes_before_any_event()
    {
        var play = Started("""
            ask n: number "n"
            if n > 1 -> second
            -> end other
          step second
            say "here"
            -> end done
        """, "  on told -> end other\n", "event told").Answer(ScriptValue.Number(2));
        play.Run.Demand.Step.ShouldBe("second"); // nothing can come in between
    }

    [Fact] // 423
    public void Events_nobody_waits_for_are_passed_over_and_the_one_that_is_waited_for_is_taken()
    {
        var play = Started("""
            wait for told, late 1h -> end other
            -> end done
        """, contracts: "event told");
        play.Give(ScriptInput.EventArrived("rain")).ShouldBe(ScriptAdvance.Unhandled);
        play.Then(ScriptInput.EventArrived("told")).Run.Outcome.ShouldBe("done");
    }

    // -- Scripts that are started

    [Fact] // 192, 276
    public void A_script_that_is_started_begins_with_what_it_was_given()
    {
        var parent = Started("start child(40 + 2)\n-> end done", contracts: "script child(n: number)");
        parent.Run.Demand.NamedArguments()["n"].ShouldBe("42");
        var child = new Play(Conversations.Programs.Compile("script child v1, texts en, for chat, outcomes done\n  slot n: number\n  step first\n    say \"{n}\"\n    -> end done"));
        child.Then(ScriptInput.Begin() with { Facts = [new ScriptFact("n", ScriptValue.Number(42))] }).Shown.ShouldBe(["42"]);
    }

    [Fact] // 422
    public void A_script_is_started_where_the_line_is_reached_and_only_there()
    {
        var play = Started("""
            ask n: number "n"
            if n > 1
              start child(n)
            -> end done
        """, contracts: "script child(n: number)");
        play.Answer(ScriptValue.Number(1)).Run.Outcome.ShouldBe("done");
    }

    [Fact] // 554
    public void What_cannot_be_given_to_a_script_starts_none() => Started("""
            ask n: number "n"
            start child(n * 9000000000000)
            -> end done
        """, contracts: "script child(n: number)").Answer(ScriptValue.Number(9_000_000)).Run.Fault.ShouldBe(ScriptFault.Overflow);

    // -- Ends

    [Fact] // 294, 372, 416
    public void All_lines_before_the_end_are_done_and_the_outcome_is_told()
    {
        var play = Started("say \"last words\"\n-> end other");
        play.Run.Outcome.ShouldBeNull();
        (play.Continue().State, play.Run.Outcome).ShouldBe((ScriptRunState.Ended, "other"));
        play.Give(ScriptInput.Continue(play.At)).ShouldBe(ScriptAdvance.Over);
    }

    // -- Back to where it was

    [Fact] // 387, 388
    public void Back_leads_to_the_line_that_was_left_also_from_steps_behind()
    {
        var play = Started("""
            ask n: number "n"
            ask m: number "m {n}"
            -> end done
          step aside, anytime
            say "aside"
            -> further
          step further
            say "further"
            -> back
        """).Answer(ScriptValue.Number(4));
        play.Then(ScriptInput.GoTo("aside", "asked")).Crash().Continue().Continue();
        (play.State, play.Shown.Single()).ShouldBe((ScriptRunState.Asking, "4"));
    }

    [Fact] // 579
    public void Without_a_place_to_go_back_to_the_run_stops() => Started("""
            -> aside
          step aside, anytime
            say "aside"
            -> back
        """).Continue().Run.Fault.ShouldBe(ScriptFault.NoWayBack);

    [Fact] // 580
    public void A_place_is_gone_back_to_once()
    {
        var play = Started("""
            ask n: number "n"
            -> aside
          step aside, anytime
            say "aside"
            -> back
        """);
        play.Then(ScriptInput.GoTo("aside", "asked")).Continue().State.ShouldBe(ScriptRunState.Asking);
        play.Answer(ScriptValue.Number(1)).Continue().Run.Fault.ShouldBe(ScriptFault.NoWayBack);
    }

    [Fact] // 387
    public void An_event_that_leads_aside_comes_back_to_a_wait_as_it_was()
    {
        var play = Started("""
            wait 2h
            -> end done
          step aside, anytime
            say "aside"
            -> back
        """, "  on told -> aside\n", "event told");
        play.Now = Play.Start.AddMinutes(50);
        play.Then(ScriptInput.EventArrived("told")).Continue();
        (play.State, play.Run.Due).ShouldBe((ScriptRunState.Waiting, Play.Start.AddHours(2)));
    }

    /// <summary>A script of these lines, from its first step on, begun.</summary>
    private static Play Started(string lines, string declarations = "", string contracts = "")
    {
        // However a test indents them, the lines of a step stand four spaces in.
        static int Indent(string line) => line.Length - line.TrimStart().Length;
        var body = lines.Split('\n');
        var shift = 4 - body.Where(static line => line.Trim().Length > 0 && !line.TrimStart().StartsWith("step ", StringComparison.Ordinal)).Min(Indent);
        var text = string.Join('\n', body.Select(line => new string(' ', Math.Max(0, Indent(line) + shift)) + line.TrimStart()));
        return new Play(Conversations.Programs.Compile($"script demo v1, texts en, for chat, outcomes done, other\n{declarations}  step first\n{text}", contracts)).Begin();
    }

    /// <summary>What is said and noted until the end.</summary>
    private static List<string> Said(Play play)
    {
        var said = new List<string>();
        for (; play.State is ScriptRunState.Saying or ScriptRunState.Noting; play.Continue())
        {
            var demand = play.Run.Demand;
            var pieces = play.Run.Program.Tables.Texts[demand.TextIndex].Templates[0].Pieces;
            said.Add(string.Concat(pieces.Select(piece => piece.Hole < 0 ? piece.Literal : play.Shown[piece.Hole])));
        }

        play.Run.Outcome.ShouldBe("done");
        return said;
    }
}

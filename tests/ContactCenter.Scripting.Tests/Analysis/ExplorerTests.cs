using System.Text.Json;

namespace ContactCenter.Scripting.Tests.Analysis;

public sealed class ExplorerTests
{
    private const string Header = "script demo v1, texts en, for chat, outcomes done, other\n";

    [Theory]
    [InlineData("gas", "dispatched repair passed-on lost")]
    [InlineData("clinic", "booked cancelled desk later")]
    [InlineData("lead", "meeting refused unreached")]
    public void Every_outcome_of_the_examples_is_reached_and_the_machine_can_go_every_path_shown(string name, string outcomes)
    {
        var sample = Sample.Read(name);
        var explored = sample.Explore();
        explored.Endings.Where(static ending => ending.Kind == ExploredEndingKind.Outcome).Select(static ending => ending.Outcome).ShouldBe(outcomes.Split(' '));
        (explored.OutcomesNotReached.IsEmpty, explored.StepsNotReached.IsEmpty, explored.IsComplete, explored.HasMorePaths).ShouldBe((true, true, true, false));
        var program = sample.Compile();
        foreach (var ending in explored.Endings)
        {
            // That one condition is the host's to fill, not the customer's.
            ScriptFact[] facts = ending.Path.Any(static turn => turn.Chosen == "holds" && turn.Statement.Contains("hours.registration.open", StringComparison.Ordinal))
                ? [new ScriptFact("hours.registration.open", ScriptValue.No)]
                : [];
            var run = ExploredPath.Walk(sample.Source, program, ending, facts);
            (run.State, run.Outcome ?? "").ShouldBe((ending.Kind == ExploredEndingKind.Person ? ScriptRunState.Faulted : ScriptRunState.Ended, ending.Outcome), ending.Outcome);
        }
    }

    [Fact]
    public void The_shortest_path_is_the_one_shown()
    {
        var sample = Sample.Of($"{Header}  step a\n    ask way: yes/no \"Short?\"\n    if way -> end done\n    say \"One.\"\n    say \"Two.\"\n    -> end done\n");
        var ending = sample.Explore().Endings.Single(static one => one.Outcome == "done");
        ending.Path.Select(static turn => (turn.Line, turn.Chosen)).ShouldBe([(3, "yes"), (4, "holds")]);
    }

    [Fact]
    public void What_an_answer_excludes_is_not_walked()
    {
        var sample = Sample.Of($"{Header}  step a\n    ask colour \"Which?\"\n      1 red \"Red\" -> b\n      2 blue \"Blue\"\n    if colour is red -> end other\n    -> end done\n  step b\n    if colour is blue -> end other\n    set level = 1 when colour is red, otherwise 5\n    if level + 1 in 3..9 -> end other\n    -> end done\n");
        var explored = sample.Explore();
        explored.OutcomesNotReached.ShouldBe(["other"]);
        explored.Paths.ShouldBe(4, "red, blue, silent and wrong");
    }

    [Fact]
    public void What_is_asked_again_is_no_longer_known()
    {
        var sample = Sample.Of($"{Header}  step a\n    ask more: yes/no \"More?\"\n    -> b\n  step b\n    if more -> c\n    -> end done\n  step c\n    ask more: yes/no \"And now?\"\n    if not more -> end other\n    -> b\n");
        sample.Explore().OutcomesNotReached.ShouldBeEmpty();
    }

    [Fact]
    public void Events_and_jumps_of_the_agent_lead_away_and_back_leads_to_where_they_were()
    {
        var sample = Sample.Of("script demo v1, texts en, for agent, outcomes done, gone\n  on customer.left -> left\n  step a\n    say \"Hello.\"\n    -> end done\n  step left\n    -> end gone\n  step faq, anytime\n    say \"About us.\"\n    -> back\n", "event customer.left\n");
        var explored = sample.Explore();
        explored.Endings.Single(static one => one.Outcome == "gone").Path[0].Chosen.ShouldBe("event customer.left");
        explored.StepsNotReached.ShouldBeEmpty();
        // Hello; Hello, event; Hello, faq, event. Back to Hello comes round and is not counted.
        explored.Paths.ShouldBe(3);
    }

    [Fact]
    public void What_the_script_says_nothing_about_ends_with_a_person()
    {
        var sample = Sample.Of($"{Header}  step a\n    ask name: text \"Name?\", silence 5s -> b\n    -> end done\n  step b\n    -> end other\n");
        var person = sample.Explore().Endings.Single(static one => one.Kind == ExploredEndingKind.Person);
        person.Path.ShouldHaveSingleItem().Chosen.ShouldBe("answered wrongly 3 times, and the question does not say what then");
    }

    [Fact]
    public void Where_more_can_be_known_than_anybody_can_look_at_everything_is_still_reached()
    {
        var questions = string.Concat(Enumerable.Range(0, 24).Select(static i => $"  step s{i}\n    ask a{i}: yes/no \"{i}?\"\n    -> {(i < 23 ? $"s{i + 1}" : "last")}\n"));
        var checks = string.Concat(Enumerable.Range(0, 24).Select(static i => $"    if not a{i} -> end other\n"));
        var explored = Sample.Of($"{Header}{questions}  step last\n{checks}    -> end done\n").Explore();
        (explored.IsComplete, explored.OutcomesNotReached.IsEmpty, explored.StepsNotReached.IsEmpty).ShouldBe((true, true, true));
    }

    [Fact]
    public void A_bound_that_is_too_small_is_told()
    {
        var sample = Sample.Read("gas");
        var few = sample.Explore(new ScriptExplorerOptions { MaxPlaces = 5, MaxPaths = 10 });
        (few.IsComplete, few.HasMorePaths, few.Paths).ShouldBe((false, true, 10));
        ExplorationReport.ToText(few).ShouldContain("not reached within the bound");
    }

    [Fact]
    public void A_script_with_an_error_is_refused()
    {
        var sample = Sample.Of($"{Header}  step a\n    -> b\n");
        Should.Throw<ArgumentException>(() => sample.Explore()).Message.ShouldContain("S202");
    }

    [Fact]
    public void The_report_says_what_was_chosen_and_the_json_every_line()
    {
        var explored = Sample.Read("lead").Explore();
        ExplorationReport.ToText(explored).ShouldContain("end refused, by 2 lines:\n     4  ring  wait until now + 5m, within 9:00..19:00, late 16h: in time\n     5  ring  call lead.phone, queue sales, 4 tries every 3h: ! refused\n");
        using var json = JsonDocument.Parse(ExplorationReport.ToJson(explored));
        var refused = json.RootElement.GetProperty("endings").EnumerateArray().Single(static one => one.TryGetProperty("outcome", out var outcome) && outcome.GetString() == "refused");
        refused.GetProperty("path").EnumerateArray().Select(static turn => (turn.GetProperty("line").GetInt32(), turn.GetProperty("chosen").GetString(), turn.GetProperty("failure").GetBoolean())).ShouldBe([(4, "in time", false), (5, "refused", true)]);
    }
}

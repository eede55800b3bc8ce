using ContactCenter.Scripting.Tests.Analysis;
using ContactCenter.Scripting.Tests.Running;

namespace ContactCenter.Scripting.Tests.Upgrades;

/// <summary>
/// Every edit, with a run at every statement where one can wait. What became of each line is known from marks the edits carry along; a run may go on at the line
/// with the same mark, or stay, and nothing else.
/// </summary>
public sealed class EditMatrixTests
{
    /// <summary>What the examples do not have: lines that look the same, steps for any time, questions without ids, checks and lists that ask actions, waits for events.</summary>
    private static readonly Sample Odd = Sample.Of(
        """
        script odd v1, texts en, for chat, agent, outcomes done, gone
          on hangup -> left
          step first
            ask size: number "How many?"
            if city.known(size)
              wait 5m
            wait 5m
            ask when: moment "When?", from city.days(size), wrong 2 times -> left  #k7a2b
              accept city.free(when), otherwise "That day is taken."  #k3c9d
            if city.known(size) -> second
            wait for order.paid, on order.moved as paid -> second, late 1h -> left
            do city.book(size) as number, else -> left
            send sms "One: {number}." to session.from
            send sms "One: {number}." to session.from
            -> second
          step second
            wait 5m
            ask more: yes/no "More?"
            if more -> first
            if city.rated(size) -> first
            -> rest
          step rest
            wait 9m
            -> nap
          step nap
            wait 9m
            -> end done
          step faq, anytime
            say "About us."
            ask help: yes/no "Did that help?"
            -> back
          step left
            do city.book(1), else -> end gone
            -> end gone

        """,
        """
        action city.known(size: number) gives yes/no, repeatable
        action city.days(size: number) gives list of moment, repeatable
        action city.free(when: moment) gives yes/no, repeatable
        action city.rated(size: number) gives yes/no, repeatable
        action city.book(size: number) gives text
        event order.paid
        event order.moved gives number

        """,
        "odd");

    [Theory]
    [InlineData("gas")]
    [InlineData("clinic")]
    [InlineData("lead")]
    [InlineData("odd")]
    public void No_edit_misplaces_a_run(string name)
    {
        var old = MarkedScript.Of(name == "odd" ? Odd : Sample.Read(name)) is var read ? read.Change(0, static text => System.Text.RegularExpressions.Regex.Replace(text, " v\\d+,", " v1,")) : null!;
        var from = old.Compile().ShouldNotBeNull(string.Join("\n", ScriptChecker.Check(old.Source, old.Contracts)));
        var runs = LiveRuns.Of(from);
        from.Statements.Where(static statement => statement.Kind < StatementKind.Set).Select(static statement => statement.Id)
            .ShouldBe(runs.Select(frame => ScriptFrame.Read(from, frame.Span).Demand.StatementId).Distinct(), ignoreOrder: true, "a run stands at every statement");

        var (edits, moved, stayed) = (0, 0, 0);
        // Two lines that are the same changing places is no edit.
        foreach (var edit in Edits.Of(old).Where(edit => edit.Name == "nothing" || edit.Script.Source.Text != old.Source.Text))
        {
            var version = edit.Script.Change(0, static text => text.Replace(" v1,", " v2,", StringComparison.Ordinal));
            if (version.Compile() is not { } to)
            {
                continue; // the edit left a script that is wrong; nobody can publish it
            }

            edits++;
            var map = ScriptUpgradeMap.Parse(new SourceText("map", edit.Map), 1, out var faults);
            faults.ShouldBeEmpty();
            var upgrade = new ScriptUpgrade(from, to, map);
            upgrade.MapFaults.ShouldBeEmpty(edit.Name);
            var foretold = edits % 8 == 0 ? upgrade.DryRun(runs).Findings : [];
            for (var i = 0; i < runs.Count; i++)
            {
                var run = ScriptFrame.Read(from, runs[i].Span);
                var finding = upgrade.Upgrade(run, "ada", "v2", Play.Start, out var upgraded);
                finding.ShouldBe(foretold.IsEmpty ? finding : foretold[i], edit.Name);
                if (upgraded is null)
                {
                    stayed++;
                    finding.Verdict.ShouldBe(ScriptUpgradeVerdict.Stays);
                }
                else
                {
                    moved++;
                    version.MarkOf(to, finding.To).ShouldBe(old.MarkOf(from, finding.From), $"{edit.Name}: {finding}");
                    IsTheSame(run, upgraded, to, edit.Name);
                }
            }
        }

        // The matrix is of use only while most edits are possible and most runs move.
        edits.ShouldBeGreaterThan(150);
        moved.ShouldBeGreaterThan(stayed);
    }

    /// <summary>What it holds, what it waits for and until when, and its frame can be read.</summary>
    private static void IsTheSame(ScriptRun old, ScriptRun upgraded, ScriptProgram to, string edit)
    {
        var buffer = new byte[ScriptFrame.MaxBytes];
        ScriptFrame.TryWrite(upgraded, buffer, out var length).ShouldBeTrue();
        var run = ScriptFrame.Read(to, buffer.AsSpan(0, length));
        (run.Id, run.State, run.Sequence, run.Demand.Sequence, run.Demand.Key).ShouldBe((old.Id, old.State, old.Sequence + 1, old.Demand.Sequence, old.Demand.Key), edit);
        (run.Silences, run.Wrongs, run.Attempt, run.TimeZone, run.Language, run.Channel).ShouldBe((old.Silences, old.Wrongs, old.Attempt, old.TimeZone, old.Language, old.Channel), edit);
        if (run.State is not (ScriptRunState.Asking or ScriptRunState.Confirming))
        {
            run.Due.ShouldBe(old.Due, edit);
        }

        var record = ScriptFrame.ReadRecord(to, buffer.AsSpan(0, length));
        (record.Input.Kind, record.Input.Actor, record.Input.Reason).ShouldBe((ScriptInputKind.Upgraded, "ada", "v2"));
        record.Input.Text!.ShouldContain(Convert.ToHexStringLower(to.Hash.AsSpan()));
        foreach (var slot in old.Program.Tables.Slots.Where(slot => !slot.IsFact && !slot.Name.Contains('.', StringComparison.Ordinal) && to.SlotOf(slot.Name) >= 0))
        {
            run[slot.Name].ToInvariantText().ShouldBe(old[slot.Name].ToInvariantText(), edit);
        }
    }
}

using System.Text.Json;
using System.Text.RegularExpressions;
using ContactCenter.Scripting.Tests.Upgrades;

namespace ContactCenter.Scripting.Tests.Analysis;

public sealed class DifferenceTests
{
    private static readonly Sample Gas = Sample.Read("gas");

    [Theory]
    [InlineData("wrong 3 times", "wrong 5 times", "where: wrong of 'ask address: address': wrong 3 times -> pass-on became wrong 5 times -> pass-on (line 20)")]
    [InlineData("      2 outside \"In strada\"  #k542j\n", "", "type of slot place: one of inside, outside, none became one of inside, none|hello: choice outside removed of 'ask place': 2 \"In strada\" (line 7)")]
    [InlineData("      2 outside", "      4 outside", "hello: choice outside of 'ask place': 2 \"In strada\" became 4 \"In strada\" (line 7)")]
    [InlineData("il gas\" -> where", "il gas\" -> pass-on", "hello: target of choice none of 'ask place': -> where became -> pass-on (line 7)")]
    [InlineData("\"Mi dica via, numero e comune.\"", "\"Dove abita?\"", "where: text of 'ask address: address': \"Mi dica via, numero e comune.\" became \"Dove abita?\" (line 20)")]
    [InlineData("    confirm", "    ask floor: number 0..9 \"A che piano?\"\n    confirm", "slot floor added: a number from 0 to 9|where: question added: ask floor: number 0..9 \"A che piano?\" (line 22)")]
    [InlineData("    start crew-watch(case, crew)\n", "", "where: script begun removed: start crew-watch(case, crew) (line 28)")]
    [InlineData("late 3s", "late 5s", "where: late of 'do crew.assign(case) as crew, late 5s': late 3s became late 5s (line 25)")]
    [InlineData("if risk >= 60", "if risk >= 70", "hello: condition of 'if risk >= 70': risk >= 60 became risk >= 70 (line 16)")]
    [InlineData("      do alert", "    do alert", "hello: condition it stands under removed of 'do alert.ambulance(caller)': unwell (line 15)")]
    [InlineData("for agent, voice, chat", "for agent, voice", "channel removed: chat")]
    [InlineData("step dropped", "step dropped \"Perso\", anytime", "dropped: title added: \"Perso\" (line 32)|dropped: anytime added (line 32)")]
    [InlineData("step where \"Indirizzo\"", "step where \"Dove\"", "where: title: \"Indirizzo\" became \"Dove\" (line 19)")]
    [InlineData("Nessun odore, manca il gas\" -> where  #kdwkw", "Nessun odore, manca il gas\" -> where", "hello: text id of choice none removed of 'ask place': kdwkw (line 7)")]
    [InlineData("on hangup -> dropped", "on hangup -> pass-on", "event removed: on hangup -> dropped|event added: on hangup -> pass-on")]
    [InlineData("phone = session.from, private", "phone = session.from", "slot caller: private became not private")]
    public void A_change_is_told_as_what_it_is(string old, string written, string says)
    {
        Told(Gas, Gas.With(old, written)).ShouldBe(says.Split('|'));
    }

    [Fact]
    public void Layout_comments_and_the_version_are_no_difference()
    {
        var other = Gas.With(" v3,", " v4,").With("  step where", "  // here they tell\n\n  step where").With("set risk = 60 when", "set risk  =  60   when");
        Told(Gas, other).ShouldBeEmpty();
        DifferenceReport.ToText(Between(Gas, other)).ShouldBe("gas-emergency v3 to v4: no difference.\n");
    }

    [Fact]
    public void A_step_with_another_name_is_the_same_step_and_arrows_follow_it()
    {
        var renamed = Gas.With("pass-on", "shift");
        Told(Gas, renamed).ShouldBe(["shift: step renamed, was pass-on (line 30)"]);
    }

    [Fact]
    public void A_line_that_went_to_another_place_moved()
    {
        const string Line = "    note \"Mai chiudere prima di avere l'indirizzo.\", kb gas/001  #kr35r\n";
        Told(Gas, Gas.With(Line, "").With("    confirm", Line + "    confirm")).ShouldBe(["where: note moved from hello: note \"Mai chiudere prima di avere l'indirizzo.\", kb gas/001 (line 21)"]);
        Told(Gas, Gas.With(Line, "").With("    say \"Pronto", Line + "    say \"Pronto")).ShouldHaveSingleItem().ShouldContain("moved");
    }

    [Fact]
    public void Steps_come_and_go()
    {
        var other = Gas.With("    -> end lost\n", "    -> sorry\n  step sorry \"Scuse\"\n    say \"Scusi.\"\n    -> end lost\n");
        Told(Gas, other).ShouldBe(["dropped: target of '-> sorry': -> end lost became -> sorry (line 34)", "sorry: step added: \"Scuse\" (line 35)"]);
        Told(other, Gas).ShouldBe(["sorry: step removed: \"Scuse\" (line 35)", "dropped: target of '-> end lost': -> sorry became -> end lost (line 34)"]);
    }

    /// <summary>Whatever an author does is a difference, and only that: the edits of the upgrade's matrix.</summary>
    [Theory]
    [InlineData("gas")]
    [InlineData("lead")]
    public void Every_edit_is_a_difference(string name)
    {
        var old = MarkedScript.Of(Sample.Read(name));
        var edits = 0;
        foreach (var edit in Edits.Of(old).Where(static (_, at) => at % 3 == 0))
        {
            if (edit.Script.Compile() is not null)
            {
                edits++;
                var isSame = Plain(edit.Script.Source.Text) == Plain(old.Source.Text);
                ScriptDifferences.Between(old.Source, old.Contracts, edit.Script.Source, old.Contracts).All.IsEmpty.ShouldBe(isSame, edit.Name);
            }
        }

        edits.ShouldBeGreaterThan(80);
    }

    [Fact]
    public void The_json_has_each_with_before_and_after()
    {
        using var json = JsonDocument.Parse(DifferenceReport.ToJson(Between(Gas, Gas.With("wrong 3 times", "wrong 5 times"))));
        var one = json.RootElement.GetProperty("differences").EnumerateArray().ShouldHaveSingleItem();
        one.EnumerateObject().Select(static p => $"{p.Name}={p.Value}").ShouldBe(
        [
            "kind=changed", "step=where", "subject=wrong", "line=ask address: address \"Mi dica via, numero e comune.\", wrong 5 times -> pass-on", "lineNumber=20", "before=wrong 3 times -> pass-on", "after=wrong 5 times -> pass-on",
        ]);
    }

    private static string Plain(string text) => Regex.Replace(text, "[ ]+", " ").Trim();

    private static ScriptDifferences Between(Sample old, Sample now) => ScriptDifferences.Between(old.Source, old.Contracts, now.Source, now.Contracts);

    /// <summary>The sentences of the report, each behind its step.</summary>
    private static string[] Told(Sample old, Sample now)
    {
        var (told, step) = (new List<string>(), "");
        foreach (var line in DifferenceReport.ToText(Between(old, now)).Split('\n').Skip(1).Where(static line => line.Length > 0))
        {
            if (line.StartsWith("  ", StringComparison.Ordinal))
            {
                told.Add(step + line.Trim());
            }
            else
            {
                step = line == "the whole script" ? "" : line["step ".Length..] + ": ";
            }
        }

        return [.. told];
    }
}

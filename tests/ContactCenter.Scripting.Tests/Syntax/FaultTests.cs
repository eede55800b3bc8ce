using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Tests.Syntax;

/// <summary>One fault, one diagnostic, and what was meant is still read.</summary>
public sealed class FaultTests
{
    [Fact]
    public void Below_a_broken_line_nothing_else_is_said()
    {
        var source = Snippet.Step("sak place \"Where?\"", "  1 inside \"In\"", "  accept x, otherwise \"No\"", "iff a", "  say \"a\"", "else", "  say \"b\"", "hang up");
        Snippet.Codes(source).ShouldBe(["S105", "S105", "S125"]);
    }

    [Fact]
    public void A_forgotten_step_is_one_fault_and_its_lines_stay_together()
    {
        var script = ScriptParser.Parse(new SourceText("demo.flow", $"{Snippet.Header}  hello \"Hi\"\n    hang up\n  stpe other\n    hang up\n"));
        script.Diagnostics.Select(static d => d.Code.Id).ShouldBe(["S105", "S105"]);
        script.Steps.Select(static step => (step.Name.Text, step.Body.Length)).ShouldBe([("hello", 1), ("other", 1)]);
    }

    [Fact]
    public void A_broken_option_does_not_break_the_next()
    {
        var source = Snippet.Step("ask n \"N?\", silnce 8s -> a, wrong 2 times -> b");
        var script = ScriptParser.Parse(source);
        var fault = script.Diagnostics.ShouldHaveSingleItem();
        fault.Message.ShouldBe("'silnce' is no option of 'ask'; did you mean 'silence'?");
        fault.Fix.ShouldNotBeNull().Edits.ShouldBe([new TextEdit(fault.Range, "silence")]);
        var ask = (AskStatement)script.Steps[0].Body[0];
        ask.HasFault.ShouldBeTrue();
        ask.Option<WrongOption>().ShouldNotBeNull().Times.ShouldBe(2);
    }

    [Theory]
    [InlineData("if 1 = 2 -> a", "if 1 is 2 -> a")]
    [InlineData("do x.y(1) else -> a", "do x.y(1), else -> a")]
    [InlineData("ask n: number \"N?\" wrong 3 times -> a", "ask n: number \"N?\", wrong 3 times -> a")]
    [InlineData("call session.from 3 tries every 2h, refused -> a", "call session.from, 3 tries every 2h, refused -> a")]
    [InlineData("hang up now", null)]
    public void A_comma_or_a_comparison_that_is_missing_has_its_fix(string line, string? mended)
    {
        var source = Snippet.Step(line);
        var fault = ScriptParser.Parse(source).Diagnostics.ShouldHaveSingleItem();
        fault.Code.Id.ShouldBe("S115");
        var edit = fault.Fix?.Edits.ShouldHaveSingleItem();
        (edit is null ? null : source.Text.Remove(edit.Value.Range.Start, edit.Value.Range.Length).Insert(edit.Value.Range.Start, edit.Value.NewText)).ShouldBe(mended is null ? null : Snippet.Step(mended).Text);
    }

    [Fact]
    public void Tries_without_their_number_are_told_what_is_missing()
    {
        var fault = ScriptParser.Parse(Snippet.Step("call session.from, tries every 2h, refused -> a")).Diagnostics.ShouldHaveSingleItem();
        (fault.Code.Id, fault.Message).ShouldBe(("S113", "A whole number is expected here: how many tries."));
        ScriptParser.Parse(Snippet.Step("say \"a\", tries")).Diagnostics.ShouldHaveSingleItem().Code.Id.ShouldBe("S116");
    }

    [Fact]
    public void A_misspelt_end_is_one_fault_with_its_fix()
    {
        var source = Snippet.Step("-> edn done");
        var fault = ScriptParser.Parse(source).Diagnostics.ShouldHaveSingleItem();
        (fault.Code.Id, fault.Message).ShouldBe(("S110", "'end' is expected here."));
        fault.Fix.ShouldNotBeNull().Edits.ShouldBe([new TextEdit(fault.Range, "end")]);
        ScriptChecker.Check(source, ScriptContracts.Empty).ShouldHaveSingleItem().Message.ShouldBe(fault.Message);
        Snippet.Codes(Snippet.Step("-> hello done")).ShouldBe(["S115"]);
    }

    [Fact]
    public void Lines_indented_too_far_are_said_once()
    {
        var source = Snippet.Step("say \"a\"", "  say \"b\"", "  say \"c\"", "if x", "    say \"d\"", "    say \"e\"", "say \"f\"");
        var script = ScriptParser.Parse(source);
        script.Diagnostics.Select(static d => (d.Code.Id, d.Message)).ShouldBe([
            ("S103", "This line is indented by 6 spaces; 4 are expected here."),
            ("S103", "This line is indented by 8 spaces; 6 are expected here."),
        ]);
        script.Steps[0].Body.Length.ShouldBe(5);
        ((IfStatement)script.Steps[0].Body[3]).Branches[0].Body.Length.ShouldBe(2);
    }

    [Fact]
    public void A_slot_written_without_set_is_told_how()
    {
        var fault = ScriptParser.Parse(Snippet.Step("risk = 30")).Diagnostics.Single();
        fault.Message.ShouldBe("'risk' is no statement; to give a slot a value write 'set' before it.");
        fault.Fix.ShouldNotBeNull().Edits.ShouldBe([new TextEdit(new TextRange(fault.Range.Start, 0), "set ")]);
    }

    [Fact]
    public void A_script_without_a_word_has_one_fault() => Snippet.Codes(new SourceText("demo.flow", "")).ShouldBe(["S121"]);

    [Fact]
    public void More_than_200_faults_are_not_shown()
    {
        var codes = Snippet.Codes(Snippet.Step([.. Enumerable.Repeat("sai \"a\"", 300)]));
        codes.Length.ShouldBe(FaultList.Most + 1);
        codes[^1].ShouldBe("S199");
    }

    [Fact]
    public void Faults_stand_in_the_order_of_their_places()
    {
        var places = ScriptParser.Parse(Snippet.Step("if a", "sai \"a\"", "if b", "hang up")).Diagnostics.Select(static d => (d.Code.Id, d.Range.Start)).ToList();
        places.Select(static place => place.Id).ShouldBe(["S124", "S105", "S124"]);
        places.ShouldBe(places.OrderBy(static place => place.Start));
    }

    [Theory]
    [InlineData(BlockStack.MaxDepth + 1)]
    [InlineData(5_000)]
    public void Blocks_nested_too_deeply_are_said_and_read(int depth)
    {
        var lines = Enumerable.Range(0, depth).Select(static level => $"{new string(' ', 2 * Math.Min(level, 400))}if a").ToArray();
        Snippet.Codes(Snippet.Step(lines)).ShouldContain("S132");
    }
}

namespace ContactCenter.Scripting.Tests.Checking;

/// <summary>What checks know of scripts beyond the pages of their codes.</summary>
public sealed class MoreCheckTests
{
    [Fact]
    public void A_script_that_another_one_starts_with_something_has_nobody_on_the_line()
    {
        const string Body = "for voice, outcomes done\n{0}  step first\n    wait 2h\n    call phone, unreached -> end done\n    say \"Hello.\"\n    -> end done\n";
        Codes("script demo v1, texts en, " + Body.Replace("{0}", "  slot phone: phone\n", StringComparison.Ordinal)).ShouldBeEmpty();
        Codes("script demo v1, texts en, " + Body.Replace("{0}", "  slot phone: phone = session.from\n", StringComparison.Ordinal)).ShouldBe(["S802"]);
    }

    [Theory]
    [InlineData("unreached -> end done, machine -> last", "")]
    [InlineData("unreached -> last, machine -> end done", "S606")]
    [InlineData("unreached -> last, machine -> last", "S606")]
    [InlineData("machine -> last, unreached -> last", "S606")]
    public void Where_a_machine_has_answered_a_call_is_on(string branches, string code) => Codes($"""
        script demo v1, texts en, for voice, outcomes done
          slot phone: phone
          step first
            call phone, {branches}
            say "Hello."
            -> end done
          step last
            say "Please call us."
            hang up
            -> end done
        """).ShouldBe(code.Length == 0 ? [] : [code]);

    [Theory]
    [InlineData("do pay(frail or no), else -> end done", "")]
    [InlineData("do pay(frail or yes), else -> end done", "S501")]
    [InlineData("do pay(frail), else -> end done", "S501")]
    public void Nothing_is_provided_for_by_or_no(string line, string code) => Codes($"""
        script demo v1, texts en, for chat, outcomes done
          step first
            ask frail: yes/no "Frail?", silence 8s 2 times -> last
            -> last
          step last
            {line}
            -> end done
        """, "action pay(frail: yes/no)").ShouldBe(code.Length == 0 ? [] : [code]);

    [Theory]
    [InlineData("held is \"\"", "")]
    [InlineData("held is not \"\"", "")]
    [InlineData("held is \"a\"", "S501")]
    public void Whether_there_is_a_text_may_be_asked_of_a_slot_that_may_be_empty(string condition, string code) => Codes($"""
        script demo v1, texts en, for chat, outcomes done
          step first
            ask held: text "Held?", silence 8s 2 times -> last
            -> last
          step last
            if {condition} -> end done
            say "Well."
            -> end done
        """).ShouldBe(code.Length == 0 ? [] : [code]);

    [Fact]
    public void No_said_to_a_confirmation_confirms_nothing() => Codes("""
        script demo v1, texts en, for chat, outcomes done
          step first
            confirm "Pay?", no -> last
            -> last
          step last
            do pay(), else -> end done
            -> end done
        """, "action pay(), irreversible").ShouldBe(["S902"]);

    [Fact]
    public void Where_a_confirmation_leads_when_nobody_answers_is_a_way_to_that_step() => Codes("""
        script demo v1, texts en, for chat, outcomes done, silent
          step first
            confirm "Pay?", no -> end done, silence 8s 2 times -> last
            -> end done
          step last
            -> end silent
        """).ShouldBeEmpty();

    [Fact]
    public void A_list_is_there_also_when_something_in_it_is_nothing() => Codes("""
        script demo v1, texts en, for chat, outcomes done
          slot some: list of number
          step first
            ask n: number "n"
            set some = (1 / n, 2)
            say "{some.count}"
            -> end done
        """).ShouldBeEmpty();

    [Fact]
    public void A_parameter_nobody_reads_does_no_harm_and_its_type_is_looked_at()
    {
        const string Script = "script demo v1, texts en, for chat, outcomes done\n  slot p: phone\n  step first\n    -> end done";
        ScriptCompiler.Compile(new SourceText("x.flow", Script), ScriptContracts.Empty).Program.ShouldNotBeNull().SlotOf("p").ShouldBeGreaterThanOrEqualTo(0);
        Codes(Script.Replace("phone", "phonne", StringComparison.Ordinal)).ShouldBe(["S209"]);
    }

    private static IEnumerable<string> Codes(string script, string contracts = "") =>
        ScriptChecker.Check(new SourceText("x.flow", script), ScriptContracts.Parse(new SourceText("x", contracts), out _)).Select(static found => found.Code.Id);
}

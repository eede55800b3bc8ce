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
    [InlineData("ask heard: yes/no \"There?\"\n    if heard -> end done", "S609")]
    [InlineData("confirm \"There?\", no -> end done", "S609")]
    [InlineData("-> more", "S609")] // by way of another step
    [InlineData("ask heard: yes/no \"There?\", silence 4s -> end done\n    if heard -> end done", "")]
    [InlineData("confirm \"There?\", no -> end done, silence 4s -> end done", "")]
    [InlineData("ask heard: yes/no \"There?\", by sms, silence 4h -> end done\n    if heard -> end done", "")]
    [InlineData("hang up\n    call phone, unreached -> end done\n    confirm \"There?\", no -> end done\n    hang up", "")] // this one a person takes, or nobody knows
    public void A_question_to_a_machine_says_what_silence_leads_to(string lines, string code) => Codes($"""
        script demo v1, texts en, for voice, sms, outcomes done
          slot phone: phone
          step first
            call phone, machine -> message, unreached -> end done
            confirm "Is that you?", no -> end done
            -> end done
          step message
            say "Please call us back."
            {lines}
            -> end done
          {(lines.Contains("more", StringComparison.Ordinal) ? "step more\n    ask heard: yes/no \"There?\"\n    if heard -> end done\n    -> end done" : "")}
        """).Where(static found => found is not ("S401" or "S711")).ShouldBe(code.Length == 0 ? [] : [code]);

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

    [Theory]
    [InlineData("wait until free.first, late 1h -> end done", "free.first")]
    [InlineData("wait until case.until, late 1h -> end done", "case.until")]
    [InlineData("wait until case.until - 1h, late 1h -> end done", "case.until")]
    [InlineData("wait until hours.office.next, late 1h -> end done", "hours.office.next")]
    [InlineData("wait case.length", "case.length")]
    [InlineData("do note(customer.phone), else -> end done", "customer.phone")]
    [InlineData("do fire(case.size), else -> end done", "case.size")]
    [InlineData("do fire(1 / (case.number.length - 1)), else -> end done", "1 / (case.number.length - 1)")]
    [InlineData("do fire(1 / n), else -> end done", "1 / n")]
    [InlineData("start child(case.size)", "case.size")]
    [InlineData("send sms a/b(case.size) to session.from", "case.size")]
    [InlineData("set x = known.has(case.note)", "case.note")]
    [InlineData("if known.has(case.note) -> end done", "case.note")]
    [InlineData("if case.note is not \"\" and known.has(case.note) -> end done", "case.note")] // it is asked before
    [InlineData("if n > 3 -> end done\n    else if known.has(case.note) -> end done", "case.note")]
    [InlineData("ask pick \"Which?\", from known.near(case.size)", "case.size")]
    [InlineData("ask more: number \"More?\"\n      accept known.has(case.note), otherwise \"No.\"", "case.note")]
    [InlineData("set x = known.has(known.name(case.number))", "known.name(case.number)")]
    [InlineData("wait until free.last or case.until, late 1h -> end done", "case.until")]
    [InlineData("wait until free.first when free.count is 0, otherwise now + 1h, late 1h -> end done", "free.first")]
    public void What_a_line_cannot_do_without_may_not_be_empty(string line, string value)
    {
        var found = Wanting(line).ShouldHaveSingleItem();
        (found.Code.Id, found.Arguments.Single()).ShouldBe(("S501", value));
        found.Message.ShouldStartWith($"'{value}' may be empty here;");
        found.Path.ShouldBe(["first"]);
    }

    [Theory]
    [InlineData("wait until free.first or now + 1h, late 1h -> end done")]
    [InlineData("wait until case.opened, late 1h -> end done")]
    [InlineData("wait until now + 1h * free.count, late 1h -> end done")]
    [InlineData("do note(session.from), else -> end done")]
    [InlineData("do fire(1), else -> end done")] // the second may be left out
    [InlineData("do fire(1, case.size), else -> end done")]
    [InlineData("do fire(100 / rooms), else -> end done")]
    [InlineData("do fire(free.count), else -> end done")]
    [InlineData("if free.count > 0\n      wait until free.first, late 1h -> end done")]
    [InlineData("if free.count is 0 -> end done\n    wait until free.last, late 1h -> end done")]
    [InlineData("if free.count < 1 -> end done\n    else if n > 9 -> end done\n    wait until free.first, late 1h -> end done")]
    [InlineData("if not (free.count > 0) or n < 3 -> end done\n    wait until free.first, late 1h -> end done")]
    [InlineData("if case.until > now\n      wait until case.until, late 1h -> end done")]
    [InlineData("if now < case.until\n      wait until case.until, late 1h -> end done")]
    [InlineData("if case.note is \"\" -> end done\n    do write(case.note), else -> end done")]
    [InlineData("if case.note is not \"\"\n      do write(case.note), else -> end done")]
    [InlineData("if n is 0 -> end done\n    do fire(1 / n), else -> end done")]
    [InlineData("if free.count > 0\n      set best = free.first\n      wait until best, late 1h -> end done")]
    [InlineData("wait until free.first when free.count > 0, otherwise now + 1h, late 1h -> end done")]
    [InlineData("send sms a/b(1) to session.from")]
    [InlineData("set x = known.has(case.number)")]
    [InlineData("set x = known.has(case.note or \"none\")")]
    [InlineData("set x = known.has(case.number, case.note)")]
    [InlineData("if case.note is not \"\"\n      set x = known.has(case.note)")]
    [InlineData("if case.note is \"\" -> end done\n    else if known.has(case.note) -> end done")]
    [InlineData("ask more: number \"More?\"\n      accept case.note is not \"\", otherwise \"No.\"\n      accept known.has(case.note), otherwise \"No.\"")]
    [InlineData("ask at: address \"Where?\"\n      accept known.has(at.street or \"-\") and known.near(n).count > 0, otherwise \"No.\"")]
    public void What_was_asked_for_before_or_is_always_there_is_not_empty(string lines) => Wanting(lines).ShouldBeEmpty();

    [Fact]
    public void What_was_known_of_a_slot_is_forgotten_when_it_holds_something_else() =>
        Wanting("if free.count is 0 -> end done\n    do slots.free() as free, else -> end done\n    wait until free.first, late 1h -> end done").ShouldHaveSingleItem().Arguments.ShouldBe(["free.first"]);

    [Fact]
    public void A_script_without_slots_is_looked_at_as_well() => Codes("""
        script demo v1, texts en, for chat, outcomes done
          step first
            do note(customer.phone), else -> end done
            -> end done
        """, "action note(of: phone)").ShouldBe(["S501"]);

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

    private static List<Diagnostic> Wanting(string lines) =>
    [
        .. ScriptChecker.Check(
            new SourceText("x.flow", $"script demo v1, texts en, for chat, outcomes done\n  step first\n    do slots.free() as free, else -> end done\n    do case.open() as case, else -> end done\n    ask n: number \"n\"\n    ask rooms: number 1..9 \"r\"\n    {lines}\n    say \"{{free.count}} {{case.number}} {{n}} {{rooms}}\"\n    -> end done\n"),
            ScriptContracts.Parse(new SourceText("x", """
                record case(number: text, opened: moment, until: moment optional, note: text optional, size: number optional, length: duration optional)
                action case.open() gives case
                action slots.free() gives list of moment
                action fire(x: number, y: number optional)
                action note(of: phone)
                action write(what: text)
                action known.has(of: text, other: text optional) gives yes/no, repeatable
                action known.name(of: text) gives text, repeatable
                action known.near(to: number) gives list of moment, repeatable
                template a/b(x: number, y: number optional)
                script child(n: number)
                hours office
                """), out _)).Where(static found => found.Severity == DiagnosticSeverity.Error),
    ];

    private static IEnumerable<string> Codes(string script, string contracts = "") =>
        ScriptChecker.Check(new SourceText("x.flow", script), ScriptContracts.Parse(new SourceText("x", contracts), out _)).Select(static found => found.Code.Id);
}

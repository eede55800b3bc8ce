namespace ContactCenter.Scripting.Tests.Checking;

/// <summary>Comparisons that come to the same whenever a run comes to them, and those that only look so.</summary>
public sealed class ComparisonCheckTests
{
    [Theory]
    [InlineData("n > 10", false)]
    [InlineData("n > 9", false)]
    [InlineData("n >= 10", false)]
    [InlineData("n < 1", false)]
    [InlineData("n is 12", false)]
    [InlineData("n is 0", false)]
    [InlineData("n in 10..20", false)]
    [InlineData("n in 9..1", false)]
    [InlineData("12 < n", false)]
    [InlineData("n >= 1", true)]
    [InlineData("n <= 9", true)]
    [InlineData("n is not 10", true)]
    [InlineData("n in 0..9", true)]
    [InlineData("n is n", true)]
    [InlineData("n < n", false)]
    [InlineData("free is free", true)]
    [InlineData("free is not free", false)]
    [InlineData("case.number is case.number", true)]
    [InlineData("times.count >= 0", true)]
    [InlineData("times.count < 0", false)]
    [InlineData("free > 3 and n > 10", false, "n > 10")]
    [InlineData("not (n > 10)", false, "n > 10")]
    [InlineData("now.time in 22:00..6:00", false)]
    public void One_that_is_always_the_same_is_told(string condition, bool holds, string? told = null)
    {
        var found = Check($"if {condition} -> end other").ShouldHaveSingleItem();
        (found.Code.Id, found.Severity, found.Arguments.Single()).ShouldBe((holds ? "S320" : "S319", DiagnosticSeverity.Warning, told ?? condition));
    }

    [Theory]
    [InlineData("n > 8")]
    [InlineData("n is 9")]
    [InlineData("n in 9..12")]
    [InlineData("n > free")]
    [InlineData("n + 5 > 10")]
    [InlineData("free > 10")]
    [InlineData("free is n")]
    [InlineData("times.count > 0")]
    [InlineData("times.first is times.last")]
    [InlineData("colour is red")]
    [InlineData("colour in (red, green)")]
    [InlineData("case.number is \"7\"")]
    public void One_that_depends_is_not(string condition) => Check($"if {condition} -> end other").ShouldBeEmpty();

    [Theory]
    [InlineData("if colour is red -> end other\n    if colour is red -> end done", "S319")]
    [InlineData("if colour is red -> end other\n    else if colour is green -> end done\n    else if colour is red -> end done", "S319")]
    [InlineData("if colour is red\n      if colour is red -> end other", "S320")]
    [InlineData("if sure -> end other\n    if sure -> end done", "S319")]
    [InlineData("if colour is red and sure\n      if sure -> end other", "S320")]
    [InlineData("if colour is red or colour is green -> end other\n    if colour is green -> end done", "S319")]
    [InlineData("if colour is red -> end other\n    say \"{n}\"\n    if colour is red -> end done", "S319")]
    public void What_was_tested_before_is_told(string lines, string code) => Check(lines).ShouldHaveSingleItem().Code.Id.ShouldBe(code);

    [Theory]
    [InlineData("if colour is red -> end other\n    if colour is green -> end done")]
    [InlineData("if colour is red\n      say \"Red.\"\n    if colour is red -> end done")]
    [InlineData("if colour is red -> end other\n    set colour = red\n    if colour is red -> end done")]
    [InlineData("if colour is red and sure -> end other\n    if colour is red -> end done")]
    [InlineData("if colour is red -> end other\n    ask colour \"Again?\"\n      1 red \"Red\"\n      2 green \"Green\"\n    if colour is red -> end done")]
    public void What_may_have_changed_is_not(string lines) => Check(lines).ShouldBeEmpty();

    [Fact]
    public void Where_a_run_can_be_led_away_and_back_nothing_stays_known() =>
        Check("if colour is red -> end other\n    say \"{n}\"\n    if colour is red -> end done", "  step again, anytime\n    ask colour \"Again?\"\n      1 red \"Red\"\n      2 green \"Green\"\n    -> back\n").ShouldBeEmpty();

    [Fact]
    public void What_an_answer_must_be_is_looked_at_too() =>
        Check("ask m: number 1..9 \"m\"\n      accept m < 10, otherwise \"Less.\"\n    say \"{m}\"").ShouldHaveSingleItem().Code.Id.ShouldBe("S320");

    private static List<Diagnostic> Check(string lines, string steps = "")
    {
        const string Before = "    ask n: number 1..9 \"n\"\n    ask free: number \"f\"\n    ask sure: yes/no \"s\"\n    ask colour \"c\"\n      1 red \"Red\"\n      2 green \"Green\"\n    do find() as times, else -> end other\n    do open() as case, else -> end other\n";
        var script = $"script demo v1, texts en, for chat, outcomes done, other\n  step first\n{Before}    {lines}\n    say \"{{n}} {{free}} {{sure}} {{colour}} {{times.count}} {{case.number}}\"\n    -> end done\n{steps}";
        var contracts = ScriptContracts.Parse(new SourceText("x", "record case(number: text)\naction find() gives list of moment, repeatable\naction open() gives case, repeatable"), out _);
        var found = ScriptChecker.Check(new SourceText("x.flow", script), contracts);
        found.Where(static one => one.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        return [.. found.Where(static one => one.Code.Id is "S319" or "S320")];
    }
}

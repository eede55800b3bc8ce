using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Tests.Syntax;

public sealed class TextTests
{
    [Theory]
    [InlineData("{a}", "{a}")]
    [InlineData("x{a}y{b.c}z", "x|{a}|y|{b.c}|z")]
    [InlineData("{{a}}", "{{a}}")]
    [InlineData("{{{a}}}", "{{|{a}|}}")]
    [InlineData("\"\"a\"\"", "\"\"a\"\"")]
    [InlineData("{a or 'none'}!", "{a or 'none'}|!")]
    [InlineData("{ a | date long }", "{ a | date long }")]
    public void A_text_is_cut_at_its_holes(string written, string parts)
    {
        var source = Snippet.Step($"say \"{written}\"");
        var text = ((SayStatement)ScriptParser.Parse(source).Steps[0].Body[0]).Text.ShouldNotBeNull();
        source.Slice(text.Raw).ToString().ShouldBe(written);
        string.Join('|', text.Parts.Select(part => source.Slice(part.Range).ToString())).ShouldBe(parts);
    }

    [Fact]
    public void What_stands_in_a_hole_has_its_place_in_the_script()
    {
        var source = Snippet.Step("say \"On { when + 1 day |date long }.\"");
        var hole = ((SayStatement)ScriptParser.Parse(source).Steps[0].Body[0]).Text!.Parts.OfType<HoleSyntax>().Single();
        source.Slice(hole.Value.Range).ToString().ShouldBe("when + 1 day");
        hole.Format.ShouldNotBeNull().Text.ShouldBe("date long");
        source.Slice(hole.Format.Value.Range).ToString().ShouldBe("date long");
    }

    [Theory]
    [InlineData("{", "S118")]
    [InlineData("a {b", "S118")]
    [InlineData("a }", "S119")]
    [InlineData("{}", "S111")]
    [InlineData("{a b}", "S115")]
    [InlineData("{a|}", "S107")]
    [InlineData("{a + }", "S111")]
    [InlineData("{a or 'b}", "S101")]
    [InlineData("{a?}", "S128")]
    public void A_broken_hole_is_one_fault(string written, string code) => Snippet.Codes(Snippet.Step($"say \"{written}\"", "hang up")).ShouldBe([code]);

    [Fact]
    public void A_text_that_is_not_closed_takes_its_line_and_no_other() => Snippet.Codes(Snippet.Step("say \"a", "say b\"", "say \"c\"")).ShouldBe(["S101", "S108"]);
}

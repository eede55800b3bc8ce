namespace ContactCenter.Scripting.Tests.Sources;

public sealed class SourceTextTests
{
    [Theory]
    [InlineData("", 1)]
    [InlineData("a", 1)]
    [InlineData("a\n", 2)]
    [InlineData("a\r\nb", 2)]
    public void Lines_end_at_line_feeds(string text, int lines) => new SourceText("x.flow", text).LineCount.ShouldBe(lines);

    [Fact]
    public void Every_character_has_its_line_and_column()
    {
        const string Text = "ab\r\n\ncde";
        var source = new SourceText("x.flow", Text);
        var (line, column) = (1, 1);
        for (var at = 0; at <= Text.Length; at++)
        {
            source.PositionOf(at).ShouldBe(new TextPosition(line, column));
            (line, column) = at < Text.Length && Text[at] == '\n' ? (line + 1, 1) : (line, column + 1);
        }

        Enumerable.Range(1, 3).Select(number => source.Slice(source.LineAt(number)).ToString()).ShouldBe(["ab", "", "cde"]);
        Should.Throw<ArgumentOutOfRangeException>(() => source.PositionOf(Text.Length + 1));
        Should.Throw<ArgumentOutOfRangeException>(() => source.LineAt(4));
    }
}

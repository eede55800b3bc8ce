using System.Text;
using ContactCenter.Scripting.Syntax;
using FsCheck.Xunit;

namespace ContactCenter.Scripting.Tests.Syntax;

/// <summary>Programs are made with their trees, apart from the parser; the parser has to find the same trees, and the formatter the same layout.</summary>
public sealed class RandomProgramTests
{
    [Property(MaxTest = 150)]
    public void A_program_is_read_as_the_tree_it_was_written_from(int seed)
    {
        var program = new RandomProgram(seed & int.MaxValue);
        Check(program, program.Text);
    }

    [Property(MaxTest = 150)]
    public void Spaces_comments_and_empty_lines_change_nothing(int seed)
    {
        var program = new RandomProgram(seed & int.MaxValue);
        Check(program, Loosened(program.Text, new Random(seed), comments: true));
    }

    [Property(MaxTest = 150)]
    public void The_formatter_writes_the_canonical_layout(int seed)
    {
        var program = new RandomProgram(seed & int.MaxValue);
        ScriptFormatter.Format(new SourceText("random.flow", program.Text)).ShouldBe(program.Text);
        ScriptFormatter.Format(new SourceText("random.flow", Loosened(program.Text, new Random(seed), comments: false))).ShouldBe(program.Text);
    }

    private static void Check(RandomProgram program, string text)
    {
        var source = new SourceText("random.flow", text);
        var script = ScriptParser.Parse(source);
        script.Diagnostics.ShouldBeEmpty(text);
        TreeText.Of(script.Steps, source).ShouldBe(program.Steps, text);
    }

    /// <summary>More spaces where there is one, outside texts and indentation; with comments and empty lines on request.</summary>
    private static string Loosened(string text, Random random, bool comments)
    {
        var loose = new StringBuilder();
        foreach (var line in text.Split('\n')[..^1])
        {
            var inText = false;
            var code = line.TrimStart(' ');
            loose.Append(' ', line.Length - code.Length);
            foreach (var c in code)
            {
                inText ^= c == '"';
                loose.Append(c, c == ' ' && !inText ? 1 + random.Next(3) : 1);
            }

            loose.Append(random.Next(4) == 0 ? "  " : "");
            loose.Append(comments && random.Next(4) == 0 ? " // \"{#k1" : "").Append('\n');
            loose.Append(comments && random.Next(8) == 0 ? "\n   // alone\n" : "");
        }

        return loose.ToString();
    }
}

using System.Globalization;
using System.Text;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Tests.Syntax;

/// <summary>
/// Whatever the text, reading, formatting, checking and compiling it end in order and keep their promises. 5 s or 100,000 scripts each;
/// <c>CONTACTCENTER_FUZZ=5000000</c> makes so many, however long that takes.
/// </summary>
public sealed class ScriptFuzzTests
{
    [Fact]
    public void No_script_breaks_the_parser_or_the_formatter()
    {
        var fuzzer = new ScriptFuzzer(seed: 20_261_129);
        var (tried, right) = Try(_ => fuzzer.Next(), static (_, text) => Check(new SourceText("fuzz.flow", text)));
        right.ShouldBeGreaterThan(tried / 50, "some of them are right, or nothing behind the parser has been tried");
    }

    [Fact]
    public void No_script_with_its_side_files_breaks_the_checker_or_the_compiler()
    {
        var fuzzer = new ScriptFuzzer(seed: 20_261_201);
        var samples = Examples.All.Select(FuzzedSample.Read).ToArray();
        FuzzedSample Sample(int number) => samples[number % samples.Length];
        var (tried, right) = Try(
            number => string.Join("\n====\n", Sample(number).Files.Select(file => fuzzer.Changed(file, most: 2))),
            (number, text) => Sample(number).Compiles(text.Split("\n====\n")));
        right.ShouldBeGreaterThan(tried / 50, "some of them are right, or the compiler has not been tried");
    }

    private static (int Tried, int Right) Try(Func<int, string> next, Func<int, string, bool> isRight)
    {
        var asked = Environment.GetEnvironmentVariable("CONTACTCENTER_FUZZ");
        var count = asked is null ? 100_000 : int.Parse(asked, CultureInfo.InvariantCulture);
        using var patience = new CancellationTokenSource(asked is null ? TimeSpan.FromSeconds(5) : Timeout.InfiniteTimeSpan);
        var (tried, right) = (0, 0);
        for (; tried < count && !patience.IsCancellationRequested; tried++)
        {
            var text = next(tried);
            try
            {
                right += isRight(tried, text) ? 1 : 0;
            }
            catch (Exception e)
            {
                throw new Xunit.Sdk.XunitException($"Script {tried}: {e.Message}\nadd what broke it to Corpus/scripts.txt:\n{text}\n{e}");
            }
        }

        return (tried, right);
    }

    /// <returns>The script has no fault.</returns>
    private static bool Check(SourceText source)
    {
        var script = ScriptParser.Parse(source);
        Places(source, script);
        var formatted = new SourceText("formatted.flow", ScriptFormatter.Format(source));
        ScriptFormatter.Format(formatted).ShouldBe(formatted.Text, "what was formatted stays");
        if (script.Diagnostics.IsEmpty)
        {
            TreeText.Of(ScriptParser.Parse(formatted), formatted, ids: false).ShouldBe(TreeText.Of(script, source, ids: false), "formatting changes no meaning");
            Bare(formatted).ShouldBe(Bare(source), "formatting changes nothing but spaces and ids");
        }

        return script.Diagnostics.IsEmpty;
    }

    /// <summary>Every fault lies in the text, they are in order, and no line has two.</summary>
    private static void Places(SourceText source, ScriptSyntax script)
    {
        var (before, line) = (0, 0);
        foreach (var diagnostic in script.Diagnostics)
        {
            diagnostic.Range.Start.ShouldBeGreaterThanOrEqualTo(before);
            diagnostic.Range.Length.ShouldBeGreaterThanOrEqualTo(0);
            diagnostic.Range.End.ShouldBeLessThanOrEqualTo(source.Text.Length);
            diagnostic.Message.ShouldNotContain("{0}");
            var at = source.PositionOf(diagnostic.Range.Start).Line;
            at.ShouldBeGreaterThan(line, $"a second fault of line {at}: {diagnostic}");
            source.PositionOf(diagnostic.Range.End).Line.ShouldBe(at, "a fault does not reach over the end of its line");
            (before, line) = (diagnostic.Range.Start, at);
        }
    }

    /// <summary>The text without spaces and ids of texts.</summary>
    private static string Bare(SourceText source)
    {
        var text = new StringBuilder(source.Text);
        foreach (var id in ScriptParser.Parse(source).TextIds.Reverse())
        {
            text.Remove(id.Start, id.Length);
        }

        return string.Concat(text.ToString().Where(static c => !Lexer.IsSpace(c) && c != '\n'));
    }
}

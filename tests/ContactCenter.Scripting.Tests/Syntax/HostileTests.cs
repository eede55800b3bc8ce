using System.Diagnostics;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Tests.Syntax;

/// <summary>Whatever the text, it is read in a time in proportion to its length. Half a megabyte takes some tenths of a second; what is quadratic takes minutes.</summary>
public sealed class HostileTests
{
    private const int Length = 500_000;

    public static TheoryData<string> Pieces { get; } =
    [
        "(", "-", "not ", "{", "}", "\"", "\"\"", "{{", "{a", "say \"{", "a.", "a,", ",", "1", "1.", "9:", "a-", "#k", "/", "//", " ", "\t", "\n", "\r\n", "\r", "é", "\ud800", "\0",
        "if a\n", "else\n", "else if a -> b\n", "    if a\n", "    if a -> b\n    else if a -> b\n", "  step a\n", "step\n", "  slot a: list of ", "list of ", "one of a/", "    1 a \"b\"\n", "script a v1\n", "sai \"a\"\n",
        "    say \"a\"  #k1\n", "a(", "f(1)", "1 + ", "1 when a, otherwise ", "1d", "1..", "    ask a \"b\", silence 1s -> a, ", "\n \n  \n   \n    \n",
    ];

    [Theory]
    [MemberData(nameof(Pieces))]
    public void Half_a_megabyte_of_anything_is_read_and_formatted(string piece)
    {
        foreach (var before in new[] { "", $"{Snippet.Header}  step hello\n    ", $"{Snippet.Header}  step hello\n    set x = ", $"{Snippet.Header}  step hello\n    say \"" })
        {
            var text = before + string.Concat(Enumerable.Repeat(piece, Length / piece.Length / 4));
            var watch = Stopwatch.StartNew();
            var source = new SourceText("hostile.flow", text);
            ScriptParser.Parse(source).Diagnostics.Length.ShouldBeLessThanOrEqualTo(FaultList.Most + 2);
            ScriptFormatter.Format(source);
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        }
    }
}

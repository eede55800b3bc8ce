using ContactCenter.Scripting.Syntax;
using FsCheck.Xunit;

namespace ContactCenter.Scripting.Tests.Syntax;

/// <summary>What slips of the keyboard do to the examples: every one of them, not a sample.</summary>
public sealed class MutationTests
{
    private const int MostForOne = 3;

    [Theory]
    [MemberData(nameof(Examples.Names), MemberType = typeof(Examples))]
    public void Each_token_may_be_missing(string name) => Each(name, static (text, tokens, i) => text.Remove(tokens[i].Start, tokens[i].Length));

    [Theory]
    [MemberData(nameof(Examples.Names), MemberType = typeof(Examples))]
    public void Each_token_may_stand_twice(string name) => Each(name, static (text, tokens, i) => text.Insert(tokens[i].End, $" {text.AsSpan(tokens[i].Start, tokens[i].Length)}"));

    [Theory]
    [MemberData(nameof(Examples.Names), MemberType = typeof(Examples))]
    public void Each_token_may_change_places_with_the_next(string name) => Each(name, static (text, tokens, i) => Swapped(text, tokens[i], tokens[Math.Min(i + 1, tokens.Count - 1)]));

    [Theory]
    [MemberData(nameof(Examples.Names), MemberType = typeof(Examples))]
    public void Each_character_may_be_missing(string name)
    {
        var text = Examples.Read(name);
        for (var at = 0; at < text.Length; at++)
        {
            Check(text.Remove(at, 1), $"without character {at}");
        }
    }

    [Property(MaxTest = 500)]
    public void Any_two_tokens_may_change_places(byte script, ushort first, ushort second)
    {
        var name = Examples.All[script % Examples.All.Length];
        var text = Examples.Read(name);
        var tokens = Tokens(text);
        var (a, b) = (first % tokens.Count, second % tokens.Count);
        Check(Swapped(text, tokens[Math.Min(a, b)], tokens[Math.Max(a, b)]), $"{name}: tokens {a} and {b}");
    }

    private static void Each(string name, Func<string, List<TextRange>, int, string> change)
    {
        var text = Examples.Read(name);
        var tokens = Tokens(text);
        tokens.Count.ShouldBeGreaterThan(200);
        for (var i = 0; i < tokens.Count; i++)
        {
            Check(change(text, tokens, i), $"token {i}, '{text.Substring(tokens[i].Start, tokens[i].Length)}'");
        }
    }

    private static void Check(string text, string what)
    {
        var source = new SourceText("changed.flow", text);
        ScriptParser.Parse(source).Diagnostics.Length.ShouldBeLessThanOrEqualTo(MostForOne, what);
        ScriptFormatter.Format(source).ShouldNotBeEmpty();
    }

    private static string Swapped(string text, TextRange first, TextRange second)
    {
        ReadOnlySpan<char> Between(int start, int end) => text.AsSpan(start, end - start);
        return first == second ? text : $"{Between(0, first.Start)}{Between(second.Start, second.End)}{Between(first.End, second.Start)}{Between(first.Start, first.End)}{text.AsSpan(second.End)}";
    }

    private static List<TextRange> Tokens(string text)
    {
        var tokens = new List<TextRange>();
        var source = new SourceText("x.flow", text);
        for (var number = 1; number <= source.LineCount; number++)
        {
            var line = source.LineAt(number);
            var lexer = new Lexer(text, line.Start, line.End, inHole: false);
            for (var token = lexer.Next(); token.Kind != TokenKind.End; token = lexer.Next())
            {
                tokens.Add(token.Range);
            }
        }

        return tokens;
    }
}

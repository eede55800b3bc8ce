using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Tests.Syntax;

/// <summary>Small scripts around what a test is about.</summary>
internal static class Snippet
{
    public const string Header = "script demo v1, texts en, for chat, outcomes done\n";

    /// <summary>A script of one step.</summary>
    /// <param name="lines">Its lines, the outermost without indentation.</param>
    public static SourceText Step(params string[] lines) => new("demo.flow", $"{Header}  step hello\n{string.Concat(lines.Select(static line => $"    {line}\n"))}");

    /// <summary>The only statement of a step, which has no fault, as text.</summary>
    public static string Statement(params string[] lines)
    {
        var source = Step(lines);
        var script = ScriptParser.Parse(source);
        script.Diagnostics.ShouldBeEmpty();
        return TreeText.Of(script.Steps.Single().Body.Single(), source);
    }

    public static string Expression(string written)
    {
        const string Before = "(SetStatement Slot=x Value=";
        return Statement($"set x = {written}")[Before.Length..^1];
    }

    public static string[] Codes(SourceText source) => [.. ScriptParser.Parse(source).Diagnostics.Select(static diagnostic => diagnostic.Code.Id)];
}

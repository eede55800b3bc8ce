using System.Text.RegularExpressions;
using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Syntax;
using ContactCenter.Scripting.Tests.Syntax;

namespace ContactCenter.Scripting.Tests.Proofs;

/// <summary>The tutorial and the reference of the language: their scripts have no fault, and nothing of the language is missing.</summary>
public sealed partial class TutorialTests
{
    private static readonly string Tutorial = Read("tutorial.md");
    private static readonly string Reference = Read("language.md");

    [Theory]
    [InlineData("tutorial.md", 10)]
    [InlineData("language.md", 15)]
    public void Every_script_of_the_page_is_right(string page, int least)
    {
        var contracts = ContractsOf(Read(page));
        var scripts = ScriptsOf(Read(page));
        scripts.Count.ShouldBeGreaterThanOrEqualTo(least);
        foreach (var script in scripts)
        {
            var compiled = ScriptCompiler.Compile(new SourceText("page.flow", script), contracts);
            compiled.Diagnostics.Where(static found => found.Severity != DiagnosticSeverity.Hint).Select(static found => found.ToString()).ShouldBeEmpty(script);
            compiled.Program.ShouldNotBeNull();
            ScriptFormatter.Format(new SourceText("page.flow", script)).Split('\n').Zip(script.Split('\n')).ShouldAllBe(static line => line.First.StartsWith(line.Second, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(6, " as case, else -> pass-on", " as case", "S901")]
    [InlineData(10, "risk or 0", "risk", "S501")]
    public void What_the_tool_is_said_to_say_it_says(int stage, string written, string instead, string code)
    {
        var script = ScriptsOf(Tutorial)[stage - 1];
        var found = ScriptChecker.Check(new SourceText("x.flow", script.Replace(written, instead, StringComparison.Ordinal)), ContractsOf(Tutorial)).Single(static found => found.Severity == DiagnosticSeverity.Error);
        found.Code.Id.ShouldBe(code);
        Tutorial.ShouldContain($"error {code}: {found.Message}");
        if (found.Path.Length > 1)
        {
            Tutorial.ShouldContain($"  by way of {string.Join(" → ", found.Path)}");
        }
    }

    [Fact]
    public void The_conversation_of_the_tutorial_goes_as_it_is_written()
    {
        var compiled = ScriptCompiler.Compile(new SourceText("page.flow", ScriptsOf(Tutorial)[^1]), ContractsOf(Tutorial));
        var talks = ConversationFile.Parse(new SourceText("page.talks", TalksPattern().Match(Tutorial).Groups["talks"].Value));
        talks.Faults.ShouldBeEmpty();
        talks.Conversations.Single().Play(compiled.Program.ShouldNotBeNull()).Failure.ShouldBeNull();
    }

    /// <summary>In the reference each word stands in a script that compiles, or in what is said of it.</summary>
    [Fact]
    public void The_reference_has_every_word_of_the_language_and_every_function()
    {
        var words = Enum.GetNames<Keyword>().Where(static name => name != nameof(Keyword.None)).Select(static name => name.ToLowerInvariant());
        foreach (var word in words.Concat(Functions.Called).Concat(ScriptContracts.Empty.Givens.Keys).Concat(ScriptContracts.Empty.Events.Keys))
        {
            Regex.IsMatch(Reference, $@"`[^`\n]*\b{Regex.Escape(word)}\b[^`\n]*`|^ +[^|\n]*\b{Regex.Escape(word)}\b", RegexOptions.Multiline).ShouldBeTrue(word);
        }

        foreach (var kind in Enum.GetValues<ScriptKind>())
        {
            foreach (var part in Functions.PartsOf(kind))
            {
                Reference.ShouldContain($".{part}`");
            }
        }

        foreach (var (name, type) in ScriptContracts.Empty.Givens.Where(static given => given.Value.HasFields && given.Key != "hours"))
        {
            foreach (var field in type.Fields)
            {
                Reference.ShouldContain($"`{name}.{field.Name}`");
            }
        }
    }

    /// <summary>Statements are shown, not only told: each begins a line of some script of the page.</summary>
    [Fact]
    public void Every_statement_has_an_example()
    {
        var lines = ScriptsOf(Reference).SelectMany(static script => script.Split('\n')).Select(static line => line.Trim()).ToList();
        foreach (var word in (string[])["script", "slot", "on", "starts", "step", .. StatementParser.Words])
        {
            lines.ShouldContain(line => line.StartsWith(word + " ", StringComparison.Ordinal) || line == word, word);
        }
    }

    private static ScriptContracts ContractsOf(string page)
    {
        var contracts = ScriptContracts.Parse(new SourceText("page.contracts", ContractsPattern().Match(page).Groups["contracts"].Value), out var faults);
        faults.ShouldBeEmpty();
        return contracts;
    }

    private static List<string> ScriptsOf(string page) => [.. ExamplePattern().Matches(page).Select(static match => match.Groups["script"].Value)];

    private static string Read(string page) => File.ReadAllText(Path.Combine(Examples.Root, "docs/scripting", page));

    [GeneratedRegex("```contracts\n(?<contracts>.*?)```", RegexOptions.Singleline)]
    private static partial Regex ContractsPattern();

    [GeneratedRegex("```flow\n(?<script>.*?)```", RegexOptions.Singleline)]
    private static partial Regex ExamplePattern();

    [GeneratedRegex("```\n(?<talks>by voice.*?)```", RegexOptions.Singleline)]
    private static partial Regex TalksPattern();
}

using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ContactCenter.Scripting.Tests.Analysis;

namespace ContactCenter.Scripting.Tests.Upgrades;

/// <summary>A line with a mark of what it is, which edits carry along whatever they make of its words; a line that is new has a mark of its own.</summary>
internal sealed record MarkedLine(string Text, string Mark)
{
    public int Indent => Text.Length - Text.TrimStart().Length;

    public string Words => Text.TrimStart();

    public bool IsStep => Indent == 2 && Words.StartsWith("step ", StringComparison.Ordinal);
}

/// <summary>A script whose lines are marked: the oracle of what an edit made of each line. It knows nothing of ids.</summary>
internal sealed partial record MarkedScript(ImmutableArray<MarkedLine> Lines, ScriptContracts Contracts, string Name)
{
    private static int _fresh;

    public static MarkedScript Of(Sample sample) => new([.. sample.Source.Text.TrimEnd('\n').Split('\n').Select(static (line, at) => new MarkedLine(line, $"{at + 1}"))], sample.Contracts, sample.Source.Name);

    public SourceText Source => new(Name, string.Join('\n', Lines.Select(static line => line.Text)) + "\n");

    /// <summary>The names of the steps, in their order.</summary>
    public IEnumerable<string> Steps => Lines.Where(static line => line.IsStep).Select(static line => line.Words.Split(' ')[1].TrimEnd(','));

    /// <summary>Where lines of steps stand that are no choice and no check.</summary>
    public IEnumerable<int> Statements => Enumerable.Range(0, Lines.Length).Where(at => Lines[at].Indent >= 4 && StatementPattern().IsMatch(Lines[at].Words));

    public IEnumerable<int> Choices => Enumerable.Range(0, Lines.Length).Where(at => ChoicePattern().IsMatch(Lines[at].Words));

    /// <summary>The program; null when the edit left a script that is wrong.</summary>
    public ScriptProgram? Compile() => ScriptCompiler.Compile(Source, Contracts).Program;

    /// <summary>What the line of a statement is.</summary>
    public string MarkOf(ScriptProgram program, string statement) => Lines[Source.PositionOf(program.Statements.First(one => one.Id == statement).Range.Start).Line - 1].Mark;

    public MarkedScript Change(int at, Func<string, string> words) => this with { Lines = Lines.SetItem(at, Lines[at] with { Text = words(Lines[at].Text) }) };

    /// <summary>Something else stands where a line was.</summary>
    public MarkedScript Replace(int at, string text) => this with { Lines = Lines.SetItem(at, new MarkedLine(text, Fresh())) };

    public MarkedScript Insert(int at, params string[] texts) => this with { Lines = Lines.InsertRange(at, texts.Select(static text => new MarkedLine(text, Fresh()))) };

    /// <summary>A line with what stands below it, indented more.</summary>
    public (int From, int Count) Block(int at)
    {
        var end = at + 1;
        while (end < Lines.Length && Lines[end].Indent > Lines[at].Indent)
        {
            end++;
        }

        return (at, end - at);
    }

    public MarkedScript Remove(int at) => this with { Lines = Lines.RemoveRange(Block(at).From, Block(at).Count) };

    /// <summary>Takes a line, with what stands below it, to another place.</summary>
    public MarkedScript Move(int at, int before)
    {
        var (from, count) = Block(at);
        var moved = Lines.Slice(from, count);
        var rest = Lines.RemoveRange(from, count);
        return this with { Lines = rest.InsertRange(before > from ? before - count : before, moved) };
    }

    public int StepAt(string step) => Enumerable.Range(0, Lines.Length).First(at => Lines[at].IsStep && Lines[at].Words.Split(' ')[1].TrimEnd(',') == step);

    /// <summary>Another name for a step, wherever it stands.</summary>
    public MarkedScript Rename(string step, string name) => this with
    {
        Lines = [.. Lines.Select(line => line with { Text = Regex.Replace(line.Text, $"(?<=-> |step ){Regex.Escape(step)}(?![\\w-])", name) })],
    };

    private static string Fresh() => $"new {Interlocked.Increment(ref _fresh)}";

    [GeneratedRegex("^(say|note|ask|confirm|set|do|send|call|transfer|hang up|wait|if|start|->)")]
    private static partial Regex StatementPattern();

    [GeneratedRegex("^\\d+ ")]
    private static partial Regex ChoicePattern();
}

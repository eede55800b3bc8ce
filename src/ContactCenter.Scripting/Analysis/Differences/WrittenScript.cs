using System.Collections.Immutable;
using System.Globalization;
using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Analysis;

/// <summary>A part of a line: what it is called, and how it is written.</summary>
internal readonly record struct WrittenPart(string Name, string Text);

/// <summary>A line of a step, taken apart.</summary>
internal sealed class WrittenLine
{
    /// <summary>What people call it: <c>question</c>, <c>action</c>.</summary>
    public required string Word { get; init; }

    /// <summary>Its text's id; null when it has none.</summary>
    public required string? TextId { get; init; }

    /// <summary>What it is about, without which it is another line: an action's name, a slot.</summary>
    public required string About { get; init; }

    public required ImmutableArray<WrittenPart> Parts { get; init; }

    public required string Written { get; init; }

    public required int Number { get; init; }

    public required string Step { get; init; }

    /// <summary>The same for the same line, word for word.</summary>
    public string Signature => field ??= $"{Word} {About} {string.Join('\u001f', Parts)}";
}

/// <summary>A step, taken apart.</summary>
internal sealed record WrittenStep(string Name, string Title, string TitleId, bool IsAnytime, int Number, ImmutableArray<WrittenLine> Lines);

/// <summary>A script as its author wrote it, without layout.</summary>
internal sealed class WrittenScript
{
    /// <summary>The conditions a line stands under, from the outermost.</summary>
    public const string Inside = "condition it stands under";

    private readonly SourceText _source;

    public WrittenScript(SourceText source, BoundScript script)
    {
        (_source, Bound) = (source, script);
        Steps = [.. script.Syntax.Steps.Select(Read)];
    }

    public BoundScript Bound { get; }

    public string Name => Bound.Syntax.Header.Name.Text;

    public int Version => Bound.Syntax.Header.Version;

    public ImmutableArray<WrittenStep> Steps { get; }

    public int NumberOf(TextRange range) => _source.PositionOf(range.Start).Line;

    /// <summary>What stands at a range, each row of spaces as one.</summary>
    public string Slice(TextRange range)
    {
        var (text, isQuoted, isSpace) = (new System.Text.StringBuilder(), false, false);
        foreach (var c in _source.Slice(range))
        {
            isQuoted ^= c == '"';
            if (!isQuoted && c is ' ' or '\t' or '\r' or '\n' && !isQuoted)
            {
                isSpace = true;
                continue;
            }

            text.Append(isSpace ? " " : "").Append(c);
            isSpace = false;
        }

        return text.ToString();
    }

    private WrittenStep Read(StepSyntax step)
    {
        var lines = ImmutableArray.CreateBuilder<WrittenLine>();
        Read(step.Body, step.Name.Text, "", lines);
        return new WrittenStep(step.Name.Text, step.Title is null ? "" : Slice(step.Title.Range), step.Title?.Id?.Text ?? "", step.IsAnytime, NumberOf(step.Range), lines.ToImmutable());
    }

    private void Read(ImmutableArray<StatementSyntax> body, string step, string inside, ImmutableArray<WrittenLine>.Builder lines)
    {
        foreach (var statement in body)
        {
            if (statement is IfStatement choice)
            {
                ReadIf(choice, step, inside, lines);
            }
            else
            {
                var parts = WrittenParts.Of(statement, this).Append(new WrittenPart(Inside, inside)).Where(static part => part.Text.Length > 0);
                lines.Add(new WrittenLine
                {
                    Word = WrittenParts.WordOf(statement), TextId = WrittenParts.TextOf(statement)?.Id?.Text, About = WrittenParts.AboutOf(statement), Parts = [.. parts],
                    Written = Slice(statement.Range), Number = NumberOf(statement.Range), Step = step,
                });
            }
        }
    }

    /// <summary>Each way of an <c>if</c> is a line, and what stands below it is under its condition.</summary>
    private void ReadIf(IfStatement choice, string step, string inside, ImmutableArray<WrittenLine>.Builder lines)
    {
        var before = "";
        foreach (var branch in choice.Branches)
        {
            var condition = branch.Condition is null ? "" : Slice(branch.Condition.Range);
            ImmutableArray<WrittenPart> parts =
            [
                new("condition", condition),
                new("target", branch.Target is null ? "" : Slice(branch.Target.Range)),
                new(Inside, inside),
            ];
            lines.Add(new WrittenLine
            {
                Word = branch.Condition is null ? "else" : "condition", TextId = null, About = before.Length > 0 ? "else" : "", Parts = [.. parts.Where(static part => part.Text.Length > 0)],
                Written = Slice(branch.Range), Number = NumberOf(branch.Range), Step = step,
            });
            var under = branch.Condition is null ? $"not ({before})" : condition;
            Read(branch.Body, step, inside.Length == 0 ? under : $"{inside}; {under}", lines);
            before = before.Length == 0 ? condition : string.Create(CultureInfo.InvariantCulture, $"{before}; {condition}");
        }
    }
}

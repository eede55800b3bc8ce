using System.Collections.Immutable;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Editing;

/// <summary>The steps of a script, and the lines that can be folded.</summary>
internal static class Outlines
{
    public static ImmutableArray<ScriptOutline> Of(ScriptDocument document)
    {
        var (steps, source) = (document.Syntax.Steps, document.Source);
        var outlines = ImmutableArray.CreateBuilder<ScriptOutline>(steps.Length);
        for (var i = 0; i < steps.Length; i++)
        {
            var step = steps[i];
            if (step.Name.IsMissing)
            {
                continue;
            }

            var end = i + 1 < steps.Length ? source.LineAt(Math.Max(source.PositionOf(step.Range.Start).Line, source.PositionOf(steps[i + 1].Range.Start).Line - 1)).End : source.Text.TrimEnd().Length;
            var children = ImmutableArray.CreateBuilder<ScriptOutline>();
            Add(step.Body, children);
            outlines.Add(new ScriptOutline(
                "step", step.Name.Text, step.Title is { } title ? source.Slice(title.Raw).ToString() : "", TextRange.Between(step.Range.Start, Math.Max(step.Range.End, end)), step.Name.Range, children.ToImmutable()));
        }

        return outlines.ToImmutable();
    }

    /// <summary>By indentation: it is what makes the blocks.</summary>
    public static ImmutableArray<ScriptFold> FoldsOf(SourceText source)
    {
        var folds = new List<ScriptFold>();
        var open = new Stack<(int Line, int Depth)>();
        var last = 0;
        for (var number = 1; number <= source.LineCount; number++)
        {
            var line = source.Slice(source.LineAt(number));
            var depth = line.Length - line.TrimStart().Length;
            if (depth == line.Length)
            {
                continue;
            }

            Close(depth);
            open.Push((number, depth));
            last = number;
        }

        Close(0);
        return [.. folds.OrderBy(static fold => fold.FirstLine)];

        void Close(int depth)
        {
            while (open.TryPeek(out var top) && top.Depth >= depth)
            {
                open.Pop();
                if (last > top.Line)
                {
                    folds.Add(new ScriptFold(top.Line, last));
                }
            }
        }
    }

    private static void Add(ImmutableArray<StatementSyntax> body, ImmutableArray<ScriptOutline>.Builder to)
    {
        foreach (var line in body)
        {
            switch (line)
            {
                case AskStatement { Slot: { IsMissing: false } slot }:
                    to.Add(new ScriptOutline("ask", slot.Text, "", line.Range, slot.Range, []));
                    break;
                case DoStatement { Action: { IsMissing: false } action }:
                    to.Add(new ScriptOutline("do", action.Text, "", line.Range, action.Range, []));
                    break;
                case IfStatement choice:
                    foreach (var branch in choice.Branches)
                    {
                        Add(branch.Body, to);
                    }

                    break;
                case BrokenStatement broken:
                    Add(broken.Body, to);
                    break;
            }
        }
    }
}

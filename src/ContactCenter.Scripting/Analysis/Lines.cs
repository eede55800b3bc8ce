using System.Collections.Immutable;
using ContactCenter.Scripting.Binding;

namespace ContactCenter.Scripting.Analysis;

/// <summary>A line a run can stand at, and the line below it.</summary>
internal sealed class Line(BoundStatement statement, BoundStep step, Line? below)
{
    public BoundStatement Statement { get; } = statement;

    public BoundStep Step { get; } = step;

    /// <summary>The line a run comes to that is not led away; null at the end of a step.</summary>
    public Line? Below { get; } = below;

    /// <summary>Its place among all lines.</summary>
    public int Index { get; set; }

    /// <summary>Of an <c>if</c>: the first line of each way; null where the way has an arrow.</summary>
    public ImmutableArray<Line?> Inside { get; set; } = [];

    /// <summary>Whether somebody can lead the run away from here.</summary>
    public bool IsSeen => Statement is not (BoundSet or BoundIf or BoundGo);
}

/// <summary>All lines of a script that has no error.</summary>
internal sealed class Lines
{
    private readonly List<Line> _all = [];
    private readonly Dictionary<StepSymbol, Line> _entries = [];

    public Lines(BoundScript script)
    {
        foreach (var step in script.Steps)
        {
            if (Chain(step.Body, step, null) is { } first)
            {
                _entries.TryAdd(step.Symbol, first);
            }
        }
    }

    public IReadOnlyList<Line> All => _all;

    public Line? EntryOf(StepSymbol step) => _entries.GetValueOrDefault(step);

    /// <summary>From the last to the first, each knowing the one below.</summary>
    private Line? Chain(ImmutableArray<BoundStatement> body, BoundStep step, Line? below)
    {
        for (var i = body.Length - 1; i >= 0; i--)
        {
            var line = new Line(body[i], step, below) { Index = _all.Count };
            _all.Add(line);
            if (body[i] is BoundIf choice)
            {
                var behind = below;
                line.Inside = [.. choice.Branches.Select(branch => branch.Target is null ? Chain(branch.Body, step, behind) ?? behind : null)];
            }

            below = line;
        }

        return below;
    }
}

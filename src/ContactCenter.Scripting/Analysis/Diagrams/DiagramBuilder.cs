using System.Collections.Immutable;
using System.Globalization;
using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Analysis;

/// <summary>Makes one node of each step, and of the arrows between two steps one edge, or two when some are failures. One use.</summary>
internal sealed class DiagramBuilder(SourceText source, BoundScript script)
{
    private const string Otherwise = "otherwise";

    private readonly List<DiagramNode> _nodes = [];
    private readonly Dictionary<StepSymbol, DiagramNode> _steps = [];
    private readonly Dictionary<string, DiagramNode> _ends = new(StringComparer.Ordinal);
    private readonly Dictionary<(int From, int To, bool IsFailure), List<string>> _arrows = [];
    private readonly List<(int From, int To, bool IsFailure)> _order = [];

    public DiagramModel Build()
    {
        var header = script.Syntax.Header;
        var start = Add(DiagramNodeKind.Start, script.StartsOn.IsEmpty ? "start" : string.Join(", ", script.StartsOn.Select(static on => on.Name)), "");
        foreach (var step in script.Steps)
        {
            _steps[step.Symbol] = Add(DiagramNodeKind.Step, step.Symbol.Name, Plain(step.Title), step.Symbol.Syntax.IsAnytime);
        }

        Arrow(start, _steps[script.Steps[0].Symbol], "");
        foreach (var step in script.Steps)
        {
            Walk(step.Body, _steps[step.Symbol], "");
        }

        foreach (var handler in script.Handlers)
        {
            Arrow(Add(DiagramNodeKind.Start, $"on {handler.Name}", ""), handler.Target, "");
        }

        return new DiagramModel(header.Name.Text, header.Version, [.. _nodes], [.. _order.Select(key => new DiagramEdge(_nodes[key.From], _nodes[key.To], key.IsFailure, Labels(_arrows[key])))]);
    }

    /// <summary>A way without a label beside others that have one is what happens otherwise.</summary>
    private static ImmutableArray<string> Labels(List<string> all) =>
        all.TrueForAll(static label => label.Length == 0) ? [] : [.. all.Select(static label => label.Length == 0 ? Otherwise : label).Distinct()];

    private static string Plain(BoundText? text) => text is null ? "" : string.Concat(text.Parts.Select(static part => part.Plain));

    private static string Times(string what, int count) => count == 1 ? what : string.Create(CultureInfo.InvariantCulture, $"{what} {count}×");

    private DiagramNode Add(DiagramNodeKind kind, string name, string title, bool isAnytime = false)
    {
        var node = new DiagramNode(_nodes.Count, kind, name, title) { IsAnytime = isAnytime };
        _nodes.Add(node);
        return node;
    }

    private void Walk(ImmutableArray<BoundStatement> body, DiagramNode from, string inside)
    {
        foreach (var statement in body)
        {
            Draw(statement, from, inside);
        }
    }

    private void Draw(BoundStatement statement, DiagramNode from, string inside)
    {
        switch (statement)
        {
            case BoundAsk ask:
                foreach (var choice in ask.Choices)
                {
                    Arrow(from, choice.Target, Plain(choice.Text) is { Length: > 0 } text ? text : choice.Value);
                }

                Arrow(from, ask.Silence?.Target, Times("silent", ask.Silence?.Times ?? 1), isFailure: true);
                Arrow(from, ask.Wrong?.Target, Times("wrong", ask.Wrong?.Times ?? 1), isFailure: true);
                break;
            case BoundConfirm confirm:
                Arrow(from, confirm.No, "no");
                break;
            case BoundDo action:
                Arrow(from, action.Else, $"{action.Action?.Name} fails", isFailure: true);
                break;
            case BoundCall call:
                Arrow(from, call.Machine, "machine");
                Arrow(from, call.Refused, "refused", isFailure: true);
                Arrow(from, call.Unreached, "unreached", isFailure: true);
                break;
            case BoundTransfer transfer:
                Arrow(from, transfer.AfterTarget, "not taken", isFailure: true);
                Arrow(from, transfer.Taken, "taken");
                if (transfer.Taken is null)
                {
                    Arrow(from, End("end"), "taken");
                }

                break;
            case BoundWait wait:
                foreach (var on in wait.On)
                {
                    Arrow(from, on.Target, on.Name);
                }

                Arrow(from, wait.LateTarget, "late", isFailure: true);
                break;
            case BoundIf choice:
                foreach (var branch in choice.Branches)
                {
                    var condition = branch.Condition is null ? "else" : source.Slice(branch.Condition.Range).ToString();
                    Arrow(from, branch.Target, condition);
                    Walk(branch.Body, from, condition);
                }

                break;
            case BoundGo go:
                Arrow(from, go.Target, inside);
                break;
        }
    }

    private void Arrow(DiagramNode from, BoundTarget? target, string label, bool isFailure = false)
    {
        if (target is not null)
        {
            var to = target.Kind switch
            {
                TargetKind.Step => _steps[target.Step!],
                TargetKind.Back => End("back"),
                _ => Outcome(script.Syntax.Header.Outcomes[target.Outcome].Text),
            };
            Arrow(from, to, label, isFailure);
        }
    }

    private void Arrow(DiagramNode from, DiagramNode to, string label, bool isFailure = false)
    {
        var key = (from.Index, to.Index, isFailure);
        if (!_arrows.TryGetValue(key, out var labels))
        {
            _arrows[key] = labels = [];
            _order.Add(key);
        }

        labels.Add(label);
    }

    private DiagramNode End(string name) => Once(name, DiagramNodeKind.Leaving, name);

    private DiagramNode Outcome(string name) => Once("end " + name, DiagramNodeKind.Outcome, name);

    private DiagramNode Once(string key, DiagramNodeKind kind, string name)
    {
        if (!_ends.TryGetValue(key, out var node))
        {
            _ends[key] = node = Add(kind, name, "");
        }

        return node;
    }
}

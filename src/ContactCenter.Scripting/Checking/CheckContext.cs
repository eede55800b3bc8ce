using System.Collections.Immutable;
using ContactCenter.Scripting.Binding;

namespace ContactCenter.Scripting.Checking;

/// <summary>What the checks share: the script, its ways, and what they have found.</summary>
internal sealed class CheckContext(BoundScript script, FlowGraph graph)
{
    private readonly List<Diagnostic> _found = [];

    public BoundScript Script { get; } = script;

    public FlowGraph Graph { get; } = graph;

    public IReadOnlyList<Diagnostic> Found => _found;

    /// <summary>Whether one of the conversations can be a telephone call.</summary>
    public bool IsForVoice { get; } = script.Syntax.Header.Channels.Any(static channel => channel.Text == "voice");

    public void Report(DiagnosticCode code, TextRange range, params ReadOnlySpan<string> arguments) => _found.Add(new Diagnostic(code, range, arguments));

    public void Report(DiagnosticCode code, TextRange range, ImmutableArray<string> path, params ReadOnlySpan<string> arguments) =>
        _found.Add(new Diagnostic(code, range, arguments) { Path = path });

    /// <summary>The steps of the shortest way from where a run can begin to a line, by ways that are allowed; empty when there is none.</summary>
    public ImmutableArray<string> PathTo(FlowNode goal, Func<FlowNode, FlowEdge, bool>? isAllowed = null) =>
        PathTo(goal, false, static _ => false, (node, edge, _) => isAllowed?.Invoke(node, edge) != false ? false : null);

    /// <summary>The same while something, such as that a call is on, changes from line to line.</summary>
    /// <param name="goal">The line.</param>
    /// <param name="wanted">How that is to be there.</param>
    /// <param name="atStart">How it is where a run begins.</param>
    /// <param name="behind">How it is once a way is taken; null where the way is not allowed.</param>
    public ImmutableArray<string> PathTo(FlowNode goal, bool wanted, Func<FlowNode, bool> atStart, Func<FlowNode, FlowEdge, bool, bool?> behind)
    {
        var from = new Dictionary<(FlowNode Node, bool State), (FlowNode Node, bool State)?>();
        var queue = new Queue<(FlowNode Node, bool State)>();
        foreach (var (root, _) in Graph.Roots)
        {
            if (from.TryAdd((root, atStart(root)), null))
            {
                queue.Enqueue((root, atStart(root)));
            }
        }

        while (queue.TryDequeue(out var at) && at != (goal, wanted))
        {
            foreach (var edge in at.Node.Next)
            {
                if (behind(at.Node, edge, at.State) is { } state && from.TryAdd((edge.To, state), at))
                {
                    queue.Enqueue((edge.To, state));
                }
            }
        }

        var path = new List<string>();
        for (var at = from.ContainsKey((goal, wanted)) ? (goal, wanted) : default((FlowNode Node, bool State)?); at is { } here; at = from[here])
        {
            if (here.Node.Step is { } step && (path.Count == 0 || path[^1] != step.Symbol.Name))
            {
                path.Add(step.Symbol.Name);
            }
        }

        path.Reverse();
        return [.. path];
    }
}

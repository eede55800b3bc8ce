using System.Collections.Immutable;

namespace ContactCenter.Scripting.Checking;

/// <summary>
/// The shortest ways from where runs can begin to every line they lead to, while something, such as that a call is on, changes from line to line. Worked
/// out once for all lines.
/// </summary>
internal sealed class Ways
{
    private const int Never = -2;
    private const int Root = -1;

    private readonly FlowGraph _graph;

    // By line and state: the line and state before it.
    private readonly int[] _from;

    /// <param name="graph">All lines.</param>
    /// <param name="atStart">How it is where a run begins.</param>
    /// <param name="behind">How it is once a way is taken; null where the way is not allowed.</param>
    public Ways(FlowGraph graph, Func<FlowNode, bool> atStart, Func<FlowNode, FlowEdge, bool, bool?> behind)
    {
        _graph = graph;
        _from = new int[2 * graph.Nodes.Count];
        Array.Fill(_from, Never);
        var open = new Queue<int>();
        foreach (var (root, _) in graph.Roots)
        {
            Reach(PlaceOf(root, atStart(root)), Root, open);
        }

        while (open.TryDequeue(out var at))
        {
            var node = graph.Nodes[at >> 1];
            foreach (var edge in node.Next)
            {
                if (behind(node, edge, (at & 1) != 0) is { } state)
                {
                    Reach(PlaceOf(edge.To, state), at, open);
                }
            }
        }
    }

    /// <summary>By ways that are allowed, whatever changes.</summary>
    public Ways(FlowGraph graph, Func<FlowNode, FlowEdge, bool> isAllowed)
        : this(graph, static _ => false, (node, edge, _) => isAllowed(node, edge) ? false : null)
    {
    }

    /// <summary>Whether there is a way to a line.</summary>
    public bool Reaches(FlowNode line, bool state = false) => _from[PlaceOf(line, state)] != Never;

    /// <summary>The steps of the shortest way to a line; empty when there is none.</summary>
    public ImmutableArray<string> PathTo(FlowNode line, bool state = false)
    {
        if (!Reaches(line, state))
        {
            return [];
        }

        var path = new List<string>();
        for (var at = PlaceOf(line, state); at != Root; at = _from[at])
        {
            if (_graph.Nodes[at >> 1].Step is { } step && (path.Count == 0 || path[^1] != step.Symbol.Name))
            {
                path.Add(step.Symbol.Name);
            }
        }

        path.Reverse();
        return [.. path];
    }

    private static int PlaceOf(FlowNode node, bool state) => (2 * node.Index) + (state ? 1 : 0);

    private void Reach(int place, int from, Queue<int> open)
    {
        if (_from[place] == Never)
        {
            _from[place] = from;
            open.Enqueue(place);
        }
    }
}

namespace ContactCenter.Scripting.Checking;

/// <summary>Finds rounds in the ways of a script: strongly connected parts, by Tarjan's method without recursion.</summary>
internal static class Rounds
{
    /// <summary>The parts in which one can go round by nodes that count alone.</summary>
    public static List<List<FlowNode>> In(List<FlowNode> nodes, Func<FlowNode, bool> counts)
    {
        var found = new List<List<FlowNode>>();
        var (order, low, onStack) = (new int[nodes.Count], new int[nodes.Count], new bool[nodes.Count]);
        var (stack, calls, next) = (new Stack<FlowNode>(), new Stack<(FlowNode Node, int Edge)>(), 0);
        foreach (var start in nodes)
        {
            if (order[start.Index] != 0 || !counts(start))
            {
                continue;
            }

            calls.Push((start, 0));
            while (calls.TryPop(out var call))
            {
                var (node, edge) = call;
                if (edge == 0)
                {
                    order[node.Index] = low[node.Index] = ++next;
                    stack.Push(node);
                    onStack[node.Index] = true;
                }
                else
                {
                    low[node.Index] = Math.Min(low[node.Index], low[node.Next[edge - 1].To.Index]);
                }

                var ways = node.Next;
                while (edge < ways.Length && (!counts(ways[edge].To) || order[ways[edge].To.Index] != 0))
                {
                    var seen = ways[edge++].To;
                    if (onStack[seen.Index])
                    {
                        low[node.Index] = Math.Min(low[node.Index], order[seen.Index]);
                    }
                }

                if (edge < ways.Length)
                {
                    calls.Push((node, edge + 1));
                    calls.Push((ways[edge].To, 0));
                }
                else if (low[node.Index] == order[node.Index])
                {
                    Take(node);
                }
            }
        }

        return found;

        void Take(FlowNode first)
        {
            var last = stack.Pop();
            onStack[last.Index] = false;
            if (last == first && !LeadsToItself(first))
            {
                return; // a line of its own, as nearly all are
            }

            var part = new List<FlowNode> { last };
            while (part[^1] != first)
            {
                var node = stack.Pop();
                onStack[node.Index] = false;
                part.Add(node);
            }

            found.Add(part);
        }
    }

    private static bool LeadsToItself(FlowNode node)
    {
        foreach (var edge in node.Next)
        {
            if (edge.To == node)
            {
                return true;
            }
        }

        return false;
    }
}

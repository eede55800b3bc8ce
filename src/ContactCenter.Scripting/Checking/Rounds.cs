namespace ContactCenter.Scripting.Checking;

/// <summary>Finds rounds in the ways of a script: strongly connected parts, by Tarjan's method without recursion.</summary>
internal static class Rounds
{
    /// <summary>The parts in which one can go round by nodes that count alone.</summary>
    public static List<List<FlowNode>> In(IReadOnlyList<FlowNode> nodes, Func<FlowNode, bool> counts)
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

                while (edge < node.Next.Count && (!counts(node.Next[edge].To) || order[node.Next[edge].To.Index] != 0))
                {
                    var seen = node.Next[edge++].To;
                    if (onStack[seen.Index])
                    {
                        low[node.Index] = Math.Min(low[node.Index], order[seen.Index]);
                    }
                }

                if (edge < node.Next.Count)
                {
                    calls.Push((node, edge + 1));
                    calls.Push((node.Next[edge].To, 0));
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
            var part = new List<FlowNode>();
            FlowNode node;
            do
            {
                node = stack.Pop();
                onStack[node.Index] = false;
                part.Add(node);
            }
            while (node != first);
            if (part.Count > 1 || first.Next.Exists(edge => edge.To == first))
            {
                found.Add(part);
            }
        }
    }
}

using System.Globalization;
using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Checking;

/// <summary>S9xx: actions without a way on failure, that nobody confirmed, that are done again blindly.</summary>
internal sealed class ActionChecks(CheckContext context)
{
    private readonly Stack<FlowNode> _open = new();

    // By line: the last action from which it was come to.
    private readonly FlowNode?[] _seenFrom = new FlowNode?[context.Graph.Nodes.Count];

    public static void Run(CheckContext context) => new ActionChecks(context).Run();

    private void Run()
    {
        foreach (var node in context.Graph.Nodes)
        {
            if (node.Statement is not BoundDo { Syntax: DoStatement { HasFault: false } syntax } action)
            {
                continue;
            }

            if (action.Else is null)
            {
                context.Report(ActionCodes.NoElse, syntax.Action.Range, syntax.Action.Text);
            }

            if (action.Action is not { } contract || !node.IsReached)
            {
                continue;
            }

            if (contract.IsIrreversible && context.Unconfirmed.Reaches(node))
            {
                context.Report(ActionCodes.Unconfirmed, syntax.Action.Range, context.Unconfirmed.PathTo(node), contract.Name);
            }

            if (!contract.IsRepeatable && action.Else is not null && ComesBack(node))
            {
                context.Report(ActionCodes.RepeatedBlindly, syntax.Action.Range, contract.Name);
            }

            if (action.Late is { } late && late >= contract.Timeout)
            {
                context.Report(ActionCodes.LongerThanTimeout, syntax.Late!.Range, contract.Name, Seconds(contract.Timeout), Seconds(late));
            }
        }
    }

    /// <summary>Whether the way on failure leads to the action again without anybody being asked or waited for.</summary>
    private bool ComesBack(FlowNode action)
    {
        if (action.Next[0].To.Waits)
        {
            return false;
        }

        _open.Clear();
        _open.Push(action.Next[0].To); // the way on failure is drawn first
        while (_open.TryPop(out var node))
        {
            if (node == action)
            {
                return true;
            }

            if (_seenFrom[node.Index] != action && !node.Waits)
            {
                _seenFrom[node.Index] = action;
                foreach (var edge in node.Next)
                {
                    _open.Push(edge.To);
                }
            }
        }

        return false;
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");
}

using ContactCenter.Scripting.Binding;

namespace ContactCenter.Scripting.Checking;

/// <summary>S319 and S320: comparisons that come to the same whenever a run comes to them.</summary>
internal sealed class ComparisonChecks
{
    private readonly CheckContext _context;
    private readonly TestedValues _tested;

    private ComparisonChecks(CheckContext context) => (_context, _tested) = (context, TestedValues.In(context));

    public static void Run(CheckContext context)
    {
        var checks = new ComparisonChecks(context);
        foreach (var node in context.Graph.Nodes)
        {
            if (node is not { IsReached: true, Statement.Syntax.HasFault: false })
            {
                continue;
            }

            switch (node.Statement)
            {
                case BoundIf choice:
                    checks.LookAt(choice, node);
                    break;
                case BoundSet set:
                    checks.LookAt(set.Value);
                    break;
                case BoundAsk ask:
                    foreach (var accept in ask.Accepts)
                    {
                        checks.LookAt(accept.Condition);
                    }

                    break;
            }
        }
    }

    private void LookAt(BoundIf choice, FlowNode node)
    {
        var known = _tested.At(node);
        foreach (var branch in choice.Branches)
        {
            if (branch.Condition is not { } condition)
            {
                continue;
            }

            if (!LookAt(condition) && _tested.ComesTo(condition, known) is { } same)
            {
                Report(condition, same);
            }

            _tested.Learn(condition, holds: false, known);
        }
    }

    /// <summary>Whether something of it was told.</summary>
    private bool LookAt(BoundExpression expression)
    {
        if (expression is BoundBinary comparison && ComparedRanges.ComesTo(comparison) is { } same)
        {
            Report(comparison, same);
            return true;
        }

        var told = false;
        foreach (var part in BoundParts.Of(expression))
        {
            told |= LookAt(part);
        }

        return told;
    }

    private void Report(BoundExpression comparison, bool holds) => _context.Report(
        holds ? TypeCodes.AlwaysHolds : TypeCodes.NeverHolds, comparison.Range, _context.Script.Syntax.Source.Slice(comparison.Range).ToString());
}

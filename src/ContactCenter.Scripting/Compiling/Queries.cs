using ContactCenter.Scripting.Binding;

namespace ContactCenter.Scripting.Compiling;

/// <summary>Finds the actions an expression asks.</summary>
internal static class Queries
{
    /// <summary>All, inner ones first.</summary>
    public static List<BoundQuery> In(BoundExpression? expression)
    {
        var found = new List<BoundQuery>();
        Collect(expression, found);
        return found;
    }

    private static void Collect(BoundExpression? expression, List<BoundQuery> found)
    {
        switch (expression)
        {
            case BoundQuery query:
                foreach (var argument in query.Arguments)
                {
                    Collect(argument, found);
                }

                found.Add(query);
                break;
            case BoundField field:
                Collect(field.Target, found);
                break;
            case BoundFunction function:
                foreach (var argument in function.Arguments)
                {
                    Collect(argument, found);
                }

                break;
            case BoundUnary unary:
                Collect(unary.Operand, found);
                break;
            case BoundBinary binary:
                Collect(binary.Left, found);
                Collect(binary.Right, found);
                break;
            case BoundConditional conditional:
                Collect(conditional.Condition, found);
                Collect(conditional.Value, found);
                Collect(conditional.Otherwise, found);
                break;
            case BoundRange range:
                Collect(range.From, found);
                Collect(range.To, found);
                break;
            case BoundList list:
                foreach (var item in list.Items)
                {
                    Collect(item, found);
                }

                break;
        }
    }
}

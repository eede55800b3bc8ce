using ContactCenter.Scripting.Binding;

namespace ContactCenter.Scripting.Compiling;

/// <summary>Finds the actions an expression asks.</summary>
internal static class Queries
{
    /// <summary>All, inner ones first.</summary>
    public static IReadOnlyList<BoundQuery> In(BoundExpression? expression)
    {
        if (expression is null or BoundConstant or BoundSlot)
        {
            return [];
        }

        var found = new List<BoundQuery>();
        Collect(expression, found);
        return found;
    }

    private static void Collect(BoundExpression? expression, List<BoundQuery> found)
    {
        foreach (var part in BoundParts.Of(expression))
        {
            Collect(part, found);
        }

        if (expression is BoundQuery query)
        {
            found.Add(query);
        }
    }
}

namespace ContactCenter.Scripting.Binding;

/// <summary>What an expression is made of.</summary>
internal static class BoundParts
{
    /// <summary>The expressions directly in it, in the order they are worked out.</summary>
    public static IEnumerable<BoundExpression> Of(BoundExpression? expression) => expression switch
    {
        BoundField field => [field.Target],
        BoundFunction function => function.Arguments,
        BoundQuery query => query.Arguments,
        BoundUnary unary => [unary.Operand],
        BoundBinary binary => [binary.Left, binary.Right],
        BoundConditional conditional => [conditional.Condition, conditional.Value, conditional.Otherwise],
        BoundRange range => [range.From, range.To],
        BoundList list => list.Items,
        BoundText text => text.Parts.Where(static part => part.Value is not null).Select(static part => part.Value!),
        _ => [],
    };
}

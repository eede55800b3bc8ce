namespace ContactCenter.Scripting.Binding;

/// <summary>What an expression is made of: the expressions directly in it, in the order they are worked out.</summary>
internal readonly struct BoundParts
{
    private readonly BoundExpression? _whole;

    private BoundParts(BoundExpression? whole) => _whole = whole;

    public static BoundParts Of(BoundExpression? expression) => new(expression);

    public Enumerator GetEnumerator() => new(_whole);

    /// <summary>Goes from part to part.</summary>
    public struct Enumerator(BoundExpression? whole)
    {
        private int _next;

        public BoundExpression Current { get; private set; } = null!;

        public bool MoveNext()
        {
            while (_next < CountOf(whole))
            {
                if (PartOf(whole!, _next++) is { } part) // plain characters of a text are no expression
                {
                    Current = part;
                    return true;
                }
            }

            return false;
        }
    }

    private static int CountOf(BoundExpression? whole) => whole switch
    {
        BoundField or BoundUnary => 1,
        BoundBinary or BoundRange => 2,
        BoundConditional => 3,
        BoundFunction function => function.Arguments.Length,
        BoundQuery query => query.Arguments.Length,
        BoundList list => list.Items.Length,
        BoundText text => text.Parts.Length,
        _ => 0,
    };

    private static BoundExpression? PartOf(BoundExpression whole, int at) => whole switch
    {
        BoundField field => field.Target,
        BoundUnary unary => unary.Operand,
        BoundBinary binary => at == 0 ? binary.Left : binary.Right,
        BoundRange range => at == 0 ? range.From : range.To,
        BoundConditional conditional => at switch { 0 => conditional.Condition, 1 => conditional.Value, _ => conditional.Otherwise },
        BoundFunction function => function.Arguments[at],
        BoundQuery query => query.Arguments[at],
        BoundList list => list.Items[at],
        BoundText text => text.Parts[at].Value,
        _ => null,
    };
}

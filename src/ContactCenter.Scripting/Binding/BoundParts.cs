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
            if (_next == CountOf(whole))
            {
                return false;
            }

            Current = PartOf(whole!, _next++);
            return true;
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
        BoundText text => text.Values.Length,
        _ => 0,
    };

    private static BoundExpression PartOf(BoundExpression whole, int at) => whole switch
    {
        BoundField field => field.Target,
        BoundUnary unary => unary.Operand,
        BoundBinary binary => at == 0 ? binary.Left : binary.Right,
        BoundRange range => at == 0 ? range.From : range.To,
        BoundConditional conditional => at switch { 0 => conditional.Condition, 1 => conditional.Value, _ => conditional.Otherwise },
        BoundFunction function => function.Arguments[at],
        BoundQuery query => query.Arguments[at],
        BoundList list => list.Items[at],
        BoundText text => text.Values[at],
        _ => throw new System.Diagnostics.UnreachableException($"{whole.GetType().Name} has no parts."),
    };
}

using System.Collections.Immutable;

namespace ContactCenter.Scripting.Syntax;

/// <summary>
/// Expressions, from the loosest to the tightest: <c>a when b, otherwise c</c>; <c>or</c>; <c>and</c>; <c>not</c>;
/// <c>is, in, &lt; &gt; &lt;= &gt;=</c>; <c>..</c>; <c>+ -</c>; <c>* /</c>; a minus; members and calls.
/// </summary>
internal sealed partial class ExpressionParser(TokenCursor tokens, Func<TextLiteral> text)
{
    private readonly LiteralParser _literals = new(tokens);
    private readonly List<ExpressionSyntax> _items = [];

    /// <summary>What may stand on the right of an operator.</summary>
    private enum Level
    {
        And,
        Not,
        Range,
        Product,
        Minus,
    }

    /// <summary>How deep the parser itself is in brackets, minuses and the like.</summary>
    private int _nesting;

    public ExpressionSyntax Parse()
    {
        if (_nesting >= ExpressionSyntax.MaxDepth)
        {
            return TooDeep();
        }

        _nesting++;
        var start = tokens.Current.Start;
        var value = Or();
        if (tokens.Keyword == Keyword.When)
        {
            value = Conditional(value, start);
        }

        _nesting--;
        return value;
    }

    /// <summary><c>a, b, ..</c> up to the closing bracket, which is taken.</summary>
    public ImmutableArray<ExpressionSyntax> Arguments()
    {
        if (tokens.Accept(TokenKind.Close))
        {
            return [];
        }

        var first = _items.Count; // arguments of what stands around this are before it
        do
        {
            _items.Add(Parse());
        }
        while (tokens.Accept(TokenKind.Comma) && !tokens.AtEnd);
        tokens.Expect(TokenKind.Close, ")");
        return _items.TakeFrom(first);
    }

    /// <summary>A value of calculation: what stands on either side of a comparison.</summary>
    public ExpressionSyntax Sum()
    {
        var start = tokens.Current.Start;
        var left = Product();
        while (tokens.Kind is TokenKind.Plus or TokenKind.Minus)
        {
            left = Binary(left, start, tokens.Kind == TokenKind.Plus ? BinaryOperator.Plus : BinaryOperator.Minus, Level.Product);
        }

        return left;
    }

    private ExpressionSyntax Parse(Level level) => level switch
    {
        Level.And => And(),
        Level.Not => Not(),
        Level.Range => Range(),
        Level.Product => Product(),
        _ => Minus(),
    };

    private ExpressionSyntax Conditional(ExpressionSyntax value, int start)
    {
        tokens.Skip();
        var condition = Or();
        if (tokens.Kind == TokenKind.Comma && tokens.Peek(1).Keyword == Keyword.Otherwise)
        {
            tokens.Skip();
            tokens.Skip();
        }
        else
        {
            tokens.Report(WritingCodes.WordExpected, ", otherwise");
            return value;
        }

        var otherwise = Parse();
        return Checked(new ConditionalExpression
        {
            Value = value, Condition = condition, Otherwise = otherwise, Range = tokens.RangeFrom(start),
            Depth = Math.Max(value.Depth, Math.Max(condition.Depth, otherwise.Depth)) + 1,
        });
    }

    private ExpressionSyntax Or()
    {
        var start = tokens.Current.Start;
        var left = And();
        while (tokens.Keyword == Keyword.Or)
        {
            left = Binary(left, start, BinaryOperator.Or, Level.And);
        }

        return left;
    }

    private ExpressionSyntax And()
    {
        var start = tokens.Current.Start;
        var left = Not();
        while (tokens.Keyword == Keyword.And)
        {
            left = Binary(left, start, BinaryOperator.And, Level.Not);
        }

        return left;
    }

    private ExpressionSyntax Not() => tokens.Keyword == Keyword.Not ? Unary(UnaryOperator.Not, TokenSpacing.None, Level.Not) : Comparison();

    private ExpressionSyntax Comparison()
    {
        var start = tokens.Current.Start;
        var left = Range();
        BinaryOperator? found = (tokens.Kind, tokens.Keyword) switch
        {
            (TokenKind.Less, _) => BinaryOperator.Less,
            (TokenKind.Greater, _) => BinaryOperator.Greater,
            (TokenKind.LessOrEqual, _) => BinaryOperator.LessOrEqual,
            (TokenKind.GreaterOrEqual, _) => BinaryOperator.GreaterOrEqual,
            (_, Keyword.Is) => tokens.Peek(1).Keyword == Keyword.Not ? BinaryOperator.IsNot : BinaryOperator.Is,
            (_, Keyword.In) => BinaryOperator.In,
            _ => null,
        };
        return found is { } sign ? Binary(left, start, sign, Level.Range) : left;
    }

    private ExpressionSyntax Range()
    {
        var start = tokens.Current.Start;
        var from = Sum();
        if (!tokens.Accept(TokenKind.DotDot))
        {
            return from;
        }

        var to = Sum();
        return Checked(new RangeExpression { From = from, To = to, Range = tokens.RangeFrom(start), Depth = Math.Max(from.Depth, to.Depth) + 1 });
    }

    private ExpressionSyntax Product()
    {
        var start = tokens.Current.Start;
        var left = Minus();
        while (tokens.Kind is TokenKind.Star or TokenKind.Slash)
        {
            left = Binary(left, start, tokens.Kind == TokenKind.Star ? BinaryOperator.Times : BinaryOperator.Divide, Level.Minus);
        }

        return left;
    }

    private ExpressionSyntax Minus() => tokens.Kind == TokenKind.Minus ? Unary(UnaryOperator.Minus, TokenSpacing.TightAfter, Level.Minus) : Postfix();

    private ExpressionSyntax Unary(UnaryOperator sign, TokenSpacing spacing, Level operand)
    {
        if (_nesting >= ExpressionSyntax.MaxDepth)
        {
            return TooDeep();
        }

        _nesting++;
        var start = tokens.Current.Start;
        tokens.Skip(spacing);
        var value = Parse(operand);
        _nesting--;
        return Checked(new UnaryExpression { Operator = sign, Operand = value, Range = tokens.RangeFrom(start), Depth = value.Depth + 1 });
    }

    private ExpressionSyntax Binary(ExpressionSyntax left, int start, BinaryOperator sign, Level next)
    {
        var signStart = tokens.Current.Start;
        tokens.Skip(TokenSpacing.Loose);
        if (sign == BinaryOperator.IsNot)
        {
            tokens.Skip();
        }

        var signRange = tokens.RangeFrom(signStart);
        var right = Parse(next);
        return Checked(new BinaryExpression
        {
            Left = left, Operator = sign, OperatorRange = signRange, Right = right, Range = tokens.RangeFrom(start), Depth = Math.Max(left.Depth, right.Depth) + 1,
        });
    }

    private ExpressionSyntax Checked(ExpressionSyntax made) => made.Depth <= ExpressionSyntax.MaxDepth ? made : TooDeep();

    private MissingExpression TooDeep()
    {
        tokens.Report(WritingCodes.TooDeep, $"{ExpressionSyntax.MaxDepth}");
        tokens.SkipToEnd();
        return new MissingExpression { Range = tokens.Missing().Range };
    }
}

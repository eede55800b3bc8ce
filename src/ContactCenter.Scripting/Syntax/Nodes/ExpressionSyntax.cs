using System.Collections.Immutable;

namespace ContactCenter.Scripting.Syntax;

/// <summary>Something that has a value. No expression is nested deeper than <see cref="MaxDepth"/>, so walking one needs no guard.</summary>
internal abstract class ExpressionSyntax : SyntaxNode
{
    public const int MaxDepth = 100;

    /// <summary>How many nodes lie on the longest way down, this one included.</summary>
    public int Depth { get; init; } = 1;
}

/// <summary>Nothing where a value is expected, which was said.</summary>
internal sealed class MissingExpression : ExpressionSyntax;

/// <summary>A slot, a choice or something the host gives, such as <c>session</c>.</summary>
internal sealed class NameExpression : ExpressionSyntax
{
    public required NameSyntax Name { get; init; }
}

/// <summary><c>target.member</c></summary>
internal sealed class MemberExpression : ExpressionSyntax
{
    public required ExpressionSyntax Target { get; init; }

    public required NameSyntax Member { get; init; }
}

/// <summary><c>function(arguments)</c>; the function is a name or a member.</summary>
internal sealed class CallExpression : ExpressionSyntax
{
    public required ExpressionSyntax Function { get; init; }

    public required ImmutableArray<ExpressionSyntax> Arguments { get; init; }
}

internal enum UnaryOperator : byte
{
    Not,
    Minus,
}

internal sealed class UnaryExpression : ExpressionSyntax
{
    public required UnaryOperator Operator { get; init; }

    public required ExpressionSyntax Operand { get; init; }
}

internal enum BinaryOperator : byte
{
    /// <summary>Either condition; or, with a value that may be empty on the left, what stands for it.</summary>
    Or,
    And,
    Is,
    IsNot,
    In,
    Less,
    Greater,
    LessOrEqual,
    GreaterOrEqual,
    Plus,
    Minus,
    Times,
    Divide,
}

internal sealed class BinaryExpression : ExpressionSyntax
{
    public required ExpressionSyntax Left { get; init; }

    public required BinaryOperator Operator { get; init; }

    public required TextRange OperatorRange { get; init; }

    public required ExpressionSyntax Right { get; init; }
}

/// <summary><c>from..to</c>, both included.</summary>
internal sealed class RangeExpression : ExpressionSyntax
{
    public required ExpressionSyntax From { get; init; }

    public required ExpressionSyntax To { get; init; }
}

/// <summary><c>(a, b, ..)</c>: at least two.</summary>
internal sealed class ListExpression : ExpressionSyntax
{
    public required ImmutableArray<ExpressionSyntax> Items { get; init; }
}

/// <summary><c>value when condition, otherwise other</c></summary>
internal sealed class ConditionalExpression : ExpressionSyntax
{
    public required ExpressionSyntax Value { get; init; }

    public required ExpressionSyntax Condition { get; init; }

    public required ExpressionSyntax Otherwise { get; init; }
}

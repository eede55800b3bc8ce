using System.Collections.Immutable;

namespace ContactCenter.Scripting.Syntax;

internal sealed class YesNoLiteral : ExpressionSyntax
{
    public required bool Value { get; init; }
}

internal sealed class NumberLiteral : ExpressionSyntax
{
    /// <summary>A million for one: numbers have six decimals.</summary>
    public required long Millionths { get; init; }
}

/// <summary><c>12.50 EUR</c></summary>
internal sealed class MoneyLiteral : ExpressionSyntax
{
    public required long Millionths { get; init; }

    /// <summary>Three capital letters, ISO 4217.</summary>
    public required NameSyntax Currency { get; init; }
}

/// <summary><c>8s</c>, <c>20m</c>, <c>1h30m</c>, <c>2 h</c>, <c>1 day</c></summary>
internal sealed class DurationLiteral : ExpressionSyntax
{
    public required TimeSpan Value { get; init; }
}

/// <summary><c>9:00</c></summary>
internal sealed class TimeLiteral : ExpressionSyntax
{
    public required TimeOnly Value { get; init; }
}

/// <summary><c>2026-12-24</c></summary>
internal sealed class DateLiteral : ExpressionSyntax
{
    public required DateOnly Value { get; init; }
}

/// <summary>A text in quotes. <see cref="SyntaxNode.Range"/> has the quotes in it.</summary>
internal sealed class TextLiteral : ExpressionSyntax
{
    /// <summary>The characters between the quotes as written: <c>""</c>, <c>{{</c> and <c>}}</c> stand for one of each.</summary>
    public required TextRange Raw { get; init; }

    /// <summary>Plain pieces and holes, in order, none empty.</summary>
    public required ImmutableArray<TextPartSyntax> Parts { get; init; }

    /// <summary>What side files call it, such as <c>k7</c>; null when it has none yet, or is a value in an expression.</summary>
    public NameSyntax? Id { get; init; }
}

/// <summary>A piece of a text.</summary>
internal abstract class TextPartSyntax : SyntaxNode;

/// <summary>Characters as written.</summary>
internal sealed class PlainTextSyntax : TextPartSyntax;

/// <summary><c>{expression}</c> or <c>{expression|format}</c>; the range has the braces in it.</summary>
internal sealed class HoleSyntax : TextPartSyntax
{
    public required ExpressionSyntax Value { get; init; }

    /// <summary>What stands behind the bar, such as <c>date long</c>; null when there is no bar.</summary>
    public NameSyntax? Format { get; init; }
}

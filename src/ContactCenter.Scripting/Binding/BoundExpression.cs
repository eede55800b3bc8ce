using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Binding;

/// <summary>An expression whose names are resolved and whose type is known.</summary>
/// <param name="range">Where it is written.</param>
/// <param name="type">What it comes to; null when that cannot be known, which was said.</param>
internal abstract class BoundExpression(TextRange range, ScriptType? type)
{
    public TextRange Range { get; } = range;

    public ScriptType? Type { get; } = type;
}

/// <summary>Something wrong, which was said.</summary>
internal sealed class BoundError(TextRange range) : BoundExpression(range, null);

internal sealed class BoundConstant(TextRange range, ScriptType type, ScriptValue value) : BoundExpression(range, type)
{
    public ScriptValue Value { get; } = value;
}

internal sealed class BoundSlot(TextRange range, SlotSymbol slot) : BoundExpression(range, slot.Type)
{
    public SlotSymbol Slot { get; } = slot;
}

/// <summary>What the host gives, such as <c>session</c>.</summary>
internal sealed class BoundGiven(TextRange range, ScriptType type, string name) : BoundExpression(range, type)
{
    public string Name { get; } = name;
}

/// <summary>A field of a record or an address.</summary>
internal sealed class BoundField(TextRange range, ScriptType type, BoundExpression target, int field, bool isOptional) : BoundExpression(range, type)
{
    public BoundExpression Target { get; } = target;

    public int Field { get; } = field;

    public bool IsOptional { get; } = isOptional;
}

/// <summary>A part of a value of another kind, such as a list's <c>count</c>, or a function of the language.</summary>
internal sealed class BoundFunction(TextRange range, ScriptType type, ScriptFunction function, ImmutableArray<BoundExpression> arguments) : BoundExpression(range, type)
{
    public ScriptFunction Function { get; } = function;

    public ImmutableArray<BoundExpression> Arguments { get; } = arguments;
}

/// <summary>An action asked in the middle of an expression, such as <c>seller.free(when)</c>: it is done before the statement, and gives nothing where it fails.</summary>
internal sealed class BoundQuery(TextRange range, ScriptType type, ActionContract action, ImmutableArray<BoundExpression> arguments) : BoundExpression(range, type)
{
    public ActionContract Action { get; } = action;

    public ImmutableArray<BoundExpression> Arguments { get; } = arguments;
}

internal sealed class BoundUnary(TextRange range, ScriptType? type, UnaryOperator @operator, BoundExpression operand) : BoundExpression(range, type)
{
    public UnaryOperator Operator { get; } = @operator;

    public BoundExpression Operand { get; } = operand;
}

internal sealed class BoundBinary(TextRange range, ScriptType? type, BoundExpression left, BinaryOperator @operator, BoundExpression right) : BoundExpression(range, type)
{
    public BoundExpression Left { get; } = left;

    public BinaryOperator Operator { get; } = @operator;

    public BoundExpression Right { get; } = right;

    /// <summary>Whether it is <c>or</c> with what stands for an empty value.</summary>
    public bool IsDefault => Operator == BinaryOperator.Or && Left.Type?.Kind != ScriptKind.YesNo;

    /// <summary>Whether it is <c>is ""</c> or <c>is not ""</c>: an empty text is nothing, so this asks whether there is something.</summary>
    public bool AsksForNothing => Operator is BinaryOperator.Is or BinaryOperator.IsNot && Right is BoundText { IsEmpty: true };
}

internal sealed class BoundConditional(TextRange range, ScriptType? type, BoundExpression value, BoundExpression condition, BoundExpression otherwise) : BoundExpression(range, type)
{
    public BoundExpression Value { get; } = value;

    public BoundExpression Condition { get; } = condition;

    public BoundExpression Otherwise { get; } = otherwise;
}

/// <summary>From one to another, both included: only behind <c>in</c> and in <c>within</c>.</summary>
internal sealed class BoundRange(TextRange range, ScriptType? type, BoundExpression from, BoundExpression to) : BoundExpression(range, type)
{
    public BoundExpression From { get; } = from;

    public BoundExpression To { get; } = to;
}

internal sealed class BoundList(TextRange range, ScriptType? type, ImmutableArray<BoundExpression> items) : BoundExpression(range, type)
{
    public ImmutableArray<BoundExpression> Items { get; } = items;
}

/// <summary>A text with its holes.</summary>
internal sealed class BoundText(TextRange range, ImmutableArray<BoundExpression> values, TextLiteral syntax, SourceText source) : BoundExpression(range, ScriptType.Text)
{
    /// <summary>What it shows, in the order of its holes.</summary>
    public ImmutableArray<BoundExpression> Values { get; } = values;

    public TextLiteral Syntax { get; } = syntax;

    /// <summary>What side files call it; null while it has no id.</summary>
    public string? Id => Syntax.Id is { IsMissing: false } id ? id.Text : null;

    /// <summary>Whether there is nothing in it.</summary>
    public bool IsEmpty => Syntax.Parts.IsEmpty;

    /// <summary>Whether it says of a value how it is shown.</summary>
    public bool HasFormats => !Values.IsEmpty && Syntax.Parts.Any(static part => part is HoleSyntax { Format.IsMissing: false });

    /// <summary>What it is made of, in order; put together each time.</summary>
    public ImmutableArray<BoundTextPart> Parts
    {
        get
        {
            var parts = new BoundTextPart[Syntax.Parts.Length];
            var shown = 0;
            for (var i = 0; i < parts.Length; i++)
            {
                parts[i] = new BoundTextPart(source, Syntax.Parts[i], Syntax.Parts[i] is HoleSyntax ? Values[shown++] : null);
            }

            return ImmutableCollectionsMarshal.AsImmutableArray(parts);
        }
    }
}

/// <summary>Plain characters, or a value with how it is shown.</summary>
/// <param name="Source">The script.</param>
/// <param name="Syntax">How it is written.</param>
/// <param name="Value">The value; null for characters.</param>
internal readonly record struct BoundTextPart(SourceText Source, TextPartSyntax Syntax, BoundExpression? Value)
{
    /// <summary>The characters as people see them; null for a hole.</summary>
    public string? Plain => Value is null ? Unescape(Source.Slice(Syntax.Range)) : null;

    /// <summary>Such as <c>date long</c>; null when nothing is said.</summary>
    public string? Format => Syntax is HoleSyntax { Format: { IsMissing: false } format } ? format.Text : null;

    /// <summary>The value as written; null for characters.</summary>
    public string? Written => Syntax is HoleSyntax hole ? Source.Slice(hole.Value.Range).ToString() : null;

    private static string Unescape(ReadOnlySpan<char> written) => written.IndexOfAny('"', '{', '}') < 0
        ? written.ToString()
        : written.ToString().Replace("\"\"", "\"", StringComparison.Ordinal).Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal);
}

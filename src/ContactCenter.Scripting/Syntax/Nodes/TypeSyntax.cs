using System.Collections.Immutable;

namespace ContactCenter.Scripting.Syntax;

/// <summary>What a slot holds.</summary>
internal abstract class TypeSyntax : SyntaxNode;

internal enum PlainType : byte
{
    YesNo,
    Money,
    Phone,
    Email,
    Address,
    Date,
    Time,
    Moment,
    Duration,
}

/// <summary><c>yes/no</c>, <c>money</c>, <c>phone</c> and the others that take nothing.</summary>
internal sealed class PlainTypeSyntax : TypeSyntax
{
    public required PlainType Type { get; init; }
}

/// <summary><c>number [FROM..TO]</c></summary>
internal sealed class NumberTypeSyntax : TypeSyntax
{
    public NumberLiteral? From { get; init; }

    public NumberLiteral? To { get; init; }
}

/// <summary><c>text [INT]</c></summary>
internal sealed class TextTypeSyntax : TypeSyntax
{
    /// <summary>The most characters; null when it is not said.</summary>
    public int? MaxLength { get; init; }
}

/// <summary><c>digits FROM[..TO]</c></summary>
internal sealed class DigitsTypeSyntax : TypeSyntax
{
    public required int From { get; init; }

    public required int To { get; init; }
}

/// <summary><c>one of NAME/NAME..</c></summary>
internal sealed class OneOfTypeSyntax : TypeSyntax
{
    public required ImmutableArray<NameSyntax> Names { get; init; }
}

/// <summary><c>list of type</c></summary>
internal sealed class ListTypeSyntax : TypeSyntax
{
    /// <summary>Null only where it is missing, which was said.</summary>
    public required TypeSyntax? Item { get; init; }
}

/// <summary><c>[record] NAME</c>: a kind of record the host declares, or a misspelt type.</summary>
internal sealed class RecordTypeSyntax : TypeSyntax
{
    /// <summary>The word <c>record</c> is not there, so another type may have been meant.</summary>
    public bool IsBare { get; init; }

    public required NameSyntax Name { get; init; }
}

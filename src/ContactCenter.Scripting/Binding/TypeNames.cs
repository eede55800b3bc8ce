namespace ContactCenter.Scripting.Binding;

/// <summary>How sentences call types, and which fit where.</summary>
internal static class TypeNames
{
    private const int NamesShown = 6;

    /// <summary>Such as <c>a number</c>, <c>a number from 1 to 9</c>, <c>one of yes, no</c>, <c>the record case</c>.</summary>
    public static string Of(ScriptType type) => type.Kind switch
    {
        ScriptKind.YesNo => "yes or no",
        ScriptKind.Number when type.Minimum is { } least => FormattableString.Invariant($"a number from {least:0.######} to {type.Maximum:0.######}"),
        ScriptKind.Number => "a number",
        ScriptKind.Money => "an amount of money",
        ScriptKind.Text when type.MaxLength < ScriptValueLimits.MaxTextLength => FormattableString.Invariant($"a text of at most {type.MaxLength} characters"),
        ScriptKind.Text => "a text",
        ScriptKind.Digits => "a row of digits",
        ScriptKind.Phone => "a phone number",
        ScriptKind.Email => "an e-mail address",
        ScriptKind.Address => "an address",
        ScriptKind.Date => "a date",
        ScriptKind.Time => "a time of the day",
        ScriptKind.Moment => "a moment",
        ScriptKind.Duration => "a duration",
        ScriptKind.Choice => "one of " + string.Join(", ", type.Names.Take(NamesShown)) + (type.Names.Length > NamesShown ? ", …" : ""),
        ScriptKind.List => "a list, each item " + Of(type.Item!),
        ScriptKind.Record => $"the record {type.Name}",
        _ => "nothing",
    };

    /// <summary>Whether every value of a type fits another, but for ranges of numbers and lengths of text, which are looked at when the value is known.</summary>
    public static bool Fits(ScriptType from, ScriptType to) => from.Kind == to.Kind
        ? to.Kind switch
        {
            ScriptKind.Choice => from.Names.All(name => to.Names.Contains(name)),
            ScriptKind.List => Fits(from.Item!, to.Item!),
            ScriptKind.Record => from.Name == to.Name,
            _ => true,
        }
        : to.Kind == ScriptKind.Text && (IsWritten(from.Kind) || from.Kind == ScriptKind.Choice);

    /// <summary>Kinds whose values are characters.</summary>
    public static bool IsWritten(ScriptKind kind) => kind is ScriptKind.Text or ScriptKind.Digits or ScriptKind.Phone or ScriptKind.Email;

    /// <summary>Kinds in which one value comes before another.</summary>
    public static bool IsOrdered(ScriptKind kind) =>
        kind is ScriptKind.Number or ScriptKind.Money or ScriptKind.Date or ScriptKind.Time or ScriptKind.Moment or ScriptKind.Duration;

    /// <summary>The type both fit; null when there is none.</summary>
    public static ScriptType? Common(ScriptType left, ScriptType right)
    {
        if (left.Kind == ScriptKind.Choice && right.Kind == ScriptKind.Choice)
        {
            var names = left.Names.Union(right.Names, StringComparer.Ordinal).ToArray();
            return names.Length == left.Names.Length ? left : names.Length <= ScriptValueLimits.MaxNames ? ScriptType.OneOf(names) : null;
        }

        if (left.Kind == ScriptKind.Number && right.Kind == ScriptKind.Number)
        {
            return left.Minimum is { } a && right.Minimum is { } b
                ? ScriptType.NumberBetween(Math.Min(a, b), Math.Max(left.Maximum!.Value, right.Maximum!.Value))
                : ScriptType.Number;
        }

        return left.Kind == ScriptKind.Text && right.Kind == ScriptKind.Text ? ScriptType.TextUpTo(Math.Max(left.MaxLength, right.MaxLength))
            : Fits(left, right) ? right
            : Fits(right, left) ? left
            : null;
    }
}

using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting;

/// <summary>Types as they are written, and what they are.</summary>
internal static class WrittenTypes
{
    /// <summary>The type; null where nothing is written, or a record is unknown.</summary>
    /// <param name="syntax">As written.</param>
    /// <param name="record">Finds a record by its name, and says so when there is none.</param>
    public static ScriptType? TypeOf(TypeSyntax? syntax, Func<RecordTypeSyntax, ScriptType?> record) => syntax switch
    {
        PlainTypeSyntax plain => Plain(plain.Type),
        NumberTypeSyntax { From: { } from, To: { } to } when from.Millionths <= to.Millionths =>
            ScriptType.NumberBetween(FixedPoint.ToDecimal(from.Millionths), FixedPoint.ToDecimal(to.Millionths)),
        NumberTypeSyntax => ScriptType.Number,
        TextTypeSyntax { MaxLength: { } length } => ScriptType.TextUpTo(Math.Clamp(length, 1, ScriptValueLimits.MaxTextLength)),
        TextTypeSyntax => ScriptType.Text,
        DigitsTypeSyntax digits => ScriptType.Digits(Math.Clamp(digits.From, 1, 64), Math.Clamp(digits.To, Math.Clamp(digits.From, 1, 64), 64)),
        OneOfTypeSyntax one => ChoiceOf(one.Names),
        ListTypeSyntax list => TypeOf(list.Item, record) is { } item && item.Depth < ScriptValueLimits.MaxDepth ? ScriptType.ListOf(item) : null,
        RecordTypeSyntax named => record(named),
        _ => null,
    };

    /// <summary>One of these names, each once; null when there is none.</summary>
    public static ScriptType? ChoiceOf(IEnumerable<NameSyntax> names)
    {
        var distinct = names.Where(static name => ScriptType.IsName(name.Text)).Select(static name => name.Text).Distinct(StringComparer.Ordinal).Take(ScriptValueLimits.MaxNames).ToArray();
        return distinct.Length == 0 ? null : ScriptType.OneOf(distinct);
    }

    private static ScriptType Plain(PlainType type) => type switch
    {
        PlainType.YesNo => ScriptType.YesNo,
        PlainType.Money => ScriptType.Money,
        PlainType.Phone => ScriptType.Phone,
        PlainType.Email => ScriptType.Email,
        PlainType.Address => ScriptType.Address,
        PlainType.Date => ScriptType.Date,
        PlainType.Time => ScriptType.Time,
        PlainType.Moment => ScriptType.Moment,
        _ => ScriptType.Duration,
    };
}

using System.Collections.Immutable;
using ContactCenter.Scripting.Answers;
using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting.Asking;

/// <summary>Values of runs as texts show them and answers give them, and back.</summary>
internal static class TextValues
{
    /// <summary>A value to show; null for what has no form of its own: nothing, or a record.</summary>
    /// <param name="value">The value.</param>
    /// <param name="zone">The zone moments are told in.</param>
    /// <param name="label">What people read for a choice's name.</param>
    public static TextValue? Of(ScriptValue value, TimeZoneInfo zone, Func<string, string> label) => value.Kind switch
    {
        ScriptKind.YesNo => new TextValue.YesNo(value.IsYes),
        ScriptKind.Number => new TextValue.Number(Shown(value.AsNumber()!.Value)),
        ScriptKind.Money => new TextValue.Money(value.AsNumber()!.Value, value.AsCurrency()!),
        ScriptKind.Text => new TextValue.Text(value.AsText()!),
        ScriptKind.Digits => new TextValue.Digits(value.AsText()!),
        ScriptKind.Phone => new TextValue.Phone(value.AsText()!),
        ScriptKind.Email => new TextValue.Email(value.AsText()!),
        ScriptKind.Address => Address(value.AsRecord()!),
        ScriptKind.Date => new TextValue.Date(value.AsDate()!.Value),
        ScriptKind.Time => new TextValue.Time(value.AsTime()!.Value),
        ScriptKind.Moment => new TextValue.Moment(TimeZoneInfo.ConvertTime(value.AsMoment()!.Value, zone)),
        ScriptKind.Duration => new TextValue.Duration(value.AsDuration()!.Value),
        ScriptKind.Choice => new TextValue.Choice(value.AsText()!, label(value.AsText()!)),
        ScriptKind.List => new TextValue.List([.. value.AsList()!.Select(item => Of(item, zone, label)).OfType<TextValue>()]),
        _ => null,
    };

    /// <summary>An answer as a value of runs.</summary>
    public static ScriptValue Of(TextValue value) => value switch
    {
        TextValue.YesNo yes => ScriptValue.YesNo(yes.Value),
        TextValue.Number number => ScriptValue.Number(number.Value),
        TextValue.Money money => ScriptValue.Money(money.Amount, money.Currency),
        TextValue.Text text => ScriptValue.Text(text.Value),
        TextValue.Digits digits => ScriptValue.TextOf(ScriptKind.Digits, digits.Value),
        TextValue.Phone phone => ScriptValue.TextOf(ScriptKind.Phone, phone.Value),
        TextValue.Email email => ScriptValue.TextOf(ScriptKind.Email, email.Value),
        TextValue.Address address => ScriptValue.Record(
            ScriptType.Address,
            ScriptValue.Text(address.Street),
            ScriptValue.Text(address.House),
            ScriptValue.Text(address.Place),
            ScriptValue.Text(address.Postcode),
            ScriptValue.YesNo(address.Complete)),
        TextValue.Date date => ScriptValue.Date(date.Value),
        TextValue.Time time => ScriptValue.Time(time.Value),
        TextValue.Moment moment => ScriptValue.Moment(moment.Value),
        TextValue.Duration duration => ScriptValue.Duration(duration.Value),
        TextValue.Choice choice => ScriptValue.Choice(choice.Name),
        TextValue.List list => ScriptValue.List([.. list.Items.Select(Of)]),
        _ => ScriptValue.Empty,
    };

    /// <summary>What an answer of this type looks like; null when nobody can give one, as a record.</summary>
    /// <param name="type">The type of the slot.</param>
    /// <param name="choices">The answers by name.</param>
    /// <param name="currency">That of amounts that name none.</param>
    public static AnswerType? AnswerOf(ScriptType type, ImmutableArray<AnswerChoice> choices, string? currency) => type.Kind switch
    {
        ScriptKind.YesNo => new AnswerType.YesNo(),
        ScriptKind.Number => new AnswerType.Number(type.Minimum, type.Maximum),
        ScriptKind.Money => new AnswerType.Money(currency),
        ScriptKind.Text => new AnswerType.Text(Math.Min(type.MaxLength, AnswerReader.MaxLength)),
        ScriptKind.Digits => new AnswerType.Digits(type.MinLength, type.MaxLength),
        ScriptKind.Phone => new AnswerType.Phone(),
        ScriptKind.Email => new AnswerType.Email(),
        ScriptKind.Address => new AnswerType.Address(),
        ScriptKind.Date => new AnswerType.Date(),
        ScriptKind.Time => new AnswerType.Time(),
        ScriptKind.Moment => new AnswerType.Moment(),
        ScriptKind.Duration => new AnswerType.Duration(),
        ScriptKind.Choice => new AnswerType.OneOf(choices),
        ScriptKind.List when type.Item!.Kind != ScriptKind.List && AnswerOf(type.Item, choices, currency) is { } item => new AnswerType.ListOf(item),
        _ => null,
    };

    /// <summary>A number's decimals as people write them: without those that say nothing.</summary>
    private static decimal Shown(decimal number) => number / 1.000000000000000000000000000000000m;

    private static TextValue.Address Address(ScriptRecord address) =>
        new(Part(address, 0), Part(address, 1), Part(address, 2), Part(address, 3));

    private static string Part(ScriptRecord address, int at) => address.Values[at].AsText() ?? "";
}

using System.Globalization;
using ContactCenter.Scripting.Languages;

namespace ContactCenter.Scripting.Texts;

/// <summary>Values as people of a language read or hear them. Pure; the culture of the machine plays no part.</summary>
internal static class ValueRenderer
{
    /// <summary>A value in a language.</summary>
    public static string Render(TextValue value, TextFormat format, Language language)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(language);
        var spoken = format.Style == TextStyle.Spoken;
        return value switch
        {
            TextValue.YesNo yes => yes.Value ? language.Replies.Written.Yes : language.Replies.Written.No,
            TextValue.Number number => spoken ? NumberSpeller.Say(language, number.Value) : NumberRenderer.Number(number.Value, format.Style != TextStyle.Plain, language),
            TextValue.Money money => NumberRenderer.Money(money, spoken, language),
            TextValue.Text text => text.Value,
            TextValue.Digits digits => spoken ? NumberSpeller.Digits(language, digits.Value) : digits.Value,
            TextValue.Phone phone => format.Style == TextStyle.Plain ? phone.Value : PhoneRenderer.Render(phone.Value, spoken, language),
            TextValue.Email email => email.Value,
            TextValue.Address address => Address(address, language),
            TextValue.Date date => DateRenderer.Date(date.Value, format, language),
            TextValue.Time time => DateRenderer.Time(time.Value, format, language),
            TextValue.Moment moment => DateRenderer.Moment(moment.Value, format, language),
            TextValue.Duration duration => DurationRenderer.Render(duration.Value, format.Style, language),
            TextValue.Choice choice => choice.Label,
            TextValue.List list => List([.. list.Items.Select(item => Render(item, format, language))], language),
            _ => throw new ArgumentOutOfRangeException(nameof(value), value, "There is no way to show this kind of value."),
        };
    }

    /// <summary>a, b and c.</summary>
    public static string List(IReadOnlyList<string> items, Language language) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => string.Join(", ", items.Take(items.Count - 1)) + " " + language.Replies.ListEnd + " " + items[^1],
    };

    private static string Address(TextValue.Address address, Language language)
    {
        var written = string.Format(CultureInfo.InvariantCulture, language.Addresses.Written, address.Street, address.House, address.Place, address.Postcode);
        return string.Join(", ", written.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }
}

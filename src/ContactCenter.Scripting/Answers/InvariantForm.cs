using System.Globalization;
using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting.Answers;

/// <summary>Values in a form that depends on no language: what journals keep and tests compare.</summary>
internal static class InvariantForm
{
    public static string Of(TextValue value) => value switch
    {
        TextValue.YesNo yes => yes.Value ? "yes" : "no",
        TextValue.Number number => Plain(number.Value),
        TextValue.Money money => Plain(money.Amount) + " " + money.Currency,
        TextValue.Text text => text.Value,
        TextValue.Digits digits => digits.Value,
        TextValue.Phone phone => phone.Value,
        TextValue.Email email => email.Value,
        TextValue.Address address => $"{address.Street}|{address.House}|{address.Place}|{address.Postcode}",
        TextValue.Date date => date.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TextValue.Time time => time.Value.ToString("HH:mm", CultureInfo.InvariantCulture),
        TextValue.Moment moment => moment.Value.ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture),
        TextValue.Duration duration => Plain((decimal)duration.Value.Ticks / TimeSpan.TicksPerMinute) + "m",
        TextValue.Choice choice => choice.Name,
        TextValue.List list => string.Join(", ", list.Items.Select(Of)),
        _ => "",
    };

    private static string Plain(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);
}

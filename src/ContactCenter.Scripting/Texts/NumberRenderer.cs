using System.Globalization;
using ContactCenter.Scripting.Languages;

namespace ContactCenter.Scripting.Texts;

/// <summary>Numbers and money.</summary>
internal static class NumberRenderer
{
    /// <summary>Figures with the language's signs; groups of three from five digits on, so that a year and a house stay as they are.</summary>
    public static string Number(decimal number, bool grouped, Language language)
    {
        var absolute = Math.Abs(number).ToString(CultureInfo.InvariantCulture);
        var point = absolute.IndexOf('.', StringComparison.Ordinal);
        var (whole, fraction) = point < 0 ? (absolute, "") : (absolute[..point], language.Numbers.Decimal + absolute[(point + 1)..]);
        if (grouped && whole.Length > 4)
        {
            for (var at = whole.Length - 3; at > 0; at -= 3)
            {
                whole = whole.Insert(at, language.Numbers.Group.ToString());
            }
        }

        return (number < 0 ? "-" : "") + whole + fraction;
    }

    /// <summary>An amount with two decimals and its sign, or in words.</summary>
    public static string Money(TextValue.Money money, bool spoken, Language language)
    {
        if (spoken && Array.Find(language.Money.Currencies, currency => currency.Code == money.Currency) is { } words && decimal.Round(money.Amount, 2) == money.Amount)
        {
            return Spoken(money.Amount, words, language);
        }

        var amount = decimal.Round(money.Amount, 2) == money.Amount ? decimal.Round(money.Amount, 2) + 0.00m : money.Amount;
        var sign = CurrencySigns.Of(money.Currency);
        var written = string.Format(
            CultureInfo.InvariantCulture, language.Money.Written, Number(Math.Abs(amount), grouped: true, language), sign + (sign.Length > 1 && language.Money.Written[1] == '1' ? " " : ""));
        return (amount < 0 ? "-" : "") + written;
    }

    private static string Spoken(decimal amount, CurrencyWords words, Language language)
    {
        var absolute = Math.Abs(amount);
        var whole = decimal.Truncate(absolute);
        var hundredths = decimal.Truncate((absolute - whole) * 100);
        var minus = amount < 0 ? language.Numbers.Minus + " " : "";
        return minus + (hundredths == 0
            ? NumberSpeller.Count(language, whole, words.Noun)
            : whole == 0
                ? NumberSpeller.Count(language, hundredths, words.Hundredth)
                : $"{NumberSpeller.Count(language, whole, words.Noun)} {language.Money.And} {NumberSpeller.Count(language, hundredths, words.Hundredth)}");
    }
}

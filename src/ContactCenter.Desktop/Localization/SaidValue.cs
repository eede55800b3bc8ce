using System.Globalization;

namespace ContactCenter.Desktop.Localization;

/// <summary>
/// Something a sentence speaks of. The sentence says what it is: <c>{0}</c> is a name, a number or a piece of the script and stays as it is; <c>{0:p}</c> is a phrase
/// of the compiler's; <c>{0:P}</c> is one that begins the sentence; <c>{0:n}</c> is a name, or a phrase of several words; <c>{0:l}</c> is a list of names.
/// </summary>
internal sealed class SaidValue(string value, PhraseBook book) : IFormattable
{
    public string ToString(string? format, IFormatProvider? formatProvider)
    {
        var culture = formatProvider as CultureInfo ?? CultureInfo.InvariantCulture;
        return format switch
        {
            "p" => book.Find(value, culture) ?? value,
            "P" => Capital(book.Find(value, culture) ?? value),
            "n" => value.Contains(' ', StringComparison.Ordinal) && !char.IsAsciiDigit(value[0]) ? book.Find(value, culture) ?? value : value,
            "l" => book.List(value),
            _ => value,
        };
    }

    public override string ToString() => value;

    private static string Capital(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
}

namespace ContactCenter.Scripting.Languages;

/// <summary>How a language writes, says and understands money.</summary>
internal sealed record LanguageMoney
{
    /// <summary>{0} the amount, {1} the symbol.</summary>
    public required string Written { get; init; }

    public required CurrencyWords[] Currencies { get; init; }

    /// <summary>Between the amount and its hundredths, when said.</summary>
    public required string And { get; init; }
}

/// <summary>A currency in a language.</summary>
/// <param name="Code">ISO 4217.</param>
/// <param name="Noun">Its unit.</param>
/// <param name="Hundredth">Its hundredth part.</param>
/// <param name="Forms">All spellings of the unit.</param>
/// <param name="HundredthForms">All spellings of the hundredth.</param>
internal sealed record CurrencyWords(string Code, CountedNoun Noun, CountedNoun Hundredth, string Forms, string HundredthForms);

/// <summary>Signs of currencies, the same in all languages.</summary>
internal static class CurrencySigns
{
    /// <summary>Code and sign.</summary>
    public static readonly (string Code, string Sign)[] All =
        [("EUR", "€"), ("PLN", "zł"), ("RUB", "₽"), ("USD", "$"), ("GBP", "£"), ("CHF", "CHF"), ("CZK", "Kč"), ("UAH", "₴")];

    /// <summary>The sign of a currency, or its code.</summary>
    public static string Of(string code) => All.FirstOrDefault(currency => currency.Code == code).Sign ?? code;
}

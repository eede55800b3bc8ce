namespace ContactCenter.Scripting.Languages;

/// <summary>A noun that numbers stand before: an hour, a zloty, a thousand.</summary>
/// <param name="Gender">Its gender.</param>
/// <param name="One">1: godzina, час.</param>
/// <param name="Few">2 to 4 in Slavic languages: godziny, часа; elsewhere the plural.</param>
/// <param name="Many">5 and more in Slavic languages: godzin, часов; elsewhere the plural.</param>
/// <param name="Other">With decimals: godziny, часа; elsewhere the plural.</param>
internal sealed record CountedNoun(Gender Gender, string One, string Few, string Many, string Other)
{
    /// <summary>A noun of a language with a singular and a plural.</summary>
    public CountedNoun(Gender gender, string one, string other)
        : this(gender, one, other, other, other)
    {
    }

    public string For(PluralCategory category) => category switch
    {
        PluralCategory.One => One,
        PluralCategory.Few => Few,
        PluralCategory.Many => Many,
        _ => Other,
    };
}

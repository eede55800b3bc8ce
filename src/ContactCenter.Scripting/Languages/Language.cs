using System.Collections.Immutable;

namespace ContactCenter.Scripting.Languages;

/// <summary>
/// Everything the rendering of values and the reading of answers know of a language. A language is one file that fills this in, and a line in
/// <see cref="All"/>. Words to be read are written as lists of spellings: bars part them, brackets hold endings (<c>piąt(ek|ku)</c>), and case
/// and accents do not matter.
/// </summary>
internal sealed record Language
{
    public static ImmutableArray<Language> All => Known.All;

    /// <summary>The language of a code such as <c>it</c>; null when it is none of <see cref="All"/>.</summary>
    public static Language? Find(string code) => All.FirstOrDefault(language => language.Code == code);

    /// <summary>ISO 639-1.</summary>
    public required string Code { get; init; }

    /// <summary>CLDR's rule for cardinal numbers.</summary>
    public required Func<PluralOperands, PluralCategory> Plural { get; init; }

    /// <summary>The categories that rule gives.</summary>
    public required ImmutableArray<PluralCategory> Categories { get; init; }

    public required LanguageNumbers Numbers { get; init; }

    public required LanguageCalendar Calendar { get; init; }

    public required LanguageClock Clock { get; init; }

    public required LanguageDurations Durations { get; init; }

    public required LanguageMoney Money { get; init; }

    public required LanguageReplies Replies { get; init; }

    public required LanguagePrompts Prompts { get; init; }

    public required LanguageAddresses Addresses { get; init; }

    /// <summary>Words that are read as several: <c>stasera=oggi sera</c>.</summary>
    public string[] Fused { get; init; } = [];

    /// <summary>Apart, so that a language can be made before there is the list of all.</summary>
    private static class Known
    {
        public static readonly ImmutableArray<Language> All = [Italian.Language, Polish.Language, Russian.Language, English.Language];
    }
}

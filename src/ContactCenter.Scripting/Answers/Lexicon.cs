using System.Collections.Frozen;
using ContactCenter.Scripting.Languages;

namespace ContactCenter.Scripting.Answers;

/// <summary>The words of a language made ready to be found. One for a language, made once; immutable.</summary>
internal sealed class Lexicon
{
    /// <summary>No filler has more words.</summary>
    public const int MaxFillerWords = 4;

    private static readonly FrozenDictionary<string, Lexicon> All = Language.All.ToFrozenDictionary(static language => language.Code, static language => new Lexicon(language));

    private readonly FrozenDictionary<string, NumberAtom> _numbers;
    private readonly int _longestNumber;
    private readonly FrozenDictionary<string, string[]> _fused;

    private Lexicon(Language language)
    {
        Language = language;
        var (numbers, calendar, clock, replies) = (language.Numbers, language.Calendar, language.Clock, language.Replies);
        _numbers = NumberAtoms.Of(numbers);
        _longestNumber = _numbers.Keys.Max(static word => word.Length);
        _fused = language.Fused.Select(static row => row.Split('=')).ToFrozenDictionary(
            static row => Folding.Fold(row[0]), static row => Tokenizer.Words(row[1]).ToArray(), StringComparer.Ordinal);
        FusedSketches = _fused.Keys.Select(SpellingSketch.OfWord).ToFrozenSet();
        Links = Flags(numbers.Links);
        Articles = Flags(numbers.Articles);
        DecimalWord = Flags(numbers.DecimalWord);
        Minus = Flags(numbers.Minus);
        Plus = Flags(numbers.Plus);
        AndHalf = Flags(numbers.AndHalf);
        Fractions = new(Spellings.Numbered(numbers.Fractions));
        Ordinals = new(Spellings.Numbered(numbers.Ordinals));
        Oblique = new(Spellings.Numbered(numbers.Oblique));
        DigitWords = new(Spellings.Numbered(numbers.DigitWords));
        Repeats = new(Spellings.Numbered(numbers.Repeats));
        OrdinalEndings = Flags(numbers.OrdinalEndings);

        Months = new(calendar.MonthForms.Select(static (forms, i) => (forms, i + 1)));
        Weekdays = new(calendar.WeekdayForms.Select(static (forms, i) => (forms, (DayOfWeek)i)));
        RelativeDays = new(Spellings.Numbered(calendar.Relative));
        DateFillers = Flags(calendar.Fillers);
        DayMarks = Flags(calendar.DayMarks);
        Next = Flags(calendar.Next);
        This = Flags(calendar.This);
        Last = Flags(calendar.Last);
        WeeksOn = Flags(calendar.WeeksOn);
        LaterBy = new(Spellings.Numbered(calendar.LaterBy));
        NextWeek = Flags(calendar.NextWeek);
        In = Flags(calendar.In);
        FromNow = Flags(calendar.FromNow);
        Ago = Flags(calendar.Ago);
        DateUnits = new([
            (calendar.DayUnit, DateUnit.Day), (calendar.WeekUnit, DateUnit.Week), (calendar.FortnightUnit, DateUnit.Fortnight), (calendar.MonthUnit, DateUnit.Month), (calendar.YearUnit, DateUnit.Year),
        ]);

        BeforeTime = Flags(clock.Before);
        Clock = [.. clock.Patterns.Select(static pattern => new ClockMatcher(pattern))];
        DayParts = new([(clock.Morning, DayPart.Morning), (clock.Afternoon, DayPart.Afternoon), (clock.Evening, DayPart.Evening), (clock.Night, DayPart.Night)]);
        Now = Flags(clock.Now);

        var durations = language.Durations;
        Units = new(new[] { durations.Second, durations.Minute, durations.Hour, durations.Day, durations.Week }.Zip(
            [1m / 60, 1m, 60m, 1440m, 10080m], static (unit, minutes) => (unit.Forms, minutes)));
        OneSpan = Flags(durations.One);
        NamedSpans = new(Spellings.Numbered(durations.Named));
        DurationAnd = Flags(durations.And);
        HalfMore = Flags(durations.HalfMore);
        QuarterMore = Flags(durations.QuarterMore);

        Currencies = new([
            .. language.Money.Currencies.Select(static words => (words.Forms, words.Code)),
            .. CurrencySigns.All.SelectMany(static currency => new[] { (currency.Sign, currency.Code), (currency.Code, currency.Code) }),
        ]);
        MoneyAnd = Flags(language.Money.And);
        OneUnit = Flags(string.Join('|', language.Money.Currencies.Select(static words => words.Noun).Where(static noun => noun.One != noun.Many).Select(static noun => noun.One)));
        Hundredths = new(language.Money.Currencies.SelectMany(static words => Spellings.Of(words.HundredthForms).Select(form => (Form: form, words.Code)))
            .GroupBy(static part => part.Form, static part => part.Code).Select(static codes => (codes.Key, codes.ToArray())));

        LeadIns = Flags(language.Addresses.LeadIns);
        Fillers = Flags(replies.Fillers);
        ChoiceWords = Flags(replies.ChoiceWords);
        Unsure = Flags(replies.Unsure);
        Negations = Flags(replies.Negations);
        And = Flags(replies.And);
        Or = Flags(replies.Or);
        var denials = Spellings.Of(replies.Not).SelectMany(not => Spellings.Of(replies.Denied).Select(denied => ($"{not} {denied}", Reply.No)));
        Replies = new([
            (replies.Unsure, Reply.Unsure), (replies.No, Reply.No), .. denials, (replies.Emphatic, Reply.Emphatic), (replies.Yes, Reply.Yes), (replies.Fillers, Reply.Filler),
        ]);
    }

    public Language Language { get; }

    public PhraseTable<bool> Links { get; }

    public PhraseTable<bool> Articles { get; }

    public PhraseTable<bool> DecimalWord { get; }

    public PhraseTable<bool> Minus { get; }

    public PhraseTable<bool> Plus { get; }

    public PhraseTable<bool> AndHalf { get; }

    public PhraseTable<decimal> Fractions { get; }

    public PhraseTable<decimal> Ordinals { get; }

    public PhraseTable<decimal> Oblique { get; }

    public PhraseTable<decimal> DigitWords { get; }

    public PhraseTable<decimal> Repeats { get; }

    public PhraseTable<bool> OrdinalEndings { get; }

    public PhraseTable<int> Months { get; }

    public PhraseTable<DayOfWeek> Weekdays { get; }

    public PhraseTable<decimal> RelativeDays { get; }

    public PhraseTable<bool> DateFillers { get; }

    public PhraseTable<bool> DayMarks { get; }

    public PhraseTable<bool> Next { get; }

    public PhraseTable<bool> This { get; }

    public PhraseTable<bool> Last { get; }

    public PhraseTable<bool> WeeksOn { get; }

    public PhraseTable<decimal> LaterBy { get; }

    public PhraseTable<bool> NextWeek { get; }

    public PhraseTable<bool> In { get; }

    public PhraseTable<bool> FromNow { get; }

    public PhraseTable<bool> Ago { get; }

    public PhraseTable<DateUnit> DateUnits { get; }

    public PhraseTable<bool> BeforeTime { get; }

    public ClockMatcher[] Clock { get; }

    public PhraseTable<DayPart> DayParts { get; }

    public PhraseTable<bool> Now { get; }

    /// <summary>Units of time in minutes.</summary>
    public PhraseTable<decimal> Units { get; }

    /// <summary>Units that are one without a number.</summary>
    public PhraseTable<bool> OneSpan { get; }

    /// <summary>Spans with a name, in minutes.</summary>
    public PhraseTable<decimal> NamedSpans { get; }

    public PhraseTable<bool> DurationAnd { get; }

    public PhraseTable<bool> HalfMore { get; }

    public PhraseTable<bool> QuarterMore { get; }

    public PhraseTable<string> Currencies { get; }

    /// <summary>Between an amount and its hundredths.</summary>
    public PhraseTable<bool> MoneyAnd { get; }

    /// <summary>Currencies in the singular, where it is not the plural, too.</summary>
    public PhraseTable<bool> OneUnit { get; }

    /// <summary>Hundredth parts, and of which currencies they are.</summary>
    public PhraseTable<string[]> Hundredths { get; }

    public PhraseTable<bool> LeadIns { get; }

    public PhraseTable<bool> Fillers { get; }

    public PhraseTable<bool> ChoiceWords { get; }

    public PhraseTable<bool> Unsure { get; }

    public PhraseTable<bool> Negations { get; }

    public PhraseTable<bool> And { get; }

    public PhraseTable<bool> Or { get; }

    public PhraseTable<Reply> Replies { get; }

    /// <summary>The words of a language of <see cref="Language.All"/>.</summary>
    public static Lexicon Of(Language language) => All[language.Code];

    /// <summary>What a word says of a number, also where several number words are written as one; null when it says nothing.</summary>
    public NumberAtom[]? AtomsOf(string word) => _numbers.TryGetValue(word, out var atom) ? [atom] : NumberAtoms.Split(word, _numbers, _longestNumber);

    /// <summary>The sketches of words that stand for several.</summary>
    public FrozenSet<ulong> FusedSketches { get; }

    /// <summary>Puts several words where one stands for them.</summary>
    public IEnumerable<Token> Split(IEnumerable<Token> tokens) => tokens.SelectMany(token => _fused.TryGetValue(token.Text, out var words)
        ? words.Select((word, i) => new Token(TokenKind.Word, word, i == 0 ? token.Gap : 1))
        : [token]);

    private static PhraseTable<bool> Flags(string spellings) => new([(spellings, true)]);
}

internal enum Reply
{
    Filler,
    Yes,
    No,
    Emphatic,
    Unsure,
}

internal enum DateUnit
{
    Day,
    Week,
    Fortnight,
    Month,
    Year,
}

internal enum DayPart
{
    None,
    Morning,
    Afternoon,
    Evening,
    Night,
}

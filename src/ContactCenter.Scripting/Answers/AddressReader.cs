using ContactCenter.Scripting.Languages;
using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting.Answers;

/// <summary>
/// Addresses as they are written: street, number, place and postcode, by the habits of the language's countries. What is missing is empty; whether
/// what is needed is there, the address itself says. A text without street and number is taken as a place.
/// </summary>
internal static class AddressReader
{
    private const int MaxWords = 40;

    /// <summary>Nothing that is said before an address has more words.</summary>
    private const int MaxLeadIn = 4;

    public static Answer Read(string text, Language language)
    {
        var habits = language.Addresses;
        var rest = Spaced(text.Trim());
        var postcode = Postcodes.Take(ref rest, habits.Postcodes);
        var parts = rest.Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(static part => new AddressPart(part)).ToList();
        if (!rest.Any(char.IsLetter) || parts.Sum(static part => part.Words.Count) > MaxWords)
        {
            return Answer.Not(AnswerReason.NotUnderstood);
        }

        SkipLeadIns(parts[0].Words, Lexicon.Of(language).LeadIns);
        var words = new AddressWords(habits, Lexicon.Of(language).Months);
        var reading = new AddressReading(words, habits);
        reading.Read(parts);
        return Answer.Of(new TextValue.Address(reading.Street, reading.Number, reading.Place, postcode), AnswerManner.Figures);
    }

    /// <summary>Leaves out what says that an address follows.</summary>
    private static void SkipLeadIns(List<string> words, PhraseTable<bool> leadIns)
    {
        for (var again = true; again;)
        {
            again = false;
            for (var count = Math.Min(MaxLeadIn, words.Count - 1); count > 0 && !again; count--)
            {
                again = !words[count - 1].EndsWith('.') && leadIns.Has(string.Join(' ', Tokenizer.Words(string.Join(' ', words.Take(count))))); // E. Fermi is a name
                if (again)
                {
                    words.RemoveRange(0, count);
                }
            }
        }
    }

    /// <summary>With a space between an abbreviation and a number: д.7.</summary>
    private static string Spaced(string text) => string.Concat(text.Select((c, i) =>
        c == '.' && i > 0 && i + 1 < text.Length && char.IsLetter(text[i - 1]) && char.IsAsciiDigit(text[i + 1]) ? ". " : c.ToString()));
}

/// <summary>A piece between commas.</summary>
internal sealed class AddressPart(string text)
{
    public List<string> Words { get; } = [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>The words of a range.</summary>
    public string Text(int start, int end) => string.Join(' ', Words.Skip(start).Take(end - start)).Trim(' ', '.', ',', '-', '–', '—');
}

/// <summary>The words an address is cut at.</summary>
internal sealed class AddressWords(LanguageAddresses habits, PhraseTable<int> months)
{
    private readonly HashSet<string> _street = Set(habits.StreetWords);
    private readonly HashSet<string> _alone = Set(habits.StreetsAlone);
    private readonly HashSet<string> _number = Set(habits.NumberWords);
    private readonly HashSet<string> _flat = Set(habits.FlatWords);
    private readonly HashSet<string> _place = Set(habits.PlaceWords);

    public bool IsStreet(string word) => _street.Contains(Folding.Fold(word));

    /// <summary>Whether it may be a street's whole name.</summary>
    public bool IsStreetAlone(string word) => _alone.Contains(Folding.Fold(word));

    public bool IsMonth(string word) => months.Has(Folding.Fold(word).Trim('.'));

    public bool IsNumberWord(string word) => _number.Contains(Folding.Fold(word));

    public bool IsFlat(string word) => _flat.Contains(Folding.Fold(word));

    public bool IsPlace(string word) => _place.Contains(Folding.Fold(word));

    /// <summary>12, 12b, 3/5, 12-14: figures, a letter at most behind each.</summary>
    public static bool IsNumber(string word) => word.Length <= 10 && char.IsAsciiDigit(word[0])
        && word.All(static c => char.IsLetterOrDigit(c) || c is '/' or '-') && !word.Where((c, i) => i > 0 && char.IsLetter(c) && char.IsLetter(word[i - 1])).Any();

    private static HashSet<string> Set(string spellings) => [.. spellings.Split('|').Select(Folding.Fold)];
}

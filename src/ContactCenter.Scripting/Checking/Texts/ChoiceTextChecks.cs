using System.Globalization;
using ContactCenter.Scripting.Answers;
using ContactCenter.Scripting.Binding;

namespace ContactCenter.Scripting.Checking;

/// <summary>Whether every answer to a question means one choice, as answers are read: case, accents and signs do not count.</summary>
internal static class ChoiceTextChecks
{
    public static void Run(LanguageTexts language, IEnumerable<ShownText> shown)
    {
        var lexicon = Lexicon.Of(language.Language!);
        foreach (var question in shown.Where(static text => text.Choice is not null).GroupBy(static text => text.Ask))
        {
            LookAt(language, [.. question], lexicon);
        }
    }

    private static void LookAt(LanguageTexts language, List<ShownText> choices, Lexicon lexicon)
    {
        if (AreApart(language, choices, lexicon))
        {
            return;
        }

        var meant = new Dictionary<string, BoundChoice>(StringComparer.Ordinal);
        foreach (var choice in choices)
        {
            meant.TryAdd(choice.Choice!.Syntax.Key.ToString(CultureInfo.InvariantCulture), choice.Choice);
            meant.TryAdd(ChoiceReader.SpellingOf(choice.Choice.Value, lexicon), choice.Choice);
        }

        foreach (var choice in choices)
        {
            foreach (var (word, within, said) in SaidFor(language, choice))
            {
                var spelling = ChoiceReader.SpellingOf(said, lexicon);
                if (spelling.Length > 0 && !meant.TryAdd(spelling, choice.Choice!) && meant[spelling].Value != choice.Choice!.Value)
                {
                    language.Report(choice, word, within, TextCodes.AlikeChoices, language.Code, TextWords.Shortened(said), meant[spelling].Value, choice.Choice.Value);
                }
            }
        }
    }

    /// <summary>Whether it is plain at a glance that no two choices are alike.</summary>
    private static bool AreApart(LanguageTexts language, List<ShownText> choices, Lexicon lexicon)
    {
        var seen = new Dictionary<ulong, BoundChoice>();
        foreach (var choice in choices)
        {
            foreach (var said in SaidFor(language, choice).Select(static one => one.Said).Append(choice.Choice!.Value).Append(choice.Choice.Syntax.Key.ToString(CultureInfo.InvariantCulture)))
            {
                if (SpellingSketch.Of(said, lexicon) is not { } sketch || (!seen.TryAdd(sketch, choice.Choice) && seen[sketch] != choice.Choice))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>What means a choice in a language: its text, and what its side file says people may answer instead.</summary>
    private static IEnumerable<(string Word, TextRange? Within, string Said)> SaidFor(LanguageTexts language, ShownText choice)
    {
        foreach (var (_, raw) in language.FormsOf(choice).Where(static form => form.Word == LanguageTexts.Plain))
        {
            yield return (LanguageTexts.Plain, null, raw);
        }

        if (language.EntryOf(choice) is { } entry)
        {
            for (var i = 0; i < entry.Answers.Length; i++)
            {
                var (all, one) = (entry.Places.Of("answers"), entry.Places.Answers[i]);
                yield return ("answers", one with { Start = one.Start - all.Start }, entry.Answers[i]);
            }
        }
    }
}

using System.Globalization;
using System.Runtime.InteropServices;
using ContactCenter.Scripting.Answers;
using ContactCenter.Scripting.Binding;

namespace ContactCenter.Scripting.Checking;

/// <summary>Whether every answer to a question means one choice, as answers are read: case, accents and signs do not count.</summary>
internal static class ChoiceTextChecks
{
    public static void Run(LanguageTexts language, List<ShownText> shown)
    {
        var (lexicon, seen) = (Lexicon.Of(language.Language!), new Dictionary<ulong, BoundChoice>());
        for (var first = 0; first < shown.Count; first++)
        {
            // The choices of a question stand together.
            var behind = first;
            while (behind < shown.Count && shown[behind].Choice is not null && shown[behind].Ask == shown[first].Ask)
            {
                behind++;
            }

            if (behind > first)
            {
                LookAt(language, CollectionsMarshal.AsSpan(shown)[first..behind], lexicon, seen);
                first = behind - 1;
            }
        }
    }

    private static void LookAt(LanguageTexts language, ReadOnlySpan<ShownText> choices, Lexicon lexicon, Dictionary<ulong, BoundChoice> seen)
    {
        if (AreApart(language, choices, lexicon, seen))
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
    private static bool AreApart(LanguageTexts language, ReadOnlySpan<ShownText> choices, Lexicon lexicon, Dictionary<ulong, BoundChoice> seen)
    {
        seen.Clear();
        foreach (var shown in choices)
        {
            var choice = shown.Choice!;
            if (!IsNew(choice.Value, choice, lexicon, seen) || !IsNew(choice.Syntax.Key.ToString(CultureInfo.InvariantCulture), choice, lexicon, seen))
            {
                return false;
            }

            if (language.File is null)
            {
                if (!IsNew(language.OwnOf(shown), choice, lexicon, seen))
                {
                    return false;
                }

                continue;
            }

            foreach (var (_, _, said) in SaidFor(language, shown))
            {
                if (!IsNew(said, choice, lexicon, seen))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Whether nothing of another choice looks like what is said for one.</summary>
    private static bool IsNew(ReadOnlySpan<char> said, BoundChoice choice, Lexicon lexicon, Dictionary<ulong, BoundChoice> seen) =>
        SpellingSketch.Of(said, lexicon) is { } sketch && (seen.TryAdd(sketch, choice) || seen[sketch] == choice);

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

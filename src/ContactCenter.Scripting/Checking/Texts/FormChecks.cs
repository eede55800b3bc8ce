using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting.Checking;

/// <summary>Whether each form of a text in a language is what the script's own text is: its values, its plural forms, its letters.</summary>
internal sealed class FormChecks(BoundScript script, LanguageTexts language, ScriptContracts contracts)
{
    public void Run(IEnumerable<ShownText> shown)
    {
        foreach (var text in shown)
        {
            if (language.IsOwn && !text.Text.HasFormats && language.File is null)
            {
                continue; // the script's own text has been looked at but for its plural forms
            }

            var holes = TextHoles.Of(text.Text);
            var entry = language.EntryOf(text);
            var isStale = entry is not null && LookWhetherStale(text, entry);
            var missing = isStale; // what follows from that is not said again
            foreach (var (word, raw) in language.FormsOf(text))
            {
                LookAtForm(text, holes, entry, word, raw, ref missing);
            }

            if (entry is not null)
            {
                LookAtEntry(text, holes, entry);
            }
        }
    }

    private void LookAtForm(ShownText text, TextHoles holes, TextEntry? entry, string word, string raw, ref bool missing)
    {
        var form = TextTemplate.Parse(raw, out var faults);
        if (!language.IsOwn || word != LanguageTexts.Plain)
        {
            foreach (var fault in faults)
            {
                language.Report(text, word, fault.Range, TextCodes.UnclearLine, fault.Message);
            }

            if (faults.IsEmpty && LookAtValues(text, holes, word, form) && !missing && word != ProgramTemplate.Short)
            {
                missing = LookForMissing(text, holes, entry!, word, form);
            }

            LookAtLetters(text, word, raw, form);
        }

        if (faults.IsEmpty)
        {
            PluralChecks.LookAtHoles(language, text, holes, word, form);
        }
    }

    /// <summary>Whether the text was another one when it was translated; of the script's own language, whether the file repeats it as it is.</summary>
    private bool LookWhetherStale(ShownText text, TextEntry entry)
    {
        var source = script.Syntax.Source.Slice(text.Text.Syntax.Raw).ToString();
        if (language.IsOwn ? entry.Text == source : !entry.IsStaleFor(source))
        {
            return false;
        }

        var (place, now) = language.IsOwn ? (entry.Places.Text, source) : (entry.Places.Of("from"), TextFile.HashOf(source));
        language.Found.Add(new Diagnostic(TextCodes.Stale, place, TextWords.Shortened(source))
        {
            Fix = new DiagnosticFix(language.IsOwn ? "Write the text as it is now" : "Take the translation as right for the text as it is now", [new TextEdit(place, now)]),
        });
        return true;
    }

    /// <summary>Whether every value is one the script's text shows, in a way that fits it.</summary>
    private bool LookAtValues(ShownText text, TextHoles holes, string word, TextTemplate form)
    {
        var right = true;
        foreach (var hole in form.Holes)
        {
            var index = holes.IndexOf(hole.Expression);
            if (index < 0)
            {
                right = false;
                language.Report(text, word, hole.Range, TextCodes.UnknownValue, TextWords.Shortened(hole.Expression), NearestWord.Hint(hole.Expression, holes.Values));
            }
            else if (holes.TypeOf(index) is { } type && HoleRules.WhyNot(hole, type) is { } reason)
            {
                language.Report(text, word, hole.Range, TypeCodes.WrongFormat, hole.Written, TypeNames.Of(type), reason);
            }
        }

        return right;
    }

    /// <summary>Whether a value the script's text shows is left out. A plural form may have a word for the number it goes by, a short form may be shorter.</summary>
    private bool LookForMissing(ShownText text, TextHoles holes, TextEntry entry, string word, TextTemplate form)
    {
        var shown = form.Holes.Select(static hole => TextHoles.Normal(hole.Expression)).ToHashSet(StringComparer.Ordinal);
        if (entry.By is { } by && word != LanguageTexts.Plain && word != ProgramTemplate.Spoken)
        {
            shown.Add(TextHoles.Normal(by));
        }

        var missing = holes.Values.Where(value => !shown.Contains(value)).ToList();
        foreach (var value in missing)
        {
            language.Report(text, word, TextCodes.MissingValue, value);
        }

        return missing.Count > 0;
    }

    private void LookAtLetters(ShownText text, string word, string raw, TextTemplate form)
    {
        var letters = form.Pieces.OfType<TextPlain>().SelectMany(static plain => plain.Value).Where(char.IsLetter).ToList();
        if (letters.Count == 0)
        {
            return;
        }

        var cyrillic = language.Code == "ru";
        if (!letters.Exists(letter => IsCyrillic(letter) == cyrillic))
        {
            language.Report(text, word, TextCodes.OtherLetters, language.Code, cyrillic ? "Cyrillic" : "Latin");
        }
        else if (!language.IsOwn && word == LanguageTexts.Plain && script.Syntax.Source.Slice(text.Text.Syntax.Raw).SequenceEqual(raw))
        {
            language.Report(text, word, TextCodes.SameAsSource);
        }
    }

    /// <summary>What an entry says beside its texts.</summary>
    private void LookAtEntry(ShownText text, TextHoles holes, TextEntry entry)
    {
        PluralChecks.LookAtForms(language, text, holes, entry);
        if (entry.Audio is { } audio && contracts.Audio is { } known && !known.Contains(audio))
        {
            language.Report(text, "audio", NameCodes.UnknownAudio, audio, NearestWord.Hint(audio, known));
        }

        if (!entry.Answers.IsEmpty && text.Usage != TextUsage.Choice)
        {
            language.Report(text, "answers", TextCodes.UnclearLine, "Only a choice has answers; this text is none.");
        }
    }

    private static bool IsCyrillic(char letter) => letter is >= '\u0400' and <= '\u052F';
}

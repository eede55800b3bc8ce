using System.Collections.Immutable;
using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Languages;
using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting.Checking;

/// <summary>Whether a text has the plural forms of its language, and of a choice the forms the script's text has.</summary>
internal static class PluralChecks
{
    private const int MostTried = 1_000;

    /// <summary>The variants inside the holes of one form.</summary>
    public static void LookAtHoles(LanguageTexts language, ShownText text, TextHoles holes, string word, TextTemplate form)
    {
        foreach (var hole in form.Holes.Where(static hole => !hole.Variants.IsEmpty))
        {
            var index = holes.IndexOf(hole.Expression);
            if (index < 0 || holes.TypeOf(index) is not { } type)
            {
                continue;
            }

            if (type.Kind != ScriptKind.Number)
            {
                LookForChoices(language, text, holes, word, hole, index);
                continue;
            }

            LookForForeign(language, text, word, hole.Range, hole.Variants.Select(static variant => variant.Key));
            if (MissingIn(hole, language.Language!, type) is { Count: > 0 } missing)
            {
                language.Report(text, word, hole.Range, TextCodes.MissingPlural, language.Code, TextWords.Quoted(missing));
            }
        }
    }

    /// <summary>The plural forms the variants of a number's hole lack, by their words.</summary>
    public static List<string> MissingIn(TextHole hole, Language language, ScriptType type)
    {
        var keys = hole.Variants.Select(static variant => variant.Key).ToHashSet(StringComparer.Ordinal);
        return [.. Needed(language, type).Where(category => !keys.Contains(category.Word()) && !(category == PluralCategory.One && IsOneAlone(language) && keys.Contains("1"))).Select(static category => category.Word())];
    }

    /// <summary>Those of the keys that are plural forms the language does not have.</summary>
    public static IEnumerable<string> ForeignAmong(IEnumerable<string> keys, Language language) =>
        keys.Where(key => PluralCategories.TryParse(key, out var category) && category != PluralCategory.Other && !language.Categories.Contains(category));

    /// <summary>Whole texts by the plural category of a number. One category may be left to the text at the margin.</summary>
    public static void LookAtForms(LanguageTexts language, ShownText text, TextHoles holes, TextEntry entry)
    {
        if (entry.By is not { } by)
        {
            return;
        }

        var type = holes.IndexOf(by) is var index && index >= 0 ? holes.TypeOf(index) : null;
        if (index < 0 || type is { Kind: not ScriptKind.Number })
        {
            language.Report(text, "by", TextCodes.PluralByNothing, TextWords.Shortened(by), type is null ? "not shown in it" : TypeNames.Of(type));
            return;
        }

        var keys = entry.Plurals.Select(static plural => plural.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            LookForForeign(language, text, key, null, [key]);
        }

        var missing = type is null ? [] : Needed(language.Language!, type).Where(category => !keys.Contains(category.Word())).ToList();
        if (missing.Count > 1)
        {
            language.Report(text, "by", TextCodes.MissingPlural, language.Code, TextWords.Quoted(missing.Select(static category => category.Word())));
        }
    }

    /// <summary>
    /// The categories that need a form of their own beside <c>other</c>: those of whole numbers the value can be. Whole millions, a category of their
    /// own in Italian, are no figure people are told of.
    /// </summary>
    private static ImmutableArray<PluralCategory> Needed(Language language, ScriptType type)
    {
        if (type is { Minimum: { } least, Maximum: { } most } && most - least <= MostTried)
        {
            var reached = new HashSet<PluralCategory>();
            for (var number = decimal.Ceiling(least); number <= most; number++)
            {
                reached.Add(language.Plural(PluralOperands.Of(number)));
            }

            return [.. language.Categories.Where(category => category != PluralCategory.Other && reached.Contains(category))];
        }

        return [.. language.Categories.Where(category => category != PluralCategory.Other && (category != PluralCategory.Many || language.Categories.Contains(PluralCategory.Few)))];
    }

    /// <summary>Whether <c>one</c> is the number 1 and nothing else, so that <c>1:</c> does as well; in Russian 21 is of it, too.</summary>
    private static bool IsOneAlone(Language language) => language.Plural(PluralOperands.Of(21)) != PluralCategory.One;

    private static void LookForForeign(LanguageTexts language, ShownText text, string word, TextRange? within, IEnumerable<string> keys)
    {
        foreach (var key in ForeignAmong(keys, language.Language!))
        {
            language.Report(text, word, within, TextCodes.ForeignPlural, language.Code, key);
        }
    }

    /// <summary>Gender and politeness are choices: who has words of his own in the script's text has them in every language that tells choices apart.</summary>
    private static void LookForChoices(LanguageTexts language, ShownText text, TextHoles holes, string word, TextHole hole, int index)
    {
        if (language.IsOwn && word == LanguageTexts.Plain)
        {
            return;
        }

        var keys = hole.Variants.Select(static variant => variant.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var key in holes.KeysOf(index).Where(key => !keys.Contains(key)))
        {
            language.Report(text, word, hole.Range, TextCodes.MissingChoiceForm, key, hole.Expression);
        }
    }
}

using System.Collections.Immutable;
using static ContactCenter.Scripting.DiagnosticSeverity;

namespace ContactCenter.Scripting;

/// <summary>S7xx: what texts are in each language.</summary>
internal static class TextCodes
{
    // Of a side file by itself.
    public static readonly DiagnosticCode NoFileHeader = new("S701", Error, "Side file without a header", "The first line says what this file is, such as: texts gas-emergency pl");
    public static readonly DiagnosticCode UnclearLine = new("S702", Error, "Line of a side file that is not clear", "{0}");
    public static readonly DiagnosticCode RepeatedEntry = new("S703", Error, "Text twice in a side file", "The text '{0}' stands on line {1} already; this one does not count.");

    // Which files a script has.
    public static readonly DiagnosticCode ForeignFile = new("S704", Error, "Side file of another script", "These are the texts of '{0}', and the script is called '{1}'.");
    public static readonly DiagnosticCode UnnamedLanguage = new("S705", Warning, "Language the script does not have", "The script's header does not name '{0}'{1}");
    public static readonly DiagnosticCode SecondFile = new("S706", Error, "Second side file of a language", "'{0}' has the texts in '{1}' already; one file has all of a language.");
    public static readonly DiagnosticCode UnknownLanguage = new("S707", Error, "Unknown language", "How numbers, dates and plurals are written in '{0}' is not known; there are {1}.");
    public static readonly DiagnosticCode NoTexts = new("S708", Warning, "Language without texts", "No text is there in '{0}': whoever speaks it gets '{1}'.");
    public static readonly DiagnosticCode MissingText = new("S709", Warning, "Missing translation", "This text is missing in {0}.");
    public static readonly DiagnosticCode TextOfNothing = new("S710", Warning, "Translation of no text", "The script has no text '{0}'{1}");
    public static readonly DiagnosticCode NoTextId = new("S711", Warning, "Text without an id", "This text has no id by which side files find it; 'ccflow fmt' gives every text one.");

    // One text.
    public static readonly DiagnosticCode Stale = new("S712", Warning, "Stale translation", "The text was changed since; it is now \"{0}\".");
    public static readonly DiagnosticCode UnknownValue = new("S713", Error, "Value the text does not have", "The script's text does not show '{0}'{1}");
    public static readonly DiagnosticCode MissingValue = new("S714", Warning, "Value left out", "The script's text shows '{0}', and this one does not.");
    public static readonly DiagnosticCode MissingPlural = new("S715", Warning, "Plural form missing", "In '{0}' there is the plural form {1}, too.");
    public static readonly DiagnosticCode ForeignPlural = new("S716", Warning, "Plural form the language does not have", "In '{0}' no number has the plural form '{1}'.");
    public static readonly DiagnosticCode PluralByNothing = new("S717", Error, "Plural forms without a number", "Plural forms go by a number which the text shows; '{0}' is {1}.");
    public static readonly DiagnosticCode AlikeChoices = new("S718", Warning, "Choices that are alike", "In '{0}' an answer of '{1}' could mean '{2}' and '{3}', and neither is taken.");
    public static readonly DiagnosticCode SameAsSource = new("S719", Hint, "Translation that is the text itself", "This is the script's own text; is it translated?");
    public static readonly DiagnosticCode OtherLetters = new("S720", Warning, "Letters of another language", "'{0}' is written in {1} letters, and there is none here.");
    public static readonly DiagnosticCode MissingChoiceForm = new("S721", Warning, "Form of a choice missing", "The script's text has words of their own for '{0}' of '{1}', and this one does not.");

    public static ImmutableArray<DiagnosticCode> All =>
    [
        NoFileHeader, UnclearLine, RepeatedEntry, ForeignFile, UnnamedLanguage, SecondFile, UnknownLanguage, NoTexts, MissingText, TextOfNothing, NoTextId,
        Stale, UnknownValue, MissingValue, MissingPlural, ForeignPlural, PluralByNothing, AlikeChoices, SameAsSource, OtherLetters, MissingChoiceForm,
    ];
}

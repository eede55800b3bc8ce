using System.Collections.Immutable;
using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Languages;

namespace ContactCenter.Scripting.Checking;

/// <summary>S7xx, and of S6xx what hangs on texts: whether every text is there in every language, and is what the script's own text is.</summary>
internal static class TextChecks
{
    /// <summary>Looks at the texts of a script.</summary>
    /// <param name="script">The script.</param>
    /// <param name="texts">Its side files; the default value where nothing is known of them: then only the script itself is looked at.</param>
    /// <param name="contracts">What there is, recordings among it.</param>
    /// <param name="options">What is too much.</param>
    /// <param name="ofScript">Takes what is wrong in the script.</param>
    /// <returns>What is wrong in each side file, in their order.</returns>
    public static ImmutableArray<SourceDiagnostics> Run(
        BoundScript script, ImmutableArray<ScriptTexts> texts, ScriptContracts contracts, ScriptCheckOptions options, List<Diagnostic> ofScript)
    {
        if (script.Syntax.Header is { HasFault: true } or { Languages.IsEmpty: true })
        {
            return texts.IsDefault ? [] : [.. texts.Select(static one => new SourceDiagnostics(one.Source, one.Diagnostics))];
        }

        var files = SideFiles.Of(script, texts.IsDefault ? [] : texts);
        var shown = ShownTexts.Of(script);
        shown.RemoveAll(static text => !text.IsTranslated);
        // What values look like in a language that is not known, and which words it has, nobody can say.
        var languages = script.Syntax.Header.Languages.Select(static language => language.Text).Distinct()
            .Select(code => new LanguageTexts(script, code, files.Of(code), ofScript)).Where(static language => language.Language is not null).ToList();
        CheckLanguages(script, ofScript);
        if (!texts.IsDefault)
        {
            MissingTexts.Run(script, shown, languages, files.HasLost, ofScript);
        }

        foreach (var language in languages.Where(static language => language.IsOwn || language.File is not null))
        {
            new FormChecks(script, language, contracts).Run(shown);
            ChoiceTextChecks.Run(language, shown);
            SmsChecks.Run(language, shown, options.MaxSmsSegments);
        }

        return files.Told(languages);
    }

    private static void CheckLanguages(BoundScript script, List<Diagnostic> ofScript)
    {
        foreach (var language in script.Syntax.Header.Languages.Where(static language => Language.Find(language.Text) is null))
        {
            ofScript.Add(new Diagnostic(TextCodes.UnknownLanguage, language.Range, language.Text, TextWords.List(Language.All.Select(static known => known.Code))));
        }
    }
}

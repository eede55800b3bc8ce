using ContactCenter.Scripting.Binding;

namespace ContactCenter.Scripting.Checking;

/// <summary>Which languages lack a text, or its recording.</summary>
internal static class MissingTexts
{
    /// <param name="script">The script.</param>
    /// <param name="shown">Its texts.</param>
    /// <param name="languages">Its languages.</param>
    /// <param name="hasLostFiles">Whether a side file is of no language: then none is said to be without texts.</param>
    /// <param name="ofScript">Takes what is wrong.</param>
    public static void Run(BoundScript script, IReadOnlyList<ShownText> shown, IReadOnlyList<LanguageTexts> languages, bool hasLostFiles, List<Diagnostic> ofScript)
    {
        if (shown.FirstOrDefault(static text => text.Text.Id is null) is { } unnamed && languages.Any(static language => !language.IsOwn || language.File is not null))
        {
            ofScript.Add(new Diagnostic(TextCodes.NoTextId, unnamed.Text.Range)); // 'fmt' gives all of them one: to say so once is enough
        }

        var named = shown.Where(static text => text.Text.Id is not null).ToList();
        var there = new List<LanguageTexts>();
        foreach (var language in languages)
        {
            if (language.IsOwn || named.Count == 0 || named.Exists(text => language.Has(text) || language.HasBroken(text)))
            {
                there.Add(language);
            }
            else if (!hasLostFiles)
            {
                var name = script.Syntax.Header.Languages.First(one => one.Text == language.Code);
                ofScript.Add(new Diagnostic(TextCodes.NoTexts, name.Range, language.Code, script.Syntax.Header.Languages[0].Text));
            }
        }

        foreach (var text in named)
        {
            if (there.Where(language => !language.Has(text) && !language.HasBroken(text)).Select(static language => language.Code).ToList() is { Count: > 0 } missing)
            {
                ofScript.Add(new Diagnostic(TextCodes.MissingText, text.Text.Range, TextWords.Quoted(missing)));
            }

            LookForRecordings(script, text, there, ofScript);
        }
    }

    /// <summary>A text that is recorded in one language and said by a machine in another.</summary>
    private static void LookForRecordings(BoundScript script, ShownText text, List<LanguageTexts> languages, List<Diagnostic> ofScript)
    {
        if (text.Usage is TextUsage.Note or TextUsage.Message || script.Syntax.Header.Channels.All(static channel => channel.Text != "voice"))
        {
            return;
        }

        var recorded = languages.Where(language => language.EntryOf(text)?.Audio is not null || (language.IsOwn && text.Audio is not null)).ToList();
        var others = languages.Where(language => language.Has(text) && !recorded.Contains(language)).Select(static language => language.Code).ToList();
        if (recorded.Count > 0 && others.Count > 0)
        {
            ofScript.Add(new Diagnostic(ChannelCodes.NotRecorded, text.Text.Range, TextWords.Quoted(recorded.Select(static language => language.Code)), TextWords.Quoted(others)));
        }
    }
}

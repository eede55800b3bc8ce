namespace ContactCenter.Desktop.Localization;

/// <summary>The words around the editor of scripts, in English.</summary>
internal static class EnglishEditor
{
    public static IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>(EnglishTemplates.Words, StringComparer.Ordinal)
    {
        ["admin.scripts"] = "Scripts",
        ["admin.script"] = "First line",
        ["admin.languages"] = "Side files",
        ["editor.title"] = "Script {0}",
        ["editor.new"] = "New script",
        ["editor.intro"] = "What begins from now on runs on what is saved here; whoever is on an older text stays on it. Raise the version in the first line when you change something.",
        ["editor.readOnly"] = "You can read the script and try changes; an administrator saves them.",
        ["editor.unknown"] = "There is no script of this name.",
        ["editor.name"] = "Name",
        ["editor.text"] = "The script",
        ["editor.contracts"] = "What it relies on: records, events, actions, other scripts",
        ["editor.side"] = "Side file: {0}",
        ["editor.language"] = "Add a side file for a language (two letters)",
        ["editor.add"] = "Add",
        ["editor.badLanguage"] = "A language has two small letters, such as it.",
        ["editor.format"] = "Format",
        ["editor.save"] = "Save",
        ["editor.saved"] = "Saved. New conversations run on it.",
        ["editor.found"] = "What was found",
        ["editor.right"] = "Nothing is wrong.",
        ["editor.checking"] = "Looking at it…",
        ["editor.away"] = "The center is being started again; what you have written stays here.",
        ["editor.counts"] = "{0} to mend, {1} to consider",
        ["editor.error"] = "Mend",
        ["editor.warning"] = "Consider",
        ["editor.line"] = "line {0}",
        ["editor.fix"] = "Remedy: {0}",
        ["editor.by"] = "The way there: {0}",
        ["editor.changes"] = "What changes",
        ["editor.unsaved"] = "What you have changed is not saved. Leave all the same?",
        ["editor.leave"] = "Leave",
        ["editor.stay"] = "Stay",
        ["editor.back"] = "All of the configuration",
    };
}

namespace ContactCenter.Desktop.Localization;

/// <summary>The words around templates of messages, in English.</summary>
internal static class EnglishTemplates
{
    public static IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>(EnglishCenter.Words, StringComparer.Ordinal)
    {
        ["admin.templates"] = "Message templates",
        ["admin.template"] = "Template",
        ["admin.templateHint"] = "clinic/reminder",
        ["admin.takes"] = "What it takes, in the order scripts give it",
        ["admin.takesHint"] = "name: text, when: moment, note: text optional",
        ["admin.templateFor"] = "Channels (none: all)",
        ["admin.templateForHint"] = "sms, email",
        ["admin.templateTexts"] = "Languages",
        ["admin.templateText"] = "Text in {0}",
        ["admin.templateShort"] = "For SMS in {0} (empty: the same)",
        ["admin.templateTextHint"] = "Dear {name}, we expect you {when|on}.",
        ["language.it"] = "Italian",
        ["language.pl"] = "Polish",
        ["language.ru"] = "Russian",
        ["language.en"] = "English",
        ["rule.template-name"] = "“{0}” is no name of a template: words with / between, such as clinic/reminder.",
        ["rule.template-takes"] = "has {0} characters; {1} are the most.",
        ["rule.template-order"] = "“{0}” stands behind an optional value; put the optional ones last.",
        ["rule.template-empty"] = "there is no text; write one.",
        ["rule.template-blank"] = "is empty; write the text, or leave the language out.",
        ["rule.template-fault"] = "line {0}, column {3}: {2} ({1})",
        ["rule.template-channel"] = "line {0}: “{1}” is sent by {2}, and is for {3}; send it by one of these, or let it be for {2}, too.",
        ["rule.template-language"] = "line {0}: “{1}” has no text in “{2}”, the script’s first language; add it to the template.",
        ["rule.template-sent"] = "the script “{0}” sends it on line {1}, and would not be right any more; change the script first, or both at once. {2}",
    };
}

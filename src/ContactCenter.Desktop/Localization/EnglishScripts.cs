namespace ContactCenter.Desktop.Localization;

/// <summary>The words around scripts that guide agents, in English.</summary>
internal static class EnglishScripts
{
    public static IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>(EnglishFigures.Words, StringComparer.Ordinal)
    {
        ["event.script.requested"] = "A script begins",
        ["event.script.joined"] = "A script goes on here",
        ["event.script.left"] = "The script is over",
        ["event.script.forwarded"] = "The script goes on in another conversation",
        ["script.label"] = "Script",
        ["script.which"] = "{0}, version {1}",
        ["script.busy"] = "The script is doing something; a moment.",
        ["script.waits"] = "The script waits.",
        ["script.article"] = "Knowledge: {0}",
        ["script.send"] = "Send it and go on",
        ["script.said"] = "Said, go on",
        ["script.read"] = "Read, go on",
        ["script.answer"] = "What the customer answers",
        ["script.enter"] = "Enter",
        ["script.elsewhere"] = "Go elsewhere in the script",
        ["script.where"] = "Where to",
        ["script.back"] = "Back to the question before",
        ["script.why"] = "Why",
        ["script.go"] = "Go there",
        ["code.CC1261"] = "The customer has been erased, and with it what the script knew.",
        ["code.CC1262"] = "The script has halted; an administrator finds why in the log.",
        ["code.CC1263"] = "No script is on in this conversation.",
        ["code.CC1264"] = "The script has gone on meanwhile; look again.",
        ["code.CC1266"] = "There is no question to go back to, or something that cannot be undone has been done since.",
        ["code.CC1267"] = "The script has no step of that name for any time.",
        ["code.CC1268"] = "Too many steps were left on the way; come back from one first.",
        ["code.CC1269"] = "That is longer than can be kept; shorten it.",
        ["rule.script-unknown"] = "there is no script “{0}”.",
        ["rule.script-name"] = "the script is called “{0}” in its first line, and “{1}” here.",
        ["rule.script-large"] = "the script is too large; {0} bytes are the most.",
        ["rule.script-starts"] = "it starts “{0}”, which does not exist.",
        ["rule.script-unanswered"] = "nobody can be answered on “{1}”, so no script receives there.",
        ["rule.script-action"] = "it relies on the action “{0}”, which no package brings.",
        ["rule.script-fault"] = "line {0}, column {3}: {2} ({1})",
        ["rule.script-contracts"] = "line {0}, column {3}: {2} ({1})",
    };
}

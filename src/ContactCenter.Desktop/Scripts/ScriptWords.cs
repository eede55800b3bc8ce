using ContactCenter.Administration;
using ContactCenter.Desk;
using ContactCenter.Desktop.Localization;
using ContactCenter.Scripting;

namespace ContactCenter.Desktop.Scripts;

/// <summary>Says what is wrong with a script in the person's language; what has no words there is said as the center says it.</summary>
internal static class ScriptWords
{
    public static string Of(this Words words, ScriptFinding finding) =>
        finding.Code.Length > 0 ? words.Diagnostic(finding.Code, finding.Values, finding.Message)
        : words.Compiler is not null && finding.Rule.Length > 0 && words.Find($"rule.{finding.Rule}") is { } text ? string.Format(words.Culture, text, [.. finding.Values])
        : finding.Message;

    /// <summary>What would mend it; the title of a finding's remedy.</summary>
    public static string Remedy(this Words words, string title) => words.Compiler?.Find(title, words.Culture) ?? title;

    /// <summary>What keeps runs from going on. The log keeps the compiler's sentence alone, so what it speaks of is read in it.</summary>
    public static string Of(this Words words, UpgradeObstacle obstacle) => words.Compiler is not { } compiler ? obstacle.Why
        : DiagnosticCodes.Find(obstacle.Code) is { } code
            ? new SentenceForm(code.Form).Match(obstacle.Why) is { } values ? words.Diagnostic(code.Id, values, obstacle.Why) : obstacle.Why
            : new SaidValue(obstacle.Why, compiler).ToString("P", words.Culture);

    /// <summary>A sentence of the compiler's.</summary>
    /// <param name="words">The person's words.</param>
    /// <param name="code">The diagnostic's code.</param>
    /// <param name="values">What the sentence speaks of.</param>
    /// <param name="message">The sentence in English.</param>
    public static string Diagnostic(this Words words, string code, IEnumerable<string> values, string message) => words.Compiler?.Say(code, values, words.Culture) ?? message;
}

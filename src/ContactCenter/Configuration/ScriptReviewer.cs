using ContactCenter.Administration;
using ContactCenter.Scripting;

namespace ContactCenter.Configuration;

/// <summary>Looks at a script in its configuration before it is there.</summary>
internal static class ScriptReviewer
{
    /// <summary>Why it is not looked at; null when it is.</summary>
    public static ScriptFinding? Unreadable(string name, ScriptOptions settings) =>
        settings.Texts.FirstOrDefault(static side => side.Value is null).Key is { } empty ? Whole($"Texts:{empty}", "The side file is null; write its text, or leave it out.")
        : name.Length + settings.Text.Length + settings.Contracts.Length + settings.Texts.Sum(static side => side.Key.Length + side.Value.Length) is var length and > IAdministration.MaxScriptLength
            ? Whole("Text", $"The script has {length} characters with all that belongs to it; {IAdministration.MaxScriptLength} are the most. Split it up, and start one from the other.")
            : null;

    /// <param name="before">The configuration in force.</param>
    /// <param name="after">The same with the script as it would be.</param>
    /// <param name="name">The script's name.</param>
    /// <param name="actions">What scripts can do.</param>
    public static ScriptCheck Check(TenantOptions before, TenantOptions after, string name, IReadOnlyList<IScriptAction> actions)
    {
        var library = ScriptLibrary.Of(after, actions);
        var compiled = library.Look(name)!;
        var findings = compiled.Files.SelectMany(static file => file.Diagnostics.Select(one => Of(file.Source, one))).ToList();

        // What the language does not know of: the name, the size, other scripts, actions nobody brings.
        var faults = new FaultList();
        library.Check(faults, "");
        findings.AddRange(faults.All
            .Where(fault => fault.Rule is not ("script-fault" or "script-contracts") && (fault.Key.StartsWith($":Scripts:{name}:", StringComparison.Ordinal) || fault.Key == ":Scripts"))
            .Select(static fault => Whole(fault.Key.Split(':', 4) is [_, _, _, var part] ? part : "Text", fault.Message[fault.Message.IndexOf(' ', StringComparison.Ordinal)..].Trim()) with
            {
                Rule = fault.Rule,
                Values = fault.Values,
            }));

        var source = new SourceText("Text", after.Scripts[name].Text);
        return new ScriptCheck(findings, ScriptFormatter.Format(source), Changes(before, name, actions, source, compiled));
    }

    private static ScriptFinding Of(SourceText source, Diagnostic one)
    {
        var (line, column) = source.PositionOf(one.Range.Start);
        return new ScriptFinding(source.Name, line, column, one.Range.Length, one.Code.Id, one.Severity == DiagnosticSeverity.Error, one.Message)
        {
            Values = one.Arguments,
            Path = one.Path,
            Fix = one.Fix?.Title,
        };
    }

    private static ScriptFinding Whole(string part, string message) => new(part, 0, 0, 0, "", IsError: true, message);

    private static string Changes(TenantOptions before, string name, IReadOnlyList<IScriptAction> actions, SourceText now, ScriptLibrary.Compiled compiled) =>
        compiled.Program is not null && ScriptLibrary.Of(before, actions).Look(name) is { Program: not null } old
            ? DifferenceReport.ToText(ScriptDifferences.Between(old.Files[0].Source, old.Contracts, now, compiled.Contracts))
            : "";
}

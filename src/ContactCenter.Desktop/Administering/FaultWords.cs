using ContactCenter.Administration;
using ContactCenter.Desktop.Localization;
using ContactCenter.Desktop.Scripts;

namespace ContactCenter.Desktop.Administering;

/// <summary>Says what is wrong with a configuration in the person's language; a rule without words is said as the center says it.</summary>
internal static class FaultWords
{
    public static string Of(this Words words, ConfigurationFault fault) => words.Find($"rule.{fault.Rule}") is { } text
        ? $"{string.Join(" › ", fault.Key.Split(':', StringSplitOptions.RemoveEmptyEntries).Skip(2))}: {string.Format(words.Culture, text, [.. words.ValuesOf(fault)])}"
        : fault.Message;

    public static string Of(this Words words, ConfigurationResult result) =>
        $"{words[$"result.{result.Status.ToString().ToLowerInvariant()}"]} {words.Find($"code.{result.Code}") ?? result.Message} ({result.Code})";

    /// <summary>What a fault speaks of. That of a script or a template speaks a sentence of the compiler's, whose values follow the first four; that of a template a script sends speaks of the script's.</summary>
    private static IEnumerable<string> ValuesOf(this Words words, ConfigurationFault fault) => fault switch
    {
        { Rule: "script-fault" or "script-contracts" or "template-fault", Values: [var line, var code, var message, var column, ..] } =>
            [line, code, words.Diagnostic(code, fault.Values.Skip(4), message), column],
        { Rule: "template-sent", Values: [var script, var rule, var line, ..] } =>
            [script, line, words.Find($"rule.{rule}") is { } text ? string.Format(words.Culture, text, [.. words.ValuesOf(fault with { Rule = rule, Values = [.. fault.Values.Skip(2)] })]) : ""],
        _ => fault.Values,
    };
}

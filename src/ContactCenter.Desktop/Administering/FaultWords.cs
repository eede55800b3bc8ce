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

    /// <summary>What a fault speaks of. That of a script speaks a sentence of the compiler's, whose values follow the first four.</summary>
    private static IEnumerable<string> ValuesOf(this Words words, ConfigurationFault fault) => fault switch
    {
        { Rule: "script-fault" or "script-contracts", Values: [var line, var code, var message, var column, ..] } =>
            [line, code, words.Diagnostic(code, fault.Values.Skip(4), message), column],
        _ => fault.Values,
    };
}

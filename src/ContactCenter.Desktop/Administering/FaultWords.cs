using ContactCenter.Administration;
using ContactCenter.Desktop.Localization;

namespace ContactCenter.Desktop.Administering;

/// <summary>Says what is wrong with a configuration in the person's language; a rule without words is said as the center says it.</summary>
internal static class FaultWords
{
    public static string Of(this Words words, ConfigurationFault fault) => words.Find($"rule.{fault.Rule}") is { } text
        ? $"{string.Join(" › ", fault.Key.Split(':', StringSplitOptions.RemoveEmptyEntries).Skip(2))}: {string.Format(words.Culture, text, [.. fault.Values])}"
        : fault.Message;

    public static string Of(this Words words, ConfigurationResult result) =>
        $"{words[$"result.{result.Status.ToString().ToLowerInvariant()}"]} {words.Find($"code.{result.Code}") ?? result.Message} ({result.Code})";
}

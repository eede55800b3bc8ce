using ContactCenter.Desk;
using ContactCenter.Desktop.Localization;

namespace ContactCenter.Desktop.Administering;

/// <summary>Fields in which one of a few is chosen.</summary>
internal static class FieldChoices
{
    private const string Yes = "yes";
    private const string No = "no";

    /// <summary>The values of an enum, in their order, each by its words.</summary>
    public static IReadOnlyList<Choice> ChoicesOf<T>(this Words words, string of)
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(n => new Choice(n, words.Find($"{of}.{n}") ?? n))];

    public static FormField YesNo(this Words words, string label, bool value, string? group = null) =>
        new(words[label], value ? Yes : No, choices: [new Choice(No, words["admin.no"]), new Choice(Yes, words["admin.yes"])], group: group);

    public static bool IsYes(this FormField field) => field.Value == Yes;
}

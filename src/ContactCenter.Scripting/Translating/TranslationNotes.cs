using System.Collections.Immutable;
using System.Globalization;
using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting.Translating;

/// <summary>What a translator is told of a text: where it stands, who says it, what it belongs to.</summary>
internal static class TranslationNotes
{
    public const string Answers = "What people may answer instead of the choice's text, with | between. As many as are usual in the language.";

    public static ImmutableArray<(string About, string Text)> Of(ShownText shown, TextEntry? target)
    {
        var notes = ImmutableArray.CreateBuilder<(string, string)>();
        var step = shown.Step;
        notes.Add(("step", step.Title is null ? step.Symbol.Name : $"{step.Symbol.Name}: {Shown(step.Title)}"));
        notes.Add(("usage", Usage(shown)));
        if (shown is { Usage: TextUsage.Choice or TextUsage.Refusal, Ask.Text: { } question })
        {
            notes.Add(("question", Shown(question)));
        }

        foreach (var comment in target?.Comments ?? [])
        {
            notes.Add(("comment", comment));
        }

        return notes.ToImmutable();
    }

    /// <summary>As people see it, with the names of the values it shows.</summary>
    private static string Shown(BoundText text) => string.Concat(text.Parts.Select(static part => part.Plain ?? $"{{{part.Written}}}"));

    public static string OfForm(string word, string? by) => word switch
    {
        ProgramTemplate.Spoken => "The form for voices.",
        ProgramTemplate.Short => "The form for SMS; it may leave values out.",
        _ => $"The whole text where {by} is of the plural form '{word}'.",
    };

    public static string OfVariant(TextHole hole, string key) =>
        $"Words in the text above where {hole.Expression} is {(key == "other" ? "anything else" : $"'{key}'")}. # stands for the value.";

    private static string Usage(ShownText shown) => shown.Usage switch
    {
        TextUsage.Said => "Said or written to the customer.",
        TextUsage.Note => "For the agent's eyes.",
        TextUsage.Question when shown.Ask?.By is { } channel => $"A question, asked by {channel}.",
        TextUsage.Question => "A question to the customer.",
        TextUsage.Choice => string.Create(CultureInfo.InvariantCulture, $"Choice {shown.Choice!.Syntax.Key} of the question."),
        TextUsage.Refusal => "Said when an answer to the question is not taken.",
        TextUsage.Confirmation => "A question to the customer, answered by yes or no.",
        _ => $"A message by {shown.Send!.Channel}.",
    };
}

using System.Collections.Immutable;

namespace ContactCenter.Scripting.Binding;

/// <summary>What a text of a script is for.</summary>
internal enum TextUsage
{
    Title,
    Said,
    Note,
    Question,
    Choice,

    /// <summary>Why an answer is not taken.</summary>
    Refusal,

    Confirmation,
    Message,
}

/// <summary>A text people see or hear, with where it stands.</summary>
/// <param name="Text">The text.</param>
/// <param name="Usage">What it is for.</param>
/// <param name="Step">Its step.</param>
internal sealed record ShownText(BoundText Text, TextUsage Usage, BoundStep Step)
{
    /// <summary>The question it belongs to: its own, that of the choice or of the refusal; null for others.</summary>
    public BoundAsk? Ask { get; init; }

    /// <summary>The choice it is of; null for others.</summary>
    public BoundChoice? Choice { get; init; }

    /// <summary>The message it is; null for others.</summary>
    public BoundSend? Send { get; init; }

    /// <summary>The recording the script names beside it, in its first language.</summary>
    public string? Audio { get; init; }

    /// <summary>Whether it is there in every language. A step's title is for those who work with the script, and stays as it is.</summary>
    public bool IsTranslated => Usage != TextUsage.Title;
}

/// <summary>Finds the texts of a script.</summary>
internal static class ShownTexts
{
    /// <summary>All, in the order of the script.</summary>
    public static List<ShownText> Of(BoundScript script)
    {
        var found = new List<ShownText>(script.Syntax.TextIds.Length);
        foreach (var step in script.Steps)
        {
            if (step.Title is { } title)
            {
                found.Add(new ShownText(title, TextUsage.Title, step));
            }

            Collect(step.Body, step, found);
        }

        return found;
    }

    private static void Collect(ImmutableArray<BoundStatement> body, BoundStep step, List<ShownText> found)
    {
        foreach (var statement in body)
        {
            Collect(statement, step, found);
        }
    }

    private static void Collect(BoundStatement statement, BoundStep step, List<ShownText> found)
    {
        switch (statement)
        {
            case BoundSay { Text: { } text } say:
                found.Add(new ShownText(text, TextUsage.Said, step) { Audio = say.Audio });
                break;
            case BoundNote { Text: { } text }:
                found.Add(new ShownText(text, TextUsage.Note, step));
                break;
            case BoundConfirm { Text: { } text }:
                found.Add(new ShownText(text, TextUsage.Confirmation, step));
                break;
            case BoundSend { Text: { } text } send:
                found.Add(new ShownText(text, TextUsage.Message, step) { Send = send });
                break;
            case BoundAsk ask:
                CollectAsk(ask, step, found);
                break;
            case BoundIf choice:
                foreach (var branch in choice.Branches)
                {
                    Collect(branch.Body, step, found);
                }

                break;
            case BoundBroken broken:
                Collect(broken.Body, step, found);
                break;
        }
    }

    private static void CollectAsk(BoundAsk ask, BoundStep step, List<ShownText> found)
    {
        if (ask.Text is { } question)
        {
            found.Add(new ShownText(question, TextUsage.Question, step) { Ask = ask, Audio = ask.Audio });
        }

        foreach (var choice in ask.Choices)
        {
            if (choice.Text is { } label)
            {
                found.Add(new ShownText(label, TextUsage.Choice, step) { Ask = ask, Choice = choice });
            }
        }

        foreach (var accept in ask.Accepts)
        {
            if (accept.Otherwise is { } refusal)
            {
                found.Add(new ShownText(refusal, TextUsage.Refusal, step) { Ask = ask });
            }
        }
    }
}

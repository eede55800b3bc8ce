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
    public static IEnumerable<ShownText> Of(BoundScript script)
    {
        foreach (var step in script.Steps)
        {
            if (step.Title is { } title)
            {
                yield return new ShownText(title, TextUsage.Title, step);
            }

            foreach (var shown in step.Body.SelectMany(statement => Of(statement, step)))
            {
                yield return shown;
            }
        }
    }

    private static IEnumerable<ShownText> Of(BoundStatement statement, BoundStep step) => statement switch
    {
        BoundSay { Text: { } text } say => [new ShownText(text, TextUsage.Said, step) { Audio = say.Audio }],
        BoundNote { Text: { } text } => [new ShownText(text, TextUsage.Note, step)],
        BoundConfirm { Text: { } text } => [new ShownText(text, TextUsage.Confirmation, step)],
        BoundSend { Text: { } text } send => [new ShownText(text, TextUsage.Message, step) { Send = send }],
        BoundAsk ask => OfAsk(ask, step),
        BoundIf branches => branches.Branches.SelectMany(branch => branch.Body).SelectMany(inner => Of(inner, step)),
        BoundBroken broken => broken.Body.SelectMany(inner => Of(inner, step)),
        _ => [],
    };

    private static IEnumerable<ShownText> OfAsk(BoundAsk ask, BoundStep step)
    {
        if (ask.Text is { } question)
        {
            yield return new ShownText(question, TextUsage.Question, step) { Ask = ask, Audio = ask.Audio };
        }

        foreach (var choice in ask.Choices)
        {
            if (choice.Text is { } label)
            {
                yield return new ShownText(label, TextUsage.Choice, step) { Ask = ask, Choice = choice };
            }
        }

        foreach (var accept in ask.Accepts)
        {
            if (accept.Otherwise is { } refusal)
            {
                yield return new ShownText(refusal, TextUsage.Refusal, step) { Ask = ask };
            }
        }
    }
}

namespace ContactCenter.Channels;

/// <summary>
/// For channels that can show the choices of a message as buttons (<see cref="OutboundMessage.Choices"/>). To a channel that cannot, or where they do not fit,
/// they are sent as numbered lines of the text.
/// </summary>
/// <remarks>
/// What a customer presses comes in as a message whose text is the label, with <see cref="InboundMessage.ChosenFrom"/> naming the message the button stood on:
/// a button of an earlier question then answers no later one.
/// </remarks>
public interface IChoiceSender
{
    /// <summary>What one message may offer; null where nothing can be offered, as on an account without buttons. Asked before each send.</summary>
    ChoiceLimits? ChoiceLimits { get; }
}

/// <summary>What one message of a channel may offer.</summary>
/// <param name="MaxCount">How many choices, 1 or more.</param>
/// <param name="MaxLength">How long a label may be, in UTF-16 code units, 1 or more.</param>
public sealed record ChoiceLimits(int MaxCount, int MaxLength)
{
    /// <summary>Whether these can be offered, all of them: at least one, no more than may be, and each label short enough and not empty.</summary>
    public bool Admits(IReadOnlyCollection<MessageChoice> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return choices.Count > 0 && choices.Count <= MaxCount && choices.All(choice => choice.Label.Length > 0 && choice.Label.Length <= MaxLength);
    }
}

/// <summary>Something a customer can choose.</summary>
/// <param name="Key">What is written instead where there are no buttons, such as <c>1</c>.</param>
/// <param name="Label">What it says, one line; what comes in when it is pressed.</param>
public sealed record MessageChoice(string Key, string Label);

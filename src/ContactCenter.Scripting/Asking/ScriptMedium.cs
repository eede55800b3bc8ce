namespace ContactCenter.Scripting;

/// <summary>
/// How a channel puts questions and gets answers: what differs between a telephone, a chat and an agent's screen, as data. A channel that is like none
/// of those below has one of its own, such as <c>ScriptMedium.Chat with { MaxButtons = 3, MaxButtonLength = 20 }</c>. Immutable.
/// </summary>
public sealed record ScriptMedium
{
    /// <summary>The telephone: texts in their spoken form, choices by keys.</summary>
    public static ScriptMedium Voice { get; } = new() { Form = ScriptTextForm.Spoken, Answers = ScriptAnswerForm.Key, ListsChoices = true };

    /// <summary>SMS: texts in their short form, choices as numbered lines.</summary>
    public static ScriptMedium Sms { get; } = new() { Form = ScriptTextForm.Short, Answers = ScriptAnswerForm.Text, ListsChoices = true };

    /// <summary>Written messages of any length without buttons, such as mail: choices as numbered lines.</summary>
    public static ScriptMedium Written { get; } = new() { Answers = ScriptAnswerForm.Text, ListsChoices = true };

    /// <summary>A chat with up to 10 buttons of up to 60 characters; where they do not do, numbered lines.</summary>
    public static ScriptMedium Chat { get; } = new() { Answers = ScriptAnswerForm.Text, ListsChoices = true, MaxButtons = 10, MaxButtonLength = 60 };

    /// <summary>An agent's screen: the line to say, and a field for what the customer answers.</summary>
    public static ScriptMedium Desk { get; } = new() { Answers = ScriptAnswerForm.Operator };

    /// <summary>Which form of a text is used.</summary>
    public ScriptTextForm Form { get; init; }

    /// <summary>How answers come that are not marked otherwise.</summary>
    public ScriptAnswerForm Answers { get; init; }

    /// <summary>Whether choices are part of the text; not where a field or buttons show them.</summary>
    public bool ListsChoices { get; init; }

    /// <summary>How many buttons a message can have; 0 for none.</summary>
    public int MaxButtons { get; init; }

    /// <summary>The most characters of a button.</summary>
    public int MaxButtonLength { get; init; }
}

/// <summary>A form of a text.</summary>
public enum ScriptTextForm
{
    /// <summary>To be read on a screen.</summary>
    Written,

    /// <summary>To be said by a voice.</summary>
    Spoken,

    /// <summary>For an SMS.</summary>
    Short,
}

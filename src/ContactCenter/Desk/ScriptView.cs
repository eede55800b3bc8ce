namespace ContactCenter.Desk;

/// <summary>Where the script of a conversation stands, and what it shows the agent.</summary>
/// <param name="Script">The script's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Step">The step it stands in.</param>
/// <param name="StepTitle">What people call it; the name where it has no title.</param>
/// <param name="Kind">What it wants.</param>
/// <param name="Demand">The number of what it wants, which the answer carries.</param>
/// <param name="Text">The line to say, the note, or the question. Hostile where it shows what customers wrote.</param>
public sealed record ScriptView(string Script, int Version, string Step, string StepTitle, ScriptViewKind Kind, int Demand, string Text)
{
    /// <summary>Why the last answer was not taken; empty when none was refused.</summary>
    public string Refusal { get; init; } = "";

    /// <summary>The knowledge article beside it; null for none.</summary>
    public string? Knowledge { get; init; }

    /// <summary>What can be answered; empty when the answer is written.</summary>
    public IReadOnlyList<ScriptOptionView> Options { get; init; } = [];

    /// <summary>The type of the answer as scripts write it, such as <c>number 1..9</c>; null where nothing is asked.</summary>
    public string? Type { get; init; }

    /// <summary>Whether the agent may go back to the question before.</summary>
    public bool MayGoBack { get; init; }

    /// <summary>The steps that may be gone to at any time.</summary>
    public IReadOnlyList<ScriptOptionView> Anytime { get; init; } = [];

    /// <summary>When it goes on by itself; null when it waits for somebody.</summary>
    public DateTimeOffset? Due { get; init; }
}

/// <summary>One answer or step that can be chosen.</summary>
/// <param name="Key">What is sent for it.</param>
/// <param name="Label">What people read.</param>
public sealed record ScriptOptionView(string Key, string Label);

/// <summary>What a script wants of an agent.</summary>
public enum ScriptViewKind
{
    /// <summary>That the line is said to the customer.</summary>
    Say,

    /// <summary>That the note is read.</summary>
    Note,

    /// <summary>An answer.</summary>
    Ask,

    /// <summary>A yes or no.</summary>
    Confirm,

    /// <summary>Nothing: it does something itself.</summary>
    Busy,

    /// <summary>Nothing: it waits for a time, an event or somebody else.</summary>
    Waiting,
}

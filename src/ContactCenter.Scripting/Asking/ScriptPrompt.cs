using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <summary>A demand of a run as it is put to a person by one medium. Immutable.</summary>
public sealed record ScriptPrompt
{
    /// <summary>What is to be done with it: said, noted, asked, confirmed or sent.</summary>
    public required ScriptRunState Kind { get; init; }

    /// <summary>The demand's number, which the answer carries.</summary>
    public required int Sequence { get; init; }

    /// <summary>The language it is in: the run's, or the script's first where the run's lacks the text.</summary>
    public required string Language { get; init; }

    /// <summary>The id of its text; null for a template.</summary>
    public string? TextId { get; init; }

    /// <summary>The line, question or message alone.</summary>
    public string Text { get; init; } = "";

    /// <summary>Why the last answer was not taken, and how to answer; empty when there was none.</summary>
    public string Refusal { get; init; } = "";

    /// <summary>All there is to say or write in one: the refusal, the text, and the choices where the medium lists them.</summary>
    public string Body { get; init; } = "";

    /// <summary>A recording of the text in this language; null when it is to be spoken. Refusal and choices are never in it.</summary>
    public string? Audio { get; init; }

    /// <summary>An article of the knowledge base beside it; null for none.</summary>
    public string? Knowledge { get; init; }

    /// <summary>What can be answered, in order; empty when the answer is free.</summary>
    public ImmutableArray<ScriptChoice> Choices { get; init; } = [];

    /// <summary>Whether the choices are to be shown as buttons; they are not in <see cref="Body"/> then.</summary>
    public bool HasButtons { get; init; }

    /// <summary>The type that is asked for; null when nothing is.</summary>
    public ScriptType? Type { get; init; }

    /// <summary>Which keys of a telephone answer; null when none do.</summary>
    public ScriptKeys? Keys { get; init; }

    /// <summary>After how long silence counts; null when the channel decides.</summary>
    public TimeSpan? Silence { get; init; }

    /// <summary>The channel it is asked or sent by; null for the run's own.</summary>
    public string? Channel { get; init; }

    /// <summary>The template a message is made of; null when it has a text.</summary>
    public string? Template { get; init; }

    /// <summary>To whom a message goes, as invariant text.</summary>
    public ImmutableArray<string> Recipients { get; init; } = [];

    /// <summary>Whether an answer is waited for.</summary>
    public bool IsQuestion => Kind is ScriptRunState.Asking or ScriptRunState.Confirming;
}

/// <summary>One answer that can be chosen.</summary>
/// <param name="Key">What is keyed or written for it, such as <c>1</c>.</param>
/// <param name="Label">What people read or hear.</param>
/// <param name="Value">What it comes to.</param>
public sealed record ScriptChoice(string Key, string Label, ScriptValue Value);

/// <summary>How a telephone collects an answer.</summary>
/// <param name="Min">The fewest keys of an answer.</param>
/// <param name="Max">The most, the closing one not counted.</param>
/// <param name="ClosesWithHash">Whether the hash key closes; without it the answer is whole at the most.</param>
public readonly record struct ScriptKeys(int Min, int Max, bool ClosesWithHash);

/// <summary>What reading an answer depends on besides the run.</summary>
public sealed record ScriptAnswerSettings
{
    /// <summary>ISO 3166-1 alpha-2 code of the country telephone numbers and addresses are of; that of the run's language by default: IT, PL, RU, GB.</summary>
    public string? Country { get; init; }

    /// <summary>ISO 4217 code of amounts that name no currency; that of the country by default.</summary>
    public string? Currency { get; init; }

    /// <summary>What reads telephone numbers; null for the built-in one.</summary>
    public IPhoneReader? Phones { get; init; }
}

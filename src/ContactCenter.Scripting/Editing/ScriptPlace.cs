using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <summary>A piece of a script, or of what it relies on.</summary>
/// <param name="Source">Which text.</param>
/// <param name="Range">Where.</param>
public readonly record struct ScriptPlace(SourceText Source, TextRange Range);

/// <summary>What is known of a word.</summary>
/// <param name="Range">The word.</param>
/// <param name="Markdown">What is known, in Markdown.</param>
public sealed record ScriptHover(TextRange Range, string Markdown);

/// <summary>What sort of thing a completion is.</summary>
public enum ScriptCompletionKind
{
    /// <summary>A word of the language.</summary>
    Keyword,

    /// <summary>A step.</summary>
    Step,

    /// <summary>A slot.</summary>
    Slot,

    /// <summary>How a script can end.</summary>
    Outcome,

    /// <summary>An action.</summary>
    Action,

    /// <summary>A field of a record, or a part of another value.</summary>
    Field,

    /// <summary>One of a slot's choices.</summary>
    Choice,

    /// <summary>A type.</summary>
    Type,

    /// <summary>Another name a script may use: an event, a queue, an article.</summary>
    Name,
}

/// <summary>Something that could be written.</summary>
/// <param name="Text">What is written, instead of the word at the place.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Detail">A few words about it; empty for none.</param>
/// <param name="Replaces">The word it is written instead of.</param>
public sealed record ScriptCompletion(string Text, ScriptCompletionKind Kind, string Detail, TextRange Replaces);

/// <summary>What became of giving something another name.</summary>
/// <param name="Edits">The changes; empty when it was refused.</param>
/// <param name="Refusal">Why it was refused, in one sentence; null when it was not.</param>
public sealed record ScriptRename(ImmutableArray<TextEdit> Edits, string? Refusal)
{
    /// <summary>The changes of the files that belong to the script, those that change.</summary>
    public ImmutableArray<SourceEdits> Companions { get; init; } = [];

    /// <summary>What may name the same and was left as it is, since nobody can know; a sentence for each file.</summary>
    public ImmutableArray<string> Unknown { get; init; } = [];

    /// <inheritdoc />
    public bool Equals(ScriptRename? other) =>
        other is not null && Refusal == other.Refusal && Edits.AsSpan().SequenceEqual(other.Edits.AsSpan())
        && Companions.AsSpan().SequenceEqual(other.Companions.AsSpan()) && Unknown.AsSpan().SequenceEqual(other.Unknown.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Refusal, Edits.Length, Companions.Length, Unknown.Length);
}

/// <summary>A step, or a line in it that is worth finding.</summary>
/// <param name="Kind">Its first word: <c>step</c>, <c>ask</c>, <c>do</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Detail">The step's title; empty for none.</param>
/// <param name="Range">All its lines.</param>
/// <param name="NameRange">Its name.</param>
/// <param name="Children">What is in it.</param>
public sealed record ScriptOutline(string Kind, string Name, string Detail, TextRange Range, TextRange NameRange, ImmutableArray<ScriptOutline> Children);

/// <summary>Lines that can be folded into the first.</summary>
/// <param name="FirstLine">From 1.</param>
/// <param name="LastLine">The last of them.</param>
public readonly record struct ScriptFold(int FirstLine, int LastLine);

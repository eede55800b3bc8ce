using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <summary>A slot.</summary>
/// <param name="Name">Its name; a fact's has the dots it is written with, such as <c>agent.name</c>.</param>
/// <param name="Type">What it holds.</param>
/// <param name="IsPrivate">Whether it says something about the customer.</param>
/// <param name="IsFact">Whether the host fills it, and the script only reads it.</param>
internal sealed record ProgramSlot(string Name, ScriptType Type, bool IsPrivate = false, bool IsFact = false);

/// <summary>A step.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">What people read; may be empty.</param>
/// <param name="IsAnytime">Whether an operator may go there at any time.</param>
/// <param name="Entry">The place in the code where it begins.</param>
internal sealed record ProgramStep(string Name, string Title, bool IsAnytime, int Entry);

/// <summary>A statement.</summary>
/// <param name="Id">Stable within the script: the step's name and the text's id, or the step's name, the keyword and which of them it is.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Step">Its step.</param>
/// <param name="Range">Where it is written.</param>
/// <param name="Entry">The place in the code where its arguments are worked out; there the stack is empty.</param>
/// <param name="Next">The place in the code behind it, likewise; -1 when it never goes on by itself.</param>
/// <param name="Detail">Its place in the table of its kind; -1 when the kind has none.</param>
internal sealed record ProgramStatement(string Id, StatementKind Kind, int Step, TextRange Range, int Entry, int Next, int Detail = -1);

/// <summary>A text: what an author wrote in the script's languages, taken apart.</summary>
/// <param name="Id">Its id, such as <c>k7</c>.</param>
/// <param name="Holes">The types of the values shown in it, in the order they are pushed.</param>
/// <param name="Templates">Its forms.</param>
internal sealed record ProgramText(string Id, ImmutableArray<ScriptType> Holes, ImmutableArray<ProgramTemplate> Templates);

/// <summary>One form of a text.</summary>
/// <param name="Language">The language.</param>
/// <param name="Variant">Empty for the plain one, <c>spoken</c>, <c>short</c>, or a plural category.</param>
/// <param name="Pieces">Its pieces in their order.</param>
internal sealed record ProgramTemplate(string Language, string Variant, ImmutableArray<ProgramPiece> Pieces)
{
    /// <summary>The form for voices.</summary>
    public const string Spoken = "spoken";

    /// <summary>The form for SMS.</summary>
    public const string Short = "short";

    /// <summary>Of a plural category: the shown value that decides; -1 for other forms.</summary>
    public int By { get; init; } = -1;

    /// <summary>A recording in this language, of the plain form; null when there is none.</summary>
    public string? Audio { get; init; }

    /// <summary>What people may answer instead, of the plain form of a choice's text.</summary>
    public ImmutableArray<string> Answers { get; init; } = [];
}

/// <summary>Literal text, or a hole.</summary>
/// <param name="Literal">The text; of a hole, its format, such as <c>date long</c>.</param>
/// <param name="Hole">Which shown value; -1 for literal text.</param>
internal sealed record ProgramPiece(string Literal, int Hole = -1);

/// <summary>What happens on an event.</summary>
/// <param name="Event">Its name.</param>
/// <param name="Slot">Where what it brings goes; -1 for nowhere.</param>
/// <param name="Target">The place in the code; -1 for behind the wait it belongs to.</param>
/// <param name="Returns">Whether <c>back</c> leads to the statement that was left.</param>
internal sealed record ProgramHandler(string Event, int Slot, int Target, bool Returns = false);

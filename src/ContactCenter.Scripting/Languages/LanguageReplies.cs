namespace ContactCenter.Scripting.Languages;

/// <summary>What people say around and instead of an answer.</summary>
internal sealed record LanguageReplies
{
    /// <summary>Yes and no as they are written.</summary>
    public required (string Yes, string No) Written { get; init; }

    public required string Yes { get; init; }

    public required string No { get; init; }

    /// <summary>What stresses the no beside it and is a yes without one: нет, конечно.</summary>
    public string Emphatic { get; init; } = "";

    /// <summary>What makes a no of each of <see cref="Denied"/> right behind it: not.</summary>
    public required string Not { get; init; }

    /// <summary>What is a no behind <see cref="Not"/>: right, correct. Not what is unsure there: not sure.</summary>
    public required string Denied { get; init; }

    /// <summary>What says that there is no answer: maybe, I don't know.</summary>
    public required string Unsure { get; init; }

    /// <summary>What turns an answer around: not, anything but. An answer with one is never matched by a part of it.</summary>
    public required string Negations { get; init; }

    /// <summary>Politeness and lead-ins that say nothing: please, it is, about.</summary>
    public required string Fillers { get; init; }

    /// <summary>Words before a choice's number: number, option, the.</summary>
    public required string ChoiceWords { get; init; }

    /// <summary>Words between the items of a list.</summary>
    public required string And { get; init; }

    /// <summary>Words between things of which one is meant, nobody knows which.</summary>
    public required string Or { get; init; }

    /// <summary>Before the last item of a written list.</summary>
    public required string ListEnd { get; init; }

    /// <summary>The word for @.</summary>
    public required string AtSign { get; init; }

    public required string Dot { get; init; }

    public required string Dash { get; init; }

    public required string Underscore { get; init; }
}

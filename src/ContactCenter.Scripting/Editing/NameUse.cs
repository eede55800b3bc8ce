namespace ContactCenter.Scripting.Editing;

/// <summary>What sort of thing a name stands for.</summary>
internal enum NameKind : byte
{
    Step,
    Slot,
    Outcome,
    Action,
    Event,
    Queue,
    Template,
    Article,
    Audio,
    Script,
    Record,
}

/// <summary>A place where something is named.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Range">The name, and nothing else.</param>
/// <param name="IsDefinition">Whether it is made here: the line of a step, the header's word of an outcome, the first line that gives a slot something.</param>
internal readonly record struct NameUse(NameKind Kind, string Name, TextRange Range, bool IsDefinition = false);

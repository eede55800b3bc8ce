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
    Choice,
}

/// <summary>A place where something is named.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Range">The name, and nothing else.</param>
/// <param name="IsDefinition">Whether it is made here: the line of a step, the header's word of an outcome, the first line that gives a slot something.</param>
internal readonly record struct NameUse(NameKind Kind, string Name, TextRange Range, bool IsDefinition = false)
{
    /// <summary>All the choices it is one of, which two questions may have alike; empty for what is no choice.</summary>
    public string Set { get; init; } = "";

    /// <summary>Whether it names the same.</summary>
    public bool IsSame(NameUse other) => Kind == other.Kind && Name == other.Name && Set == other.Set;

    /// <summary>The choices of a type in one order, however they are written; empty for another type.</summary>
    public static string SetOf(ScriptType? type) => type is { Kind: ScriptKind.Choice } ? string.Join('/', type.Names.Order(StringComparer.Ordinal)) : "";
}

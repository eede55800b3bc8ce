namespace ContactCenter.Scripting.Syntax;

/// <summary>How options are written, for sentences.</summary>
internal static class OptionWords
{
    private static readonly (OptionKinds Kind, string Word)[] Words =
    [
        (OptionKinds.Audio, "audio"), (OptionKinds.Kb, "kb"), (OptionKinds.From, "from"), (OptionKinds.By, "by"), (OptionKinds.Silence, "silence"),
        (OptionKinds.Wrong, "wrong"), (OptionKinds.No, "no"), (OptionKinds.Late, "late"), (OptionKinds.LateTo, "late"), (OptionKinds.Else, "else"),
        (OptionKinds.Queue, "queue"), (OptionKinds.Tries, "tries"), (OptionKinds.Refused, "refused"), (OptionKinds.Unreached, "unreached"),
        (OptionKinds.After, "after"), (OptionKinds.Taken, "taken"), (OptionKinds.Within, "within"), (OptionKinds.On, "on"),
    ];

    public static IEnumerable<string> Of(OptionKinds kinds) => Words.Where(word => (word.Kind & kinds) != OptionKinds.None).Select(static word => word.Word);

    /// <summary>The end of a sentence.</summary>
    public static string Listed(OptionKinds kinds) => kinds == OptionKinds.None ? "; it has none" : $"; it has: {string.Join(", ", Of(kinds))}";
}

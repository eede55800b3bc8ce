namespace ContactCenter.Scripting.Syntax;

/// <summary>How options are written.</summary>
internal static class OptionWords
{
    private static readonly (OptionKinds Kind, string Word)[] Words =
    [
        (OptionKinds.Audio, "audio"), (OptionKinds.Kb, "kb"), (OptionKinds.From, "from"), (OptionKinds.By, "by"), (OptionKinds.Silence, "silence"),
        (OptionKinds.Wrong, "wrong"), (OptionKinds.No, "no"), (OptionKinds.Late, "late"), (OptionKinds.LateTo, "late"), (OptionKinds.Else, "else"),
        (OptionKinds.Queue, "queue"), (OptionKinds.Tries, "tries"), (OptionKinds.Refused, "refused"), (OptionKinds.Unreached, "unreached"), (OptionKinds.Machine, "machine"),
        (OptionKinds.After, "after"), (OptionKinds.Taken, "taken"), (OptionKinds.Within, "within"), (OptionKinds.On, "on"),
    ];

    public static IEnumerable<string> Of(OptionKinds kinds) => Words.Where(word => (word.Kind & kinds) != OptionKinds.None).Select(static word => word.Word);

    /// <summary>The end of a sentence.</summary>
    public static string Listed(OptionKinds kinds) => kinds == OptionKinds.None ? "; it has none." : $"; it has: {string.Join(", ", Of(kinds))}.";

    /// <summary>What the word an option begins with may be: several where statements differ.</summary>
    public static OptionKinds KindOf(TokenKind kind, Keyword word, Keyword next) => word switch
    {
        Keyword.Audio => OptionKinds.Audio,
        Keyword.Kb => OptionKinds.Kb,
        Keyword.From => OptionKinds.From,
        Keyword.By => OptionKinds.By,
        Keyword.Silence => OptionKinds.Silence,
        Keyword.Wrong => OptionKinds.Wrong,
        Keyword.No => OptionKinds.No,
        Keyword.Late => OptionKinds.Late | OptionKinds.LateTo,
        Keyword.Else => OptionKinds.Else,
        Keyword.Queue => OptionKinds.Queue,
        Keyword.Tries => OptionKinds.Tries, // its number was forgotten
        Keyword.Refused => OptionKinds.Refused,
        Keyword.Unreached => OptionKinds.Unreached,
        Keyword.Machine => OptionKinds.Machine,
        Keyword.After => OptionKinds.After,
        Keyword.Taken => OptionKinds.Taken,
        Keyword.Within => OptionKinds.Within,
        Keyword.On => OptionKinds.On,
        _ => kind == TokenKind.Number && next == Keyword.Tries ? OptionKinds.Tries : OptionKinds.None,
    };

    public static BranchKind BranchOf(OptionKinds kind) => kind switch
    {
        OptionKinds.Else => BranchKind.Else,
        OptionKinds.No => BranchKind.No,
        OptionKinds.Taken => BranchKind.Taken,
        OptionKinds.Refused => BranchKind.Refused,
        OptionKinds.Machine => BranchKind.Machine,
        _ => BranchKind.Unreached,
    };
}

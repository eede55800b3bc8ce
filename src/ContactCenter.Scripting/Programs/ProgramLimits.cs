namespace ContactCenter.Scripting;

/// <summary>How large a program may be.</summary>
internal static class ProgramLimits
{
    /// <summary>Instructions.</summary>
    public const int MaxInstructions = 1 << 18;

    /// <summary>Entries of any table: constants, statements, steps, texts.</summary>
    public const int MaxEntries = 1 << 16;

    /// <summary>Slots.</summary>
    public const int MaxSlots = 256;

    /// <summary>Values on the stack.</summary>
    public const int MaxStack = 64;

    /// <summary>Values one statement takes.</summary>
    public const int MaxGiven = 48;

    /// <summary>Choices of a question, events of a wait, arguments of an action.</summary>
    public const int MaxParts = 256;

    /// <summary>Characters of a piece of text.</summary>
    public const int MaxText = ScriptValueLimits.MaxTextLength;

    /// <summary>Characters of a type as it is written.</summary>
    public const int MaxType = 64 * 1024;

    /// <summary>Bytes of a program.</summary>
    public const int MaxBytes = 1 << 24;
}

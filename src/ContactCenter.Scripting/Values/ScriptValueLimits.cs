namespace ContactCenter.Scripting;

/// <summary>How large a value may be, whoever makes it.</summary>
public static class ScriptValueLimits
{
    /// <summary>Characters of a text: 4,096.</summary>
    public const int MaxTextLength = 4_096;

    /// <summary>Items of a list: 256.</summary>
    public const int MaxItems = 256;

    /// <summary>Fields of a record: 64.</summary>
    public const int MaxFields = 64;

    /// <summary>Names of a choice: 256.</summary>
    public const int MaxNames = 256;

    /// <summary>Characters of a name: 128.</summary>
    public const int MaxNameLength = 128;

    /// <summary>How deep lists and records stand in one another: 4.</summary>
    public const int MaxDepth = 4;

    /// <summary>Bytes a list or a record weighs at most: 32,768. A text weighs 4 and 3 for each character, everything else 16.</summary>
    public const int MaxWeight = 32_768;
}

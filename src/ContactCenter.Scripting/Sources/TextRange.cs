namespace ContactCenter.Scripting;

/// <summary>A piece of a text, in UTF-16 characters from its beginning.</summary>
/// <param name="Start">The first character; 0 is the text's first.</param>
/// <param name="Length">How many characters; 0 is a place between two.</param>
public readonly record struct TextRange(int Start, int Length)
{
    /// <summary>The character behind the last.</summary>
    public int End => Start + Length;

    /// <summary>The range from a character up to, and without, another.</summary>
    public static TextRange Between(int start, int end) => new(start, end - start);
}

namespace ContactCenter.Scripting.Syntax;

/// <summary>A piece of a script that was understood. Immutable once parsed.</summary>
internal abstract class SyntaxNode
{
    /// <summary>Where it stands, without the comment, the text id and the lines below it.</summary>
    public TextRange Range { get; init; }
}

/// <summary>A name where it is written. Dotted names of actions and events are one name.</summary>
/// <param name="Text">The name; empty where one is missing.</param>
/// <param name="Range">Where it stands; of length 0 where one is missing.</param>
internal readonly record struct NameSyntax(string Text, TextRange Range)
{
    /// <summary>It is not there, which was said.</summary>
    public bool IsMissing => Text.Length == 0;

    public override string ToString() => Text;
}

namespace ContactCenter.Scripting.Syntax;

/// <summary>What was made of one line of a script.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Range">All of it, without its end.</param>
/// <param name="Level">How deep it is indented, in steps of two spaces; -1 when nothing but a comment, or nothing, is on it.</param>
/// <param name="KeepsIndentation">It stands among lines that are indented wrongly: indented otherwise than they, it would mean something else.</param>
/// <param name="HasFault">Something is wrong with it.</param>
/// <param name="Text">The text on it that people see; null when there is none.</param>
/// <param name="CommentStart">Where its comment begins; the line's end when there is none.</param>
internal readonly record struct ParsedLine(int Number, TextRange Range, int Level, bool KeepsIndentation, bool HasFault, TextLiteral? Text, int CommentStart);

/// <summary>Is told of each line, in order.</summary>
internal interface ILineSink
{
    /// <param name="line">The line.</param>
    /// <param name="tokens">What is on it, without comment and text id; valid during the call.</param>
    void Add(in ParsedLine line, ReadOnlySpan<Token> tokens);
}

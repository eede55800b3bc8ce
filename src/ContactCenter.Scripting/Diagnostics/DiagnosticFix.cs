using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <summary>Changes of the script that mend what a diagnostic names.</summary>
/// <param name="Title">What is done, such as <c>Write 'say'</c>.</param>
/// <param name="Edits">The changes, which do not overlap; all ranges are of the text as it was.</param>
public sealed record DiagnosticFix(string Title, ImmutableArray<TextEdit> Edits)
{
    internal static DiagnosticFix Replace(TextRange range, string text) =>
        new(range.Length == 0 ? $"Insert '{text.Trim()}'" : text.Length == 0 ? "Remove it" : $"Write '{text}'", [new TextEdit(range, text)]);

    internal static DiagnosticFix Indent(TextRange indentation, int spaces) => new($"Indent the line by {spaces} spaces", [new TextEdit(indentation, new string(' ', spaces))]);
}

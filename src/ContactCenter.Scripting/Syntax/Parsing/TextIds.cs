using System.Collections.Immutable;

namespace ContactCenter.Scripting.Syntax;

/// <summary>Collects the ids of texts, and sees that no two texts have the same id.</summary>
internal sealed class TextIds(SourceText source, FaultList faults)
{
    private readonly Dictionary<string, int> _lines = new(source.LineCount / 2, StringComparer.Ordinal);
    private readonly List<TextRange> _ranges = new(source.LineCount / 2);

    public void Add(Token? id)
    {
        if (id is { } token)
        {
            _ranges.Add(token.Range);
        }
    }

    public ImmutableArray<TextRange> ToImmutable() => [.. _ranges];

    public void Check(TextLiteral? text, int line)
    {
        if (text?.Id is { } id && !_lines.TryAdd(id.Text, line))
        {
            faults.Report(WritingCodes.RepeatedTextId, id.Range, DiagnosticFix.Replace(id.Range, ""), source.Slice(id.Range).ToString(), $"{_lines[id.Text]}");
        }
    }
}

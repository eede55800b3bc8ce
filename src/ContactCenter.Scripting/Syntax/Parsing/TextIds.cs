namespace ContactCenter.Scripting.Syntax;

/// <summary>Sees that no two texts have the same id.</summary>
internal sealed class TextIds(SourceText source, FaultList faults)
{
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    public void Check(TextLiteral? text, int line)
    {
        if (text?.Id is { } id && !_lines.TryAdd(id.Text, line))
        {
            faults.Report(WritingCodes.RepeatedTextId, id.Range, DiagnosticFix.Replace(id.Range, ""), source.Slice(id.Range).ToString(), $"{_lines[id.Text]}");
        }
    }
}

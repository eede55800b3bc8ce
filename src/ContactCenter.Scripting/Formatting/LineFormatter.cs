using System.Text;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting;

/// <summary>Takes the lines of a script as they are read and writes them anew.</summary>
internal sealed class LineFormatter(SourceText source) : ILineSink
{
    private const int Indent = 2;

    private readonly List<Line> _lines = [];
    private readonly StringBuilder _code = new();

    /// <param name="Parsed">The line as it was read.</param>
    /// <param name="CodeStart">Where its code begins in <see cref="_code"/>, without indentation, text id and comment.</param>
    /// <param name="CodeEnd">Where it ends.</param>
    private readonly record struct Line(ParsedLine Parsed, int CodeStart, int CodeEnd)
    {
        public bool IsContent => Parsed.Level >= 0;
    }

    public void Add(in ParsedLine line, ReadOnlySpan<Token> tokens)
    {
        var start = _code.Length;
        if (!line.HasFault)
        {
            for (var i = 0; i < tokens.Length; i++)
            {
                if (i > 0 && Spacing.IsSpaced(tokens[i - 1], tokens[i]))
                {
                    _code.Append(' ');
                }

                _code.Append(source.Slice(tokens[i].Range));
            }
        }

        _lines.Add(new Line(line, start, _code.Length));
    }

    public string Write(TextIdMaker ids)
    {
        var text = new StringBuilder(source.Text.Length + (_lines.Count * 8));
        var newLine = source.LineCount > 1 && source.LineAt(1).End is var end && source.Text[end] == '\r' ? "\r\n" : "\n";
        var levels = CommentLevels();
        for (var i = 0; i < _lines.Count; i++)
        {
            var line = _lines[i];
            if (line.Parsed.HasFault)
            {
                text.Append(source.Slice(line.Parsed.Range).TrimEnd('\r')); // else it would be half of the line's end
            }
            else if (line.IsContent)
            {
                Content(text, line, ids);
            }
            else if (HasComment(line.Parsed))
            {
                text.Append(' ', levels[i] * Indent).Append(Comment(line.Parsed));
            }

            text.Append(newLine);
        }

        return Trimmed(text, newLine);
    }

    private void Content(StringBuilder text, in Line line, TextIdMaker ids)
    {
        var parsed = line.Parsed;
        text.Append(' ', parsed.KeepsIndentation ? IndentationOf(parsed) : parsed.Level * Indent);
        text.Append(_code, line.CodeStart, line.CodeEnd - line.CodeStart);
        if (parsed.Text is { } shown)
        {
            text.Append("  #").Append(shown.Id is { } id ? id.Text : ids.Next(shown));
        }

        if (HasComment(parsed))
        {
            text.Append("  ").Append(Comment(parsed));
        }
    }

    /// <summary>A comment of its own stands as deep as what follows it, or as what went before where its author put it there.</summary>
    private int[] CommentLevels()
    {
        var levels = new int[_lines.Count];
        var next = 0;
        for (var i = _lines.Count - 1; i >= 0; i--)
        {
            levels[i] = next = _lines[i].IsContent ? _lines[i].Parsed.Level : next;
        }

        var before = 0;
        for (var i = 0; i < _lines.Count; i++)
        {
            if (_lines[i].IsContent)
            {
                before = levels[i];
            }
            else
            {
                levels[i] = Math.Clamp((IndentationOf(_lines[i].Parsed) + 1) / Indent, levels[i], Math.Max(before, levels[i]));
            }
        }

        return levels;
    }

    private int IndentationOf(in ParsedLine line)
    {
        var text = source.Slice(line.Range);
        return text.Length - text.TrimStart(" \t\uFEFF").Length;
    }

    private static bool HasComment(in ParsedLine line) => line.CommentStart < line.Range.End;

    private ReadOnlySpan<char> Comment(in ParsedLine line) => source.Slice(TextRange.Between(line.CommentStart, line.Range.End)).TrimEnd();

    /// <summary>Without empty lines at either end.</summary>
    private static string Trimmed(StringBuilder text, string newLine)
    {
        var written = text.ToString().AsSpan();
        while (written.StartsWith(newLine, StringComparison.Ordinal))
        {
            written = written[newLine.Length..];
        }

        var twice = newLine + newLine;
        while (written.EndsWith(twice, StringComparison.Ordinal))
        {
            written = written[..^newLine.Length];
        }

        return written.ToString();
    }
}

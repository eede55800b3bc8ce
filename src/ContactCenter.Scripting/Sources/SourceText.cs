namespace ContactCenter.Scripting;

/// <summary>The text of a script with its name and its lines. Immutable.</summary>
public sealed class SourceText
{
    private readonly int[] _lineStarts;

    /// <summary>Takes a text as it is; lines end at LF or CR LF.</summary>
    /// <param name="name">What messages call it, such as a file's name.</param>
    /// <param name="text">The text.</param>
    public SourceText(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(text);
        (Name, Text) = (name, text);
        _lineStarts = new int[1 + text.AsSpan().Count('\n')];
        for (var line = 1; line < _lineStarts.Length; line++)
        {
            _lineStarts[line] = text.IndexOf('\n', _lineStarts[line - 1]) + 1;
        }
    }

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <summary>All of it.</summary>
    public string Text { get; }

    /// <summary>How many lines it has; an empty text has one.</summary>
    public int LineCount => _lineStarts.Length;

    /// <summary>The line and the column of a character, both counted from 1; a column counts UTF-16 characters.</summary>
    public TextPosition PositionOf(int at)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(at);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(at, Text.Length);
        var line = Array.BinarySearch(_lineStarts, at);
        line = line >= 0 ? line : ~line - 1;
        return new TextPosition(line + 1, at - _lineStarts[line] + 1);
    }

    /// <summary>The characters of a line, counted from 1, without its end.</summary>
    public TextRange LineAt(int line)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(line, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(line, LineCount);
        var start = _lineStarts[line - 1];
        var end = line < LineCount ? _lineStarts[line] - 1 : Text.Length;
        return TextRange.Between(start, end > start && line < LineCount && Text[end - 1] == '\r' ? end - 1 : end);
    }

    /// <summary>The characters of a range.</summary>
    public ReadOnlySpan<char> Slice(TextRange range) => Text.AsSpan(range.Start, range.Length);
}

/// <summary>A place in a text as people say it.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in UTF-16 characters.</param>
public readonly record struct TextPosition(int Line, int Column);

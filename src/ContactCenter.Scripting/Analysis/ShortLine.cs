namespace ContactCenter.Scripting.Analysis;

/// <summary>A line as reports name it.</summary>
internal static class ShortLine
{
    /// <summary>The most characters shown of a line.</summary>
    private const int Widest = 72;

    /// <summary>Up to the first text or arrow, without the words that lead to it.</summary>
    public static string Of(string statement)
    {
        var end = statement.AsSpan().IndexOf('"') is > 0 and var text ? text : statement.IndexOf(" ->", StringComparison.Ordinal) is > 0 and var arrow ? arrow : statement.Length;
        var start = statement.AsSpan(0, end).TrimEnd();
        foreach (var word in (ReadOnlySpan<string>)[", else", ", unreached", ", refused", ", machine", ", taken"])
        {
            start = start.EndsWith(word, StringComparison.Ordinal) ? start[..^word.Length] : start;
        }

        return start.Length <= Widest ? start.ToString() : string.Concat(start[..(char.IsHighSurrogate(start[Widest - 2]) ? Widest - 2 : Widest - 1)], "…");
    }
}

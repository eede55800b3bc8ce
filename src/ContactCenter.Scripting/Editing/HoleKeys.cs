namespace ContactCenter.Scripting.Editing;

/// <summary>The words by which the forms of a hole are chosen: <c>inside: at home|other: elsewhere</c>.</summary>
internal static class HoleKeys
{
    /// <param name="forms">What stands behind the hole's first bar.</param>
    /// <returns>Each word, and where it begins.</returns>
    public static List<(string Name, int At)> In(ReadOnlySpan<char> forms)
    {
        var found = new List<(string Name, int At)>();
        for (var start = 0; start <= forms.Length;)
        {
            var end = forms[start..].IndexOf('|') is >= 0 and var bar ? start + bar : forms.Length;
            if (forms[start..end].IndexOf(':') is > 0 and var colon)
            {
                var key = forms.Slice(start, colon);
                found.Add((key.Trim().ToString(), start + colon - key.TrimStart().Length));
            }

            start = end + 1;
        }

        return found;
    }
}

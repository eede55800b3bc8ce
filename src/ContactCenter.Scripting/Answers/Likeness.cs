namespace ContactCenter.Scripting.Answers;

/// <summary>Texts that differ by one slip of the finger.</summary>
internal static class Likeness
{
    /// <summary>Whether one letter is replaced, missing, too many or changed places with the next. In linear time.</summary>
    public static bool IsOneOff(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.Length > b.Length)
        {
            return IsOneOff(b, a);
        }

        var same = a.CommonPrefixLength(b);
        var restA = a[same..];
        var restB = b[same..];
        return (b.Length - a.Length) switch
        {
            0 => restA.Length > 0 && (restA[1..].SequenceEqual(restB[1..])
                || (restA.Length > 1 && restA[0] == restB[1] && restA[1] == restB[0] && restA[2..].SequenceEqual(restB[2..]))),
            1 => restA.SequenceEqual(restB[1..]),
            _ => false,
        };
    }
}

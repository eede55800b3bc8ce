namespace ContactCenter.Audit.Sqlite;

/// <summary>
/// Numbers in a row of the index, side by side: seven bits a byte, the lowest first, and the last byte of each below 128. Positions go up, so each is kept as what it is beyond the
/// one before. What no program has written ends where it makes no sense; that it was altered is for <see cref="IndexSums"/> to say.
/// </summary>
internal static class PositionRun
{
    /// <summary>Positions one run holds: some hundred bytes, of which a page takes several.</summary>
    public const int MaxPositions = 128;

    /// <summary>Bytes of a number at most.</summary>
    public const int MaxBytes = 9;

    /// <summary>Writes a number that is not negative.</summary>
    /// <returns>How many bytes it took.</returns>
    public static int Write(Span<byte> to, long number)
    {
        var length = 0;
        for (; number >= 0x80; number >>= 7)
        {
            to[length++] = (byte)(number | 0x80);
        }

        to[length++] = (byte)number;
        return length;
    }

    /// <summary>Takes the next number off; false when there is none, and nothing is taken.</summary>
    public static bool TryRead(ref ReadOnlySpan<byte> bytes, out long number)
    {
        number = 0;
        for (var i = 0; i < bytes.Length && i < MaxBytes; i++)
        {
            number |= (long)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] < 0x80)
            {
                bytes = bytes[(i + 1)..];
                return true;
            }
        }

        return false;
    }

    /// <summary>How many numbers there are.</summary>
    public static int Count(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        while (TryRead(ref bytes, out _))
        {
            count++;
        }

        return count;
    }

    /// <summary>The positions of a run.</summary>
    /// <param name="first">What the first number is beyond: the first position itself where the run's key is that, else 0.</param>
    /// <param name="includesFirst">Whether <paramref name="first"/> is one of them.</param>
    /// <param name="bytes">The run.</param>
    /// <param name="positions">Where they are added.</param>
    /// <returns>Whether that is all there is in the row.</returns>
    public static bool Read(long first, bool includesFirst, ReadOnlySpan<byte> bytes, List<long> positions)
    {
        if (includesFirst)
        {
            positions.Add(first);
        }

        for (var at = first; TryRead(ref bytes, out var more);)
        {
            positions.Add(at = unchecked(at + more));
        }

        return bytes.IsEmpty;
    }
}

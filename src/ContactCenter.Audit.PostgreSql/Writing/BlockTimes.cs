namespace ContactCenter.Audit.PostgreSql;

/// <summary>The earliest and latest time of each block of positions, told once the block is full. Used by one thread at a time.</summary>
internal sealed class BlockTimes
{
    /// <summary>Positions one row of <c>block</c> speaks for.</summary>
    public const int Size = 4_096;

    private long _first = long.MaxValue;
    private long _last = long.MinValue;

    /// <summary>Goes on in a block that holds entries already.</summary>
    public void Resume(long first, long last) => (_first, _last) = (first, last);

    /// <summary>Adds the entry at a position; true with the block's times when it is full.</summary>
    public bool Add(long position, long time, out (long Block, long First, long Last) full)
    {
        (_first, _last) = (Math.Min(_first, time), Math.Max(_last, time));
        full = (position / Size, _first, _last);
        if (position % Size != Size - 1)
        {
            return false;
        }

        (_first, _last) = (long.MaxValue, long.MinValue);
        return true;
    }
}

namespace ContactCenter.Recordings;

/// <summary>Memory for sound that waits for its file, in blocks that serve again: a recording holds what waits, not what might. Thread-safe; the lock is held for a moment alone.</summary>
internal sealed class SoundBlocks
{
    /// <summary>The samples of a block: a quarter of a second of both sides at 8 kHz.</summary>
    public const int Size = 4_096;

    /// <summary>What is kept of blocks nobody uses, 16 MB: what 500 recordings hold when each second of theirs is on disk before the next.</summary>
    private const int MaxKept = 2_048;

    private readonly Lock _gate = new();
    private readonly Stack<short[]> _free = new();

    /// <summary>A block of silence.</summary>
    public short[] Take()
    {
        lock (_gate)
        {
            if (_free.TryPop(out var block))
            {
                return block;
            }
        }

        return new short[Size];
    }

    /// <summary>Nobody uses it any more; what was said is gone.</summary>
    public void GiveBack(short[] block)
    {
        block.AsSpan().Clear();
        lock (_gate)
        {
            if (_free.Count < MaxKept)
            {
                _free.Push(block);
            }
        }
    }
}

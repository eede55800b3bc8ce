namespace ContactCenter.Audit.Sqlite;

/// <summary>
/// Says of most new keys at once that they are new, so that appends seldom ask the index: a Bloom filter in blocks of one cache line, 16
/// bits a key, that grows by doubling segments. It never denies a key that was added. One thread adds, any may ask.
/// </summary>
internal sealed class KeyFilter
{
    private const int LeastKeys = 65_536;
    private const int BitsPerKey = 16;
    private const int WordsPerBlock = 8;
    private const int Probes = 6;

    private volatile ulong[][] _segments = []; // replaced when it grows, so that others may read meanwhile
    private long _room;

    /// <summary>A filter with room for <paramref name="keys"/> before it grows.</summary>
    public KeyFilter(long keys = LeastKeys) => Grow(keys);

    /// <summary>Spreads 128 bits over 64.</summary>
    public static ulong Mix(ulong high, ulong low)
    {
        var x = high ^ (low * 0x9E3779B97F4A7C15);
        x = (x ^ (x >> 32)) * 0xD6E8FEB86659FD93;
        x = (x ^ (x >> 32)) * 0xD6E8FEB86659FD93;
        return x ^ (x >> 32);
    }

    /// <summary>FNV-1a and a mix; for short texts.</summary>
    public static ulong Mix(ReadOnlySpan<byte> bytes)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var b in bytes)
        {
            hash = (hash ^ b) * 0x100000001B3;
        }

        return Mix(hash, (ulong)bytes.Length);
    }

    public void Add(ulong key)
    {
        if (_room-- == 0)
        {
            Grow(_segments[^1].LongLength * 64 / BitsPerKey * 2);
            _room--;
        }

        var block = Block(_segments[^1], key);
        for (var (i, bits) = (0, key); i < Probes; i++, bits >>= 9)
        {
            block[(int)(bits & 511) >> 6] |= 1UL << (int)(bits & 63);
        }
    }

    public bool MayContain(ulong key)
    {
        var segments = _segments;
        for (var i = segments.Length - 1; i >= 0; i--)
        {
            if (Contains(Block(segments[i], key), key))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Contains(ReadOnlySpan<ulong> block, ulong key)
    {
        for (var (i, bits) = (0, key); i < Probes; i++, bits >>= 9)
        {
            if ((block[(int)(bits & 511) >> 6] & (1UL << (int)(bits & 63))) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static Span<ulong> Block(ulong[] segment, ulong key)
    {
        var blocks = (ulong)(segment.Length / WordsPerBlock);
        var block = (int)Math.BigMul(key * 0x9E3779B97F4A7C15, blocks, out _);
        return segment.AsSpan(block * WordsPerBlock, WordsPerBlock);
    }

    private void Grow(long keys)
    {
        _room = Math.Clamp(keys, LeastKeys, 64_000_000);
        _segments = [.. _segments, new ulong[_room * BitsPerKey / 64 / WordsPerBlock * WordsPerBlock]];
    }
}

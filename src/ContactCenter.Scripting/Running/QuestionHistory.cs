namespace ContactCenter.Scripting;

/// <summary>The numbers of the records of the questions answered last, which an operator may go back to; the oldest goes when there are too many.</summary>
internal struct QuestionHistory
{
    /// <summary>Questions that are kept, at most.</summary>
    public const int Most = 8;

    /// <summary>How many bytes <see cref="Put"/> writes to, at most.</summary>
    public const int MostBytes = 1 + (Most * Bytes.Most32) + sizeof(long);

    private const ulong Wide = 0x80_80_80_80_80_80_80_80;

    private Numbers _numbers;

    // From one number to the one before, the newest in the low byte, as snapshots have them; one that is wider than 7 bits is there as 0x80.
    private ulong _gaps;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The newest; there is one.</summary>
    public readonly int Newest => _numbers[Count - 1];

    public void Clear() => Count = 0;

    public void Add(int sequence)
    {
        if (Count == Most)
        {
            Span<int> all = _numbers;
            all[1..].CopyTo(all);
            Count--;
        }

        _gaps = Count == 0 ? 0 : ((_gaps << 8) | (uint)Math.Min(sequence - Newest, 0x80)) & (ulong.MaxValue >> 8);
        _numbers[Count++] = sequence;
    }

    /// <summary>How many there are; the newest as the distance from the run's record, each other as the distance from the one behind it: small numbers.</summary>
    /// <param name="to">Where to; there is room for <see cref="MostBytes"/>.</param>
    /// <param name="at">The place.</param>
    /// <param name="sequence">The number of the run's record.</param>
    /// <returns>The place behind it.</returns>
    public readonly int Put(Span<byte> to, int at, int sequence)
    {
        to[at] = (byte)Count;
        if (Count == 0)
        {
            return at + 1;
        }

        at = Bytes.Put(to, at + 1, (uint)(sequence - Newest));
        if ((_gaps & Wide) != 0)
        {
            return PutWide(to, at);
        }

        Bytes.Put64(to, at, (long)_gaps); // with zeros behind what is used, which are written over
        return at + Count - 1;
    }

    private readonly int PutWide(Span<byte> to, int at)
    {
        for (var i = Count - 1; i > 0; i--)
        {
            at = Bytes.Put(to, at, (uint)(_numbers[i] - _numbers[i - 1]));
        }

        return at;
    }

    /// <summary>Takes what <see cref="Put"/> wrote.</summary>
    public void Read(ref ByteReader from, int sequence)
    {
        var count = from.Count(Most, "questions before");
        Span<int> found = stackalloc int[Most];
        for (var i = count - 1; i >= 0; i--)
        {
            found[i] = sequence -= from.Count(sequence, "as a distance to the question before");
        }

        Clear();
        foreach (var number in found[..count])
        {
            Add(number);
        }
    }

    [System.Runtime.CompilerServices.InlineArray(Most)]
    private struct Numbers
    {
        private int _first;
    }
}

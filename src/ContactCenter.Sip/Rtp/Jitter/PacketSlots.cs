namespace ContactCenter.Sip.Rtp.Jitter;

/// <summary>A packet that waits.</summary>
internal struct PacketSlot
{
    public long Sequence;
    public long Timestamp;
    public int Duration;

    /// <summary>When it would have come had it been as quick as the quickest.</summary>
    public TimeSpan QuickArrival;
    public byte PayloadType;
    public bool EndsTalk;
    public int Length;
    public byte[]? Octets;
}

/// <summary>
/// The packets that wait, found by their sequence numbers. Slots, and their memory, are made when they are first needed and kept: a call on a quiet network uses few.
/// </summary>
/// <param name="most">The most that wait at a time; a power of two.</param>
/// <param name="slotSize">The longest payload.</param>
internal sealed class PacketSlots(int most, int slotSize)
{
    private PacketSlot[] _slots = new PacketSlot[Math.Min(most, 8)];
    private readonly short[] _bySequence = NewIndex(most);
    private readonly short[] _free = NewFree(most);

    public int Count { get; private set; }

    public int SlotSize => slotSize;

    public bool IsFull => Count == most;

    public bool Contains(long sequence) => At(sequence) >= 0;

    /// <summary>Keeps a packet. Whoever calls has made sure that it is not there, that all that wait are within <c>most</c> numbers, and that it fits.</summary>
    public void Add(PacketSlot packet, ReadOnlySpan<byte> payload)
    {
        var at = _free[most - ++Count];
        if (at >= _slots.Length)
        {
            Array.Resize(ref _slots, Math.Min(most, _slots.Length * 2));
        }

        var octets = _slots[at].Octets;
        if (octets is null || octets.Length < payload.Length)
        {
            octets = new byte[Math.Min(slotSize, (payload.Length + 63) & ~63)];
        }

        payload.CopyTo(octets);
        packet.Octets = octets;
        packet.Length = payload.Length;
        _slots[at] = packet;
        _bySequence[packet.Sequence & (most - 1)] = at;
    }

    /// <summary>The packet with this number, which is there.</summary>
    public ref PacketSlot this[long sequence] => ref _slots[At(sequence)];

    /// <summary>Forgets a packet that is there; its octets stay until the next one is kept.</summary>
    public void Remove(long sequence)
    {
        var at = (short)At(sequence);
        _bySequence[sequence & (most - 1)] = -1;
        _free[most - Count--] = at;
    }

    public void Clear()
    {
        for (var i = 0; i < most && Count > 0; i++)
        {
            if (_bySequence[i] >= 0)
            {
                Remove(_slots[_bySequence[i]].Sequence);
            }
        }
    }

    private int At(long sequence)
    {
        var at = _bySequence[sequence & (most - 1)];
        return at >= 0 && _slots[at].Sequence == sequence ? at : -1;
    }

    private static short[] NewIndex(int size)
    {
        var index = new short[size];
        Array.Fill(index, (short)-1);
        return index;
    }

    // The last is taken first, so that the first few slots serve a quiet network.
    private static short[] NewFree(int size)
    {
        var free = new short[size];
        for (var i = 0; i < size; i++)
        {
            free[i] = (short)(size - 1 - i);
        }

        return free;
    }
}

namespace ContactCenter.Scripting.Checking;

/// <summary>A set of slots by number.</summary>
internal sealed class SlotSet
{
    private readonly ulong[] _words;

    public SlotSet(int slots) => _words = new ulong[(slots + 63) / 64];

    private SlotSet(ulong[] words) => _words = words;

    public bool Contains(int slot) => (_words[slot >> 6] >> (slot & 63) & 1) != 0;

    public void Add(int slot) => _words[slot >> 6] |= 1UL << (slot & 63);

    public void Remove(int slot) => _words[slot >> 6] &= ~(1UL << (slot & 63));

    /// <summary>Becomes what the other is.</summary>
    public void CopyFrom(SlotSet other) => other._words.CopyTo(_words, 0);

    public SlotSet Copy() => new((ulong[])_words.Clone());

    /// <summary>Keeps what is in both; true when something fell out.</summary>
    public bool IntersectWith(SlotSet other)
    {
        var changed = false;
        for (var i = 0; i < _words.Length; i++)
        {
            var kept = _words[i] & other._words[i];
            changed |= kept != _words[i];
            _words[i] = kept;
        }

        return changed;
    }

    /// <summary>Takes what is in the other; true when something came in.</summary>
    public bool UnionWith(SlotSet other)
    {
        var changed = false;
        for (var i = 0; i < _words.Length; i++)
        {
            var all = _words[i] | other._words[i];
            changed |= all != _words[i];
            _words[i] = all;
        }

        return changed;
    }
}

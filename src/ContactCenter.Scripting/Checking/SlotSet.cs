using ContactCenter.Scripting.Binding;

namespace ContactCenter.Scripting.Checking;

/// <summary>Sets of slots by number, one for each line, side by side in one piece of memory.</summary>
internal sealed class SlotSets(int sets, int slots)
{
    private readonly int _width = (slots + 63) / 64;
    private readonly ulong[] _words = new ulong[sets * ((slots + 63) / 64)];

    public SlotSet this[int set] => new(_words.AsSpan(set * _width, _width));
}

/// <summary>A set of slots by number; a view of the memory it is kept in.</summary>
internal readonly ref struct SlotSet(Span<ulong> words)
{
    private readonly Span<ulong> _words = words;

    public SlotSet(int slots)
        : this(new ulong[(slots + 63) / 64])
    {
    }

    public bool Contains(int slot) => (_words[slot >> 6] >> (slot & 63) & 1) != 0;

    public void Add(int slot) => _words[slot >> 6] |= 1UL << (slot & 63);

    public void Remove(int slot) => _words[slot >> 6] &= ~(1UL << (slot & 63));

    public void Clear() => _words.Clear();

    /// <summary>Becomes what the other is.</summary>
    public void CopyFrom(SlotSet other) => other._words.CopyTo(_words);

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

    /// <summary>Takes what is in the other, but for one; true when something came in.</summary>
    public bool UnionWith(SlotSet other, SlotSymbol? without = null)
    {
        var changed = false;
        for (var i = 0; i < _words.Length; i++)
        {
            var left = without is not null && without.Index >> 6 == i ? 1UL << (without.Index & 63) : 0;
            var all = _words[i] | (other._words[i] & ~left);
            changed |= all != _words[i];
            _words[i] = all;
        }

        return changed;
    }
}

namespace ContactCenter.Routing;

/// <summary>Something with a number of its own among those of its kind, for as long as a <see cref="SlotTable{T}"/> has it. A class: heaps ask for the number at every step, and a field is read at once.</summary>
internal abstract class Slotted
{
    /// <summary>The number; -1 while it has none.</summary>
    public int Slot { get; set; } = -1;
}

/// <summary>
/// Gives values small numbers and keeps where each stands in the heaps, side by side: moving one in a heap must not fetch every other one it
/// passes from memory. Numbers are used again and never show in a decision.
/// </summary>
internal sealed class SlotTable<T>
    where T : Slotted
{
    private readonly Stack<int> _free = new();
    private int[][] _places = [new int[16]]; // by line
    private T[] _values = new T[16];
    private int _count;

    public T this[int slot] => _values[slot];

    public void Take(T value)
    {
        if (!_free.TryPop(out var slot))
        {
            slot = _count++;
            if (slot == _values.Length)
            {
                Array.Resize(ref _values, slot * 2);
                for (var line = 0; line < _places.Length; line++)
                {
                    Array.Resize(ref _places[line], slot * 2);
                }
            }
        }

        _values[slot] = value;
        value.Slot = slot;
    }

    /// <summary>All, in no particular order.</summary>
    public IEnumerable<T> InNoOrder()
    {
        for (var slot = 0; slot < _count; slot++)
        {
            if (_values[slot] is { } value)
            {
                yield return value;
            }
        }
    }

    public void Release(T value)
    {
        _free.Push(value.Slot);
        _values[value.Slot] = null!;
        value.Slot = -1;
    }

    public int[] PlacesIn(int line)
    {
        if (line >= _places.Length)
        {
            AddLines(line + 1);
        }

        return _places[line];
    }

    private void AddLines(int lines)
    {
        var known = _places.Length;
        Array.Resize(ref _places, lines);
        for (var line = known; line < lines; line++)
        {
            _places[line] = new int[_values.Length];
        }
    }
}

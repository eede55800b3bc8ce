using System.Runtime.InteropServices;

namespace ContactCenter.Scripting.Checking;

/// <summary>A short list for each line, all of them in one piece of memory.</summary>
/// <param name="lines">About how many lines there are.</param>
/// <param name="items">About how many items they have together.</param>
internal sealed class LineLists<T>(int lines, int items)
{
    private readonly List<T> _items = new(items);
    private (int Start, int Count)[] _places = new (int, int)[lines];

    /// <summary>The items of a line; none where nothing was put.</summary>
    public ReadOnlySpan<T> this[int line] => line < _places.Length ? CollectionsMarshal.AsSpan(_items).Slice(_places[line].Start, _places[line].Count) : [];

    /// <summary>Where items are added that <see cref="Close"/> then gives to a line.</summary>
    public List<T> Open => _items;

    /// <summary>Gives a line all items behind the first so many.</summary>
    public void Close(int line, int before)
    {
        if (line >= _places.Length)
        {
            Array.Resize(ref _places, Math.Max(2 * _places.Length, line + 1));
        }

        _places[line] = (before, _items.Count - before);
    }

    /// <summary>Lists of known lengths, whose items come in any order by <see cref="Put"/>.</summary>
    /// <param name="counts">How many items each line will have.</param>
    public static LineLists<T> OfLengths(int[] counts)
    {
        var lists = new LineLists<T>(counts.Length, counts.Sum());
        var total = 0;
        for (var line = 0; line < counts.Length; line++)
        {
            lists._places[line] = (total, 0);
            total += counts[line];
        }

        CollectionsMarshal.SetCount(lists._items, total);
        return lists;
    }

    /// <summary>Gives a line one more of its items.</summary>
    public void Put(int line, T item)
    {
        ref var place = ref _places[line];
        _items[place.Start + place.Count++] = item;
    }
}

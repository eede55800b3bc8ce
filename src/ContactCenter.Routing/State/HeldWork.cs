using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ContactCenter.Routing;

/// <summary>What an agent holds, in the order it came. The first few stand within the agent itself: whoever has fetched the agent from memory has them too. A mutable value.</summary>
internal struct HeldWork
{
    private const int Near = 4;

    private Few _few;
    private Entry[]? _more;

    public int Count { get; private set; }

    [UnscopedRef]
    public ref Entry this[int place] => ref place < Near ? ref _few[place] : ref _more![place - Near];

    public void Add(RouterWork work, long sequence)
    {
        if (Count >= Near && Count - Near == (_more?.Length ?? 0))
        {
            Array.Resize(ref _more, Math.Max(Near, Count));
        }

        var place = Count++;
        for (; place > 0 && this[place - 1].Sequence > sequence; place--) // only where a snapshot is read
        {
            this[place] = this[place - 1];
        }

        this[place] = new Entry(work, sequence);
    }

    public void RemoveAt(int place)
    {
        for (Count--; place < Count; place++)
        {
            this[place] = this[place + 1];
        }

        this[Count] = default;
    }

    /// <summary>-1 when it is not among them.</summary>
    public int PlaceOf(RouterWork work)
    {
        for (var place = 0; place < Count; place++)
        {
            if (this[place].Work == work)
            {
                return place;
            }
        }

        return -1;
    }

    /// <param name="Work">An item.</param>
    /// <param name="Sequence">The order in which the agent came to hold it.</param>
    public readonly record struct Entry(RouterWork Work, long Sequence);

    [InlineArray(Near)]
    private struct Few
    {
        private Entry _first;
    }
}

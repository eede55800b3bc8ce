namespace ContactCenter.Simulation;

/// <summary>What is going to happen, soonest first; of one moment, what was planned first. A binary heap of values.</summary>
internal sealed class Calendar
{
    private Plan[] _heap = new Plan[256];
    private long _order;

    public int Count { get; private set; }

    public ref readonly Plan First => ref _heap[0];

    public void Add(long at, Happening what, int who, int version = 0)
    {
        if (Count == _heap.Length)
        {
            Array.Resize(ref _heap, Count * 2);
        }

        var plan = new Plan(at, _order++, what, who, version);
        var place = Count++;
        while (place > 0)
        {
            var parent = (place - 1) / 2;
            if (!plan.Precedes(_heap[parent]))
            {
                break;
            }

            _heap[place] = _heap[parent];
            place = parent;
        }

        _heap[place] = plan;
    }

    public Plan TakeFirst()
    {
        var first = _heap[0];
        var last = _heap[--Count];
        var place = 0;
        while (true)
        {
            var child = (2 * place) + 1;
            if (child >= Count)
            {
                break;
            }

            if (child + 1 < Count && _heap[child + 1].Precedes(_heap[child]))
            {
                child++;
            }

            if (!_heap[child].Precedes(last))
            {
                break;
            }

            _heap[place] = _heap[child];
            place = child;
        }

        _heap[place] = last;
        return first;
    }
}

/// <summary>Something at a time. <paramref name="Version"/> is the contact's or agent's then, or an argument.</summary>
internal readonly record struct Plan(long At, long Order, Happening What, int Who, int Version)
{
    public bool Precedes(in Plan other) => At < other.At || (At == other.At && Order < other.Order);
}

/// <summary>What can be planned.</summary>
internal enum Happening
{
    Command,
    Staffing,
    ShiftStart,
    ShiftEnd,
    BreakStart,
    BreakEnd,
    ReadyAgain,
    Accept,
    Complete,
    EndWrapUp,
    Abandon,
    CallAgain,
}

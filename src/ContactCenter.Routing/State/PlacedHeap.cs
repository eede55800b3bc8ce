using System.Runtime.InteropServices;

namespace ContactCenter.Routing;

/// <summary>The order of what stands in a heap.</summary>
internal readonly record struct Head(long Key, long Sequence)
{
    public bool Precedes(Head other) => Key < other.Key || (Key == other.Key && Sequence < other.Sequence);
}

/// <summary>The least (key, sequence) first. Sequences differ, so the order never depends on how the heap came about. What is in it can leave in O(log n).</summary>
/// <param name="table">The numbers of its values; each stands in at most one heap of a line.</param>
/// <param name="line">Which of the places of its values it uses.</param>
internal class PlacedHeap<T>(SlotTable<T> table, int line = 0)
    where T : Slotted
{
    private const int Arity = 4; // four keys share a cache line or two; half as deep as two

    private Node[] _nodes = [];
    private PriorityQueue<int, (long Key, long Sequence)>? _frontier;

    public int Count { get; private set; }

    public T First => table[_nodes[0].Slot];

    public Head FirstHead => new(_nodes[0].Key, _nodes[0].Sequence);

    /// <summary>The order of a value that is here.</summary>
    public Head HeadOf(T value)
    {
        var node = _nodes[table.PlacesIn(line)[value.Slot]];
        return new Head(node.Key, node.Sequence);
    }

    public void Add(T value, long key, long sequence)
    {
        if (Count == _nodes.Length)
        {
            Array.Resize(ref _nodes, Math.Max(4, Count * 2));
        }

        Rise(Count++, new Node(key, sequence, value.Slot));
    }

    /// <summary>Puts a value that is here where it belongs by another key and sequence.</summary>
    /// <returns>Whether they are others.</returns>
    public bool Move(T value, long key, long sequence)
    {
        var place = table.PlacesIn(line)[value.Slot];
        var node = new Node(key, sequence, value.Slot);
        if (node == _nodes[place])
        {
            return false;
        }

        Stand(place, node);
        return true;
    }

    public void Remove(T value)
    {
        var place = table.PlacesIn(line)[value.Slot];
        var last = _nodes[--Count];
        _nodes[Count] = default;
        if (place < Count)
        {
            Stand(place, last);
        }
    }

    /// <summary>The least that <paramref name="allowed"/> lets pass. Looks at no more than those refused before it and their children.</summary>
    public T? FindFirst<TContext>(Func<T, TContext, bool> allowed, TContext context)
    {
        if (Count == 0 || allowed(First, context))
        {
            return Count == 0 ? null : First;
        }

        var frontier = _frontier ??= new PriorityQueue<int, (long, long)>();
        frontier.Clear();
        Expand(frontier, 0);
        while (frontier.TryDequeue(out var place, out _))
        {
            if (allowed(table[_nodes[place].Slot], context))
            {
                return table[_nodes[place].Slot];
            }

            Expand(frontier, place);
        }

        return null;
    }

    /// <summary>The place of a value that is here, 1 being the first; null past <paramref name="limit"/>. Looks at no more than that many and their children.</summary>
    public int? PlaceOf(T value, int limit)
    {
        var frontier = _frontier ??= new PriorityQueue<int, (long, long)>();
        frontier.Clear();
        frontier.Enqueue(0, default);
        for (var place = 1; place <= limit && frontier.TryDequeue(out var at, out _); place++)
        {
            if (_nodes[at].Slot == value.Slot)
            {
                return place;
            }

            Expand(frontier, at);
        }

        return null;
    }

    /// <summary>All, in no particular order.</summary>
    public IEnumerable<T> InNoOrder()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return table[_nodes[i].Slot];
        }
    }

    private void Expand(PriorityQueue<int, (long Key, long Sequence)> frontier, int place)
    {
        var child = (place * Arity) + 1;
        for (var end = Math.Min(child + Arity, Count); child < end; child++)
        {
            frontier.Enqueue(child, (_nodes[child].Key, _nodes[child].Sequence));
        }
    }

    private void Stand(int place, Node node)
    {
        if (place > 0 && node.Precedes(_nodes[(place - 1) / Arity]))
        {
            Rise(place, node);
        }
        else
        {
            Sink(place, node);
        }
    }

    private void Rise(int place, Node node)
    {
        var places = table.PlacesIn(line);
        while (place > 0)
        {
            var parent = (place - 1) / Arity;
            if (!node.Precedes(_nodes[parent]))
            {
                break;
            }

            Put(places, place, _nodes[parent]);
            place = parent;
        }

        Put(places, place, node);
    }

    private void Sink(int place, Node node)
    {
        var places = table.PlacesIn(line);
        while (true)
        {
            var child = (place * Arity) + 1;
            if (child >= Count)
            {
                break;
            }

            var least = child;
            for (var end = Math.Min(child + Arity, Count); ++child < end;)
            {
                if (_nodes[child].Precedes(_nodes[least]))
                {
                    least = child;
                }
            }

            if (!_nodes[least].Precedes(node))
            {
                break;
            }

            Put(places, place, _nodes[least]);
            place = least;
        }

        Put(places, place, node);
    }

    private void Put(int[] places, int place, Node node)
    {
        _nodes[place] = node;
        places[node.Slot] = place;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 4)] // 20 bytes instead of 24
    private readonly record struct Node(long Key, long Sequence, int Slot)
    {
        public bool Precedes(Node other) => Key < other.Key || (Key == other.Key && Sequence < other.Sequence);
    }
}

namespace ContactCenter.Sip.Signalling;

/// <summary>What is due when, of one thread. Whoever waits for nothing any more leaves at once: a call that is over is not kept for the refresh it would have had.</summary>
internal sealed class DueQueue
{
    private const int Arity = 4; // half as deep as two

    private Node[] _nodes = new Node[64];

    /// <summary>How many wait.</summary>
    public int Count { get; private set; }

    /// <summary>When something is due next.</summary>
    public TimeSpan? NextAt => Count == 0 ? null : _nodes[0].At;

    /// <summary>To be called when <see cref="Scheduled.DueAt"/> has changed.</summary>
    public void Schedule(Scheduled item)
    {
        if (item.DueAt is { } due)
        {
            if (item.Place is null && Count == _nodes.Length)
            {
                Array.Resize(ref _nodes, Count * 2);
            }

            Stand(item.Place ?? Count++, new Node(due, item));
        }
        else if (item.Place is { } place)
        {
            Remove(place);
        }
    }

    public void Run(TimeSpan now)
    {
        while (Count > 0 && _nodes[0].At <= now)
        {
            var item = _nodes[0].Item;
            Remove(0); // one that fails is not asked again and again
            if (item.DueAt <= now)
            {
                item.Due(now);
            }

            Schedule(item);
        }
    }

    private void Remove(int place)
    {
        _nodes[place].Item.Place = null;
        var last = _nodes[--Count];
        _nodes[Count] = default;
        if (place < Count)
        {
            Stand(place, last);
        }
    }

    /// <summary>Puts a node where it belongs, from a place that is free.</summary>
    private void Stand(int place, Node node)
    {
        for (var parent = (place - 1) / Arity; place > 0 && node.At < _nodes[parent].At; parent = (place - 1) / Arity)
        {
            Put(place, _nodes[parent]);
            place = parent;
        }

        for (var least = LeastChild(place); least < Count && _nodes[least].At < node.At; least = LeastChild(place))
        {
            Put(place, _nodes[least]);
            place = least;
        }

        Put(place, node);
    }

    private int LeastChild(int place)
    {
        var least = (place * Arity) + 1;
        for (var child = least + 1; child < Math.Min(least + Arity, Count); child++)
        {
            least = _nodes[child].At < _nodes[least].At ? child : least;
        }

        return least;
    }

    private void Put(int place, Node node)
    {
        _nodes[place] = node;
        node.Item.Place = place;
    }

    private readonly record struct Node(TimeSpan At, Scheduled Item);
}

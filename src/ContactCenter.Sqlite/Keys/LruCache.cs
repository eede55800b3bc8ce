using System.Diagnostics.CodeAnalysis;

namespace ContactCenter.Sqlite.Keys;

/// <summary>The most recently used values, at most so many. Thread-safe.</summary>
internal sealed class LruCache<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> _nodes = [];
    private readonly LinkedList<(TKey Key, TValue Value)> _recent = [];

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_gate)
        {
            if (!_nodes.TryGetValue(key, out var node))
            {
                value = default;
                return false;
            }

            _recent.Remove(node);
            _recent.AddFirst(node);
            value = node.Value.Value;
            return true;
        }
    }

    public void Remove(TKey key)
    {
        lock (_gate)
        {
            if (_nodes.Remove(key, out var node))
            {
                _recent.Remove(node);
            }
        }
    }

    /// <summary>Drops what has a value; looks at all there is.</summary>
    public void RemoveAll(Predicate<TValue> isMeant)
    {
        lock (_gate)
        {
            for (var node = _recent.First; node is not null;)
            {
                var next = node.Next;
                if (isMeant(node.Value.Value))
                {
                    _nodes.Remove(node.Value.Key);
                    _recent.Remove(node);
                }

                node = next;
            }
        }
    }

    public void Set(TKey key, TValue value)
    {
        lock (_gate)
        {
            if (_nodes.Remove(key, out var old))
            {
                _recent.Remove(old);
            }

            _nodes[key] = _recent.AddFirst((key, value));
            if (_nodes.Count > capacity)
            {
                _nodes.Remove(_recent.Last!.Value.Key);
                _recent.RemoveLast();
            }
        }
    }
}

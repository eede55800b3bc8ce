using System.Collections.Concurrent;

namespace ContactCenter.Projections;

/// <summary>
/// Runs by what they have in common: a few each, as of a customer, or very many, as of a program. Written by the folding thread, read by any.
/// </summary>
internal sealed class RunGroups<TKey>
    where TKey : notnull
{
    /// <summary>Up to so many a group is an array, which takes no more room than what is in it.</summary>
    private const int Few = 16;

    private readonly ConcurrentDictionary<TKey, Guid[]> _few = new();
    private readonly ConcurrentDictionary<TKey, ConcurrentDictionary<Guid, byte>> _many = new();

    public IReadOnlyList<TKey> Keys => [.. _few.Keys.Union(_many.Keys)];

    public IReadOnlyList<Guid> Of(TKey key) => _many.TryGetValue(key, out var many) ? [.. many.Keys] : _few.GetValueOrDefault(key) ?? [];

    public void Add(TKey key, Guid run)
    {
        if (_many.TryGetValue(key, out var many))
        {
            many.TryAdd(run, 0);
            return;
        }

        var few = _few.GetValueOrDefault(key) ?? [];
        if (few.Contains(run))
        {
            return;
        }

        if (few.Length < Few)
        {
            _few[key] = [.. few, run];
            return;
        }

        _many[key] = new ConcurrentDictionary<Guid, byte>(few.Append(run).Select(static one => KeyValuePair.Create(one, (byte)0)));
        _few.TryRemove(key, out _);
    }

    public void Remove(TKey key, Guid run)
    {
        if (_many.TryGetValue(key, out var many))
        {
            many.TryRemove(run, out _);
            if (many.IsEmpty)
            {
                _many.TryRemove(key, out _);
            }
        }
        else if (_few.TryGetValue(key, out var few) && few.Contains(run))
        {
            if (few.Length == 1)
            {
                _few.TryRemove(key, out _);
            }
            else
            {
                _few[key] = [.. few.Where(one => one != run)];
            }
        }
    }
}

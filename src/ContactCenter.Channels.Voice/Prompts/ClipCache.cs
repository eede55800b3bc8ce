using ContactCenter.Channels.Voice.Sound;

namespace ContactCenter.Channels.Voice.Prompts;

/// <summary>Sound in memory by a key, as much as fits; what was used longest ago goes first, and what may be held briefly only goes in time. Thread-safe.</summary>
internal sealed class ClipCache(long maxBytes, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<Held>> _byKey = new(StringComparer.Ordinal);
    private readonly LinkedList<Held> _byUse = [];
    private readonly HashSet<string> _brief = new(StringComparer.Ordinal);
    private long _bytes;

    public long Bytes
    {
        get
        {
            lock (_lock)
            {
                return _bytes;
            }
        }
    }

    public Clip? Find(string key)
    {
        lock (_lock)
        {
            Forget();
            if (!_byKey.TryGetValue(key, out var node))
            {
                return null;
            }

            _byUse.Remove(node);
            _byUse.AddLast(node);
            return node.Value.Clip;
        }
    }

    /// <summary>Holds a clip. One that is larger than all there may be is not held.</summary>
    public void Hold(string key, Clip clip, TimeSpan? most = null)
    {
        var bytes = 2L * clip.Samples.Length;
        lock (_lock)
        {
            Forget();
            Remove(key);
            if (bytes > maxBytes)
            {
                return;
            }

            while (_bytes + bytes > maxBytes)
            {
                Remove(_byUse.First!.Value.Key);
            }

            _byKey[key] = _byUse.AddLast(new Held(key, clip, bytes, most is { } brief ? time.GetUtcNow() + brief : null));
            _bytes += bytes;
            if (most is not null)
            {
                _brief.Add(key);
            }
        }
    }

    private void Forget()
    {
        if (_brief.Count == 0)
        {
            return;
        }

        var now = time.GetUtcNow();
        foreach (var key in _brief.Where(k => _byKey[k].Value.Until <= now).ToList())
        {
            Remove(key);
        }
    }

    private void Remove(string key)
    {
        if (_byKey.Remove(key, out var node))
        {
            _byUse.Remove(node);
            _brief.Remove(key);
            _bytes -= node.Value.Bytes;
        }
    }

    private sealed record Held(string Key, Clip Clip, long Bytes, DateTimeOffset? Until);
}

namespace ContactCenter.Sip.Authentication;

/// <summary>
/// The counts each nonce was used with, as a window of 64 behind the highest. Only nonces of requests whose response was right come here, so that nobody without a password
/// fills it. When it is full the oldest nonce goes, and nonces as old as it are taken for stale: nothing is forgotten that could come again.
/// </summary>
internal sealed class DigestCounts(int capacity)
{
    private const int Window = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Used> _used = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, DateTimeOffset> _oldest = new();
    private DateTimeOffset _floor = DateTimeOffset.MinValue;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _used.Count;
            }
        }
    }

    public DigestOutcome Use(string nonce, DateTimeOffset madeAt, uint count, DateTimeOffset staleBefore)
    {
        lock (_lock)
        {
            while (_oldest.TryPeek(out _, out var made) && made < staleBefore)
            {
                Forget();
            }

            if (_used.TryGetValue(nonce, out var used))
            {
                return used.Use(count) ? DigestOutcome.Accepted : DigestOutcome.Replay;
            }

            if (madeAt <= _floor || madeAt < staleBefore || (_used.Count == capacity && _oldest.TryPeek(out _, out var oldest) && madeAt <= oldest))
            {
                return DigestOutcome.Stale;
            }

            if (_used.Count == capacity)
            {
                Forget();
            }

            _used[nonce] = used = new Used();
            _oldest.Enqueue(nonce, madeAt);
            used.Use(count);
            return DigestOutcome.Accepted;
        }
    }

    private void Forget()
    {
        if (_oldest.TryDequeue(out var nonce, out var made))
        {
            _used.Remove(nonce);
            _floor = made > _floor ? made : _floor; // also for a clock that goes back
        }
    }

    private sealed class Used
    {
        private uint _highest;
        private ulong _seen;

        /// <summary>Whether the count is new and no further behind than the window.</summary>
        public bool Use(uint count)
        {
            if (count > _highest)
            {
                var ahead = count - _highest;
                _seen = ahead >= Window ? 1 : (_seen << (int)ahead) | 1;
                _highest = count;
                return true;
            }

            var behind = _highest - count;
            if (behind >= Window || (_seen >> (int)behind & 1) == 1)
            {
                return false;
            }

            _seen |= 1UL << (int)behind;
            return true;
        }
    }
}

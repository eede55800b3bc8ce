namespace ContactCenter.Sip.Rtp.Sockets;

/// <summary>
/// Whose turn it is in which millisecond. Each period has a ring of as many slots as it has milliseconds; whoever comes is put into the slot with the fewest,
/// so that those of 20 ms share the 20 ms evenly. Pure: time is passed in.
/// </summary>
/// <remarks><see cref="Add"/> and <see cref="Remove"/> from any thread, <see cref="Advance"/> from one.</remarks>
internal sealed class PacedWheel
{
    /// <summary>The longest period, in milliseconds.</summary>
    public const int LongestPeriod = 200;

    /// <summary>Turns further behind than this are left out: what they would send is of no use any more.</summary>
    private const int MostBehind = 200;

    private readonly Lock _changing = new();
    private readonly Ring?[] _rings = new Ring?[LongestPeriod + 1];
    private int[] _periods = [];
    private long _done = -1; // the last millisecond walked

    /// <value>How many have turns.</value>
    public int Count { get; private set; }

    /// <summary>Gives turns from the next on.</summary>
    /// <param name="paced">Whose.</param>
    /// <param name="period">1 to <see cref="LongestPeriod"/> milliseconds.</param>
    public void Add(IPaced paced, int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(period, LongestPeriod);
        lock (_changing)
        {
            var ring = _rings[period];
            if (ring is null)
            {
                ring = _rings[period] = new Ring(period);
                _periods = [.. _periods, period];
            }

            ring.Add(paced);
            Count++;
        }
    }

    /// <summary>Takes the turns away; one that has begun is not waited for.</summary>
    public void Remove(IPaced paced, int period)
    {
        lock (_changing)
        {
            if (_rings[period] is { } ring && ring.Remove(paced))
            {
                Count--;
            }
        }
    }

    /// <summary>Walks all milliseconds that are due.</summary>
    /// <returns>When the next one is due.</returns>
    public TimeSpan Advance(TimeSpan now)
    {
        var due = now.Ticks / TimeSpan.TicksPerMillisecond;
        if (_done < 0 || due - _done > MostBehind)
        {
            LeaveOut(due);
        }

        while (_done < due)
        {
            _done++;
            foreach (var period in Volatile.Read(ref _periods))
            {
                Volatile.Read(ref _rings[period])!.Walk(_done, now);
            }
        }

        return TimeSpan.FromMilliseconds(_done + 1);
    }

    private void LeaveOut(long due)
    {
        var from = _done;
        _done = due - 1;
        if (from < 0)
        {
            return;
        }

        foreach (var period in Volatile.Read(ref _periods))
        {
            Volatile.Read(ref _rings[period])!.LeaveOut((int)Math.Min(int.MaxValue, (due - from) / period));
        }
    }

    private sealed class Ring(int period)
    {
        private readonly IPaced[][] _slots = [.. Enumerable.Repeat<IPaced[]>([], period)];
        private readonly int[] _leftOut = new int[period];

        /// <summary>The slots are replaced, never changed: whoever walks one goes on with what it had.</summary>
        public void Add(IPaced paced)
        {
            var fewest = 0;
            for (var i = 1; i < period; i++)
            {
                fewest = _slots[i].Length < _slots[fewest].Length ? i : fewest;
            }

            Volatile.Write(ref _slots[fewest], [.. _slots[fewest], paced]);
        }

        public bool Remove(IPaced paced)
        {
            for (var i = 0; i < period; i++)
            {
                if (Array.IndexOf(_slots[i], paced) is >= 0 and var at)
                {
                    Volatile.Write(ref _slots[i], [.. _slots[i][..at], .. _slots[i][(at + 1)..]]);
                    return true;
                }
            }

            return false;
        }

        public void Walk(long millisecond, TimeSpan now)
        {
            var slot = (int)(millisecond % period);
            var turns = 1 + _leftOut[slot];
            _leftOut[slot] = 0;
            foreach (var paced in Volatile.Read(ref _slots[slot]))
            {
                paced.Tick(now, turns);
            }
        }

        public void LeaveOut(int turns)
        {
            for (var i = 0; i < period; i++)
            {
                _leftOut[i] += turns;
            }
        }
    }
}

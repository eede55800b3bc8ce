namespace ContactCenter.Channels.Voice.Lines;

/// <summary>The lines of one trunk: how many there are, who has one and who waits. Thread-safe.</summary>
/// <param name="limit">Calls at once.</param>
/// <param name="waiting">Calls that may wait for a line beyond it.</param>
internal sealed class LineLimit(int limit, int waiting = 0)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Line> _waiting = [];
    private int _limit = limit;
    private int _inUse;

    /// <summary>Calls at once. Below what is in use nothing is cut off: the next calls wait or are refused.</summary>
    public int Limit
    {
        get
        {
            lock (_lock)
            {
                return _limit;
            }
        }

        set
        {
            lock (_lock)
            {
                _limit = value;
                Admit();
            }
        }
    }

    public int InUse
    {
        get
        {
            lock (_lock)
            {
                return _inUse;
            }
        }
    }

    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count;
            }
        }
    }

    public bool HasFree
    {
        get
        {
            lock (_lock)
            {
                return _inUse < _limit;
            }
        }
    }

    /// <summary>Takes a line; null when none is free. Those that wait come first.</summary>
    public Line? TryTake()
    {
        lock (_lock)
        {
            if (_inUse >= _limit)
            {
                return null;
            }

            var line = new Line(this);
            Grant(line);
            return line;
        }
    }

    /// <summary>Takes a line whatever the limit, for a call for help.</summary>
    public Line TakeBeyond()
    {
        lock (_lock)
        {
            var line = new Line(this);
            Grant(line);
            return line;
        }
    }

    /// <summary>Takes a line, or a place among those that wait for one; null when there is neither.</summary>
    public Line? TryTakeOrWait()
    {
        lock (_lock)
        {
            if (TryTake() is { } line)
            {
                return line;
            }

            if (_waiting.Count >= waiting)
            {
                return null;
            }

            line = new Line(this);
            _waiting.AddLast(line);
            return line;
        }
    }

    internal void Release(Line line)
    {
        lock (_lock)
        {
            if (line.HasLine)
            {
                _inUse--;
                Admit();
            }
            else
            {
                _waiting.Remove(line);
            }
        }
    }

    private void Admit()
    {
        while (_inUse < _limit && _waiting.First is { } first)
        {
            _waiting.RemoveFirst();
            Grant(first.Value);
        }
    }

    private void Grant(Line line)
    {
        _inUse++;
        line.Grant();
    }
}

/// <summary>A line, or a place among those that wait for one. Disposing gives it back, once. Thread-safe.</summary>
internal sealed class Line(LineLimit limit) : IDisposable
{
    private readonly TaskCompletionSource _granted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isReleased;

    /// <summary>Whether it has a line, and does not wait for one.</summary>
    public bool HasLine => _granted.Task.IsCompleted;

    /// <summary>Completes when it has one; never, when it was given back before.</summary>
    public Task Granted => _granted.Task;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isReleased, 1) == 0)
        {
            limit.Release(this);
        }
    }

    internal void Grant() => _granted.TrySetResult();
}

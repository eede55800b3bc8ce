using System.Threading.Channels;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Storage;

namespace ContactCenter.Projections;

/// <summary>
/// When runs of scripts want to be woken, perhaps in weeks. In memory are the times that are near; the others are rows in the order of their time, read when it comes
/// near. Folded, read ahead and saved by one thread; what is due is taken by another.
/// </summary>
/// <param name="runs">Folded after: knows what a run waited for before its step.</param>
/// <param name="steps">Reads steps.</param>
internal sealed class RunTimers(ScriptIndex runs, ScriptSteps steps) : IProjection
{
    private const string View = "run-timers";

    /// <summary>How far ahead times are in memory.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(1);

    /// <summary>How many are read at once, unless more are due in the same millisecond: what falls due together with a million others is read piece by piece.</summary>
    private const int MostAtOnce = 10_000;

    private readonly Dictionary<Guid, long?> _changed = []; // not saved yet; null: none any more
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, long> _near = []; // with _waiting: under the gate
    private readonly SortedSet<(long At, Guid Run)> _waiting = [];
    private readonly Channel<bool> _rung = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private long _until = long.MinValue; // what is due before it is in memory

    public IReadOnlyList<string> Views => [View];

    /// <summary>Says that it is time to look.</summary>
    public ChannelReader<bool> Rung => _rung.Reader;

    /// <summary>The times in memory.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _near.Count;
            }
        }
    }

    /// <summary>When the next one that is in memory is due; null when none is.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(_waiting.Min.At);
            }
        }
    }

    /// <summary>Takes what is due, earliest first. What is taken is given out once, unless it is put back.</summary>
    public IReadOnlyList<(Guid Run, DateTimeOffset Due)> TakeDue(DateTimeOffset now, int atMost)
    {
        var due = new List<(Guid, DateTimeOffset)>();
        lock (_gate)
        {
            while (due.Count < atMost && _waiting.Count > 0 && _waiting.Min is var first && first.At <= now.ToUnixTimeMilliseconds())
            {
                _waiting.Remove(first);
                if (_near.TryGetValue(first.Run, out var at))
                {
                    due.Add((first.Run, DateTimeOffset.FromUnixTimeMilliseconds(at)));
                }
            }
        }

        return due;
    }

    /// <summary>Could not be delivered: due again at <paramref name="at"/>.</summary>
    public void PutBack(Guid run, DateTimeOffset at)
    {
        lock (_gate)
        {
            _waiting.Add((at.ToUnixTimeMilliseconds(), run));
        }

        _rung.Writer.TryWrite(true);
    }

    public ValueTask LoadAsync(IViewStore store, CancellationToken cancellationToken) => ValueTask.CompletedTask; // a start does not grow with the runs that wait

    /// <summary>Reads what comes near, and rings when something is due, also when the clock was set. Called by who folds.</summary>
    public async ValueTask LookAheadAsync(IViewStore store, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (_until < Milliseconds(now + (Ahead / 2)) && Count < MostAtOnce / 2)
        {
            await ReadAsync(store, Milliseconds(now + Ahead), cancellationToken).ConfigureAwait(false);
        }

        if (NextDue <= now)
        {
            _rung.Writer.TryWrite(true);
        }
    }

    public void Fold(CommittedEntry committed)
    {
        if (committed.Entry.Kind != ScriptKinds.Stepped)
        {
            return;
        }

        var step = steps.Of(committed.Entry);
        var due = step.Due is { } at ? Milliseconds(at) : default(long?);
        if (due != (runs.Find(step.Run)?.Due is { } before ? Milliseconds(before) : default(long?)))
        {
            Set(step.Run, due);
        }
    }

    public void Collect(List<ViewRow> put, List<(string View, string Key)> remove)
    {
        foreach (var (run, due) in _changed)
        {
            if (due is { } at)
            {
                put.Add(new ViewRow(View, Key(run), "", at, default));
            }
            else
            {
                remove.Add((View, Key(run)));
            }
        }

        _changed.Clear();
    }

    public void Saved()
    {
        // What is far away was never kept.
    }

    private static string Key(Guid run) => run.ToString("N");

    /// <summary>The first whole millisecond at which it is due.</summary>
    private static long Milliseconds(DateTimeOffset due) => (due.UtcTicks - DateTimeOffset.UnixEpoch.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;

    private void Set(Guid run, long? due)
    {
        _changed[run] = due;
        lock (_gate)
        {
            if (_near.Remove(run, out var before))
            {
                _waiting.Remove((before, run));
            }
        }

        if (due < _until)
        {
            Wait(run, due.Value);
            _rung.Writer.TryWrite(true);
        }
    }

    private void Wait(Guid run, long due)
    {
        lock (_gate)
        {
            _near[run] = due;
            _waiting.Add((due, run));
        }
    }

    /// <summary>Reads on from where reading stopped: what is saved, and what is not saved yet.</summary>
    private async ValueTask ReadAsync(IViewStore store, long until, CancellationToken cancellationToken)
    {
        var (from, count, last) = (_until, 0, long.MinValue);
        var query = new ViewQuery(View) { Group = "", From = from == long.MinValue ? null : from, To = until };
        await foreach (var row in store.ListAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (count >= MostAtOnce && row.Order > last)
            {
                until = row.Order;
                break;
            }

            (count, last) = (count + 1, row.Order);
            var run = Guid.ParseExact(row.Key, "N");
            if (!_changed.ContainsKey(run))
            {
                Wait(run, row.Order);
            }
        }

        foreach (var (run, due) in _changed)
        {
            if (due >= from && due < until)
            {
                Wait(run, due.Value);
            }
        }

        _until = until;
    }
}

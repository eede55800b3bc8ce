using System.Threading.Channels;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Storage;

namespace ContactCenter.Projections;

/// <summary>
/// When interactions want to be woken. The machine owns the time; this only knows the next one. Folded by one thread; the timers
/// that are due are taken by another.
/// </summary>
internal sealed class TimerIndex : IProjection
{
    private readonly RowTable<TimerRow> _rows = new(
        "timers", RowJson.Default.TimerRow, static _ => "", static r => r.Due.ToUnixTimeMilliseconds(), static _ => false);

    private readonly Dictionary<InteractionId, List<TimerId>> _ofInteraction = [];
    private readonly Lock _gate = new();
    private readonly SortedSet<(DateTimeOffset At, Guid Timer)> _waiting = [];
    private readonly Channel<bool> _changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public IReadOnlyList<string> Views => [_rows.View];

    public string Shape => "timers.3"; // 3: those of script runs are on their own

    /// <summary>Says that the next time may have changed.</summary>
    public ChannelReader<bool> Changed => _changed.Reader;

    /// <summary>The timers that are on.</summary>
    public int Count => _rows.Count;

    /// <summary>When the next one is due; null when none is.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count == 0 ? null : _waiting.Min.At;
            }
        }
    }

    /// <summary>Takes what is due, earliest first. What is taken is given out once, unless it is put back.</summary>
    public IReadOnlyList<TimerRow> TakeDue(DateTimeOffset now, int atMost)
    {
        var due = new List<TimerRow>();
        lock (_gate)
        {
            while (due.Count < atMost && _waiting.Count > 0 && _waiting.Min is var first && first.At <= now)
            {
                _waiting.Remove(first);
                if (_rows.Find(Key(new TimerId(first.Timer))) is { } row)
                {
                    due.Add(row);
                }
            }
        }

        return due;
    }

    /// <summary>Could not be delivered: due again at <paramref name="at"/>.</summary>
    public void PutBack(TimerRow row, DateTimeOffset at)
    {
        lock (_gate)
        {
            _waiting.Add((at, row.Id.Value));
        }

        _changed.Writer.TryWrite(true);
    }

    public async ValueTask LoadAsync(IViewStore store, CancellationToken cancellationToken)
    {
        await _rows.LoadAsync(store, null, cancellationToken).ConfigureAwait(false);
        foreach (var row in _rows.Rows)
        {
            Wait(row);
        }
    }

    public void Fold(CommittedEntry committed)
    {
        var entry = committed.Entry;
        if (committed.Machine.Kind != "interaction" || entry.Kind is not ("timer.set" or "timer.cancelled" or "timer.fired" or "interaction.closed"))
        {
            return;
        }

        var interaction = entry.Links.Interaction.GetValueOrDefault();
        switch (InteractionCodec.Read(entry))
        {
            case InteractionEvent.TimerSet set:
                Remove(set.Timer);
                var row = new TimerRow(set.Timer, interaction, set.Name, set.Due, entry.TraceParent);
                _rows.Put(Key(set.Timer), row);
                Wait(row);
                _changed.Writer.TryWrite(true);
                break;
            case InteractionEvent.TimerCancelled cancelled:
                Remove(cancelled.Timer);
                break;
            case InteractionEvent.TimerFired fired:
                Remove(fired.Timer);
                break;
            case InteractionEvent.InteractionClosed when _ofInteraction.TryGetValue(interaction, out var timers):
                timers.ToList().ForEach(Remove);
                break;
        }
    }

    public void Collect(List<ViewRow> put, List<(string View, string Key)> remove) => _rows.Collect(put, remove);

    public void Saved() => _rows.Saved();

    private static string Key(TimerId id) => id.Value.ToString("N");

    private void Wait(TimerRow row)
    {
        if (!_ofInteraction.TryGetValue(row.Interaction, out var timers))
        {
            _ofInteraction[row.Interaction] = timers = new List<TimerId>(1);
        }

        timers.Add(row.Id);
        lock (_gate)
        {
            _waiting.Add((row.Due, row.Id.Value));
        }
    }

    private void Remove(TimerId id)
    {
        if (_rows.Find(Key(id)) is not { } row)
        {
            return;
        }

        _rows.Remove(Key(id));
        lock (_gate)
        {
            _waiting.Remove((row.Due, id.Value));
        }

        if (_ofInteraction.TryGetValue(row.Interaction, out var timers) && timers.Remove(id) && timers.Count == 0)
        {
            _ofInteraction.Remove(row.Interaction);
        }
    }
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Journal;

namespace ContactCenter.Tenants;

/// <summary>Tells those who look at sessions that something changed there, and how the session stands. Thread-safe.</summary>
internal sealed class SessionWatchers(TenantRuntime tenant, TimeProvider time)
{
    /// <summary>How old the places in the queues may be: computing them walks everything that waits.</summary>
    private static readonly TimeSpan PlacesFor = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<SessionId, ImmutableArray<ChannelWriter<bool>>> _watchers = new();
    private readonly QueuePace _pace = new(time);
    private volatile IReadOnlyDictionary<WorkItemId, int> _places = ImmutableDictionary<WorkItemId, int>.Empty;
    private long _placedAt = long.MinValue;
    private int _placing;

    /// <summary>Asks to be told of changes until disposed.</summary>
    public IDisposable Watch(SessionId session, ChannelWriter<bool> changes)
    {
        _watchers.AddOrUpdate(session, static (_, c) => [c], static (_, known, c) => known.Add(c), changes);
        return new Watching(this, session, changes);
    }

    /// <summary>An entry has been folded. Called in the log's order.</summary>
    public void Publish(CommittedEntry committed)
    {
        var entry = committed.Entry;
        _pace.Note(entry);
        if (_watchers.IsEmpty || committed.Machine.Kind is not ("interaction" or "router") || entry.Links.Interaction is not { } id || tenant.Views.Interactions.Find(id) is not { } row)
        {
            return;
        }

        foreach (var session in row.Sessions)
        {
            foreach (var changes in _watchers.GetValueOrDefault(session, []))
            {
                changes.TryWrite(true);
            }
        }
    }

    /// <summary>How the session stands; null when that cannot be told at this moment.</summary>
    public async ValueTask<SessionStatus?> StatusAsync(SessionId session, CustomerId customer, CancellationToken cancellationToken)
    {
        var (views, store) = (tenant.Views.Interactions, tenant.Storage.Views);
        if (await views.OfSessionAsync(store, session, customer, cancellationToken).ConfigureAwait(false) is not { } id
            || await views.FindOpenAsync(store, id, cancellationToken).ConfigureAwait(false) is not { } row)
        {
            return new SessionStatus(SessionPhase.Idle, null, null, "");
        }

        if (row.Status != InteractionStatus.Waiting)
        {
            return new SessionStatus(
                row.Status switch
                {
                    InteractionStatus.Assigned => SessionPhase.Served,
                    InteractionStatus.WrapUp => SessionPhase.Ended,
                    InteractionStatus.Answered => SessionPhase.Answered,
                    _ => SessionPhase.Idle,
                },
                null,
                null,
                row.Status == InteractionStatus.Assigned ? tenant.NameOf(row.Agent) : "");
        }

        var places = await PlacesAsync(cancellationToken).ConfigureAwait(false);
        int? place = row.Work is { } work && places.TryGetValue(work, out var at) ? at : null;
        return new SessionStatus(SessionPhase.Waiting, place, place is { } p && row.Queue is { } queue ? _pace.Expect(queue, p) : null, "");
    }

    private async ValueTask<IReadOnlyDictionary<WorkItemId, int>> PlacesAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _placing, 1) != 0)
        {
            return _places; // somebody is asking already; the next look has what comes of it
        }

        try
        {
            if (_placedAt == long.MinValue || time.GetElapsedTime(_placedAt) >= PlacesFor)
            {
                _places = await tenant.Router.ReadAsync(static s => s.Places(), cancellationToken).ConfigureAwait(false);
                _placedAt = time.GetTimestamp();
            }

            return _places;
        }
        catch (LogUnavailableException)
        {
            return ImmutableDictionary<WorkItemId, int>.Empty; // being built again
        }
        finally
        {
            Volatile.Write(ref _placing, 0);
        }
    }

    private void Forget(SessionId session, ChannelWriter<bool> changes)
    {
        while (_watchers.TryGetValue(session, out var known))
        {
            var rest = known.Remove(changes);
            if (rest.IsEmpty ? _watchers.TryRemove(KeyValuePair.Create(session, known)) : _watchers.TryUpdate(session, rest, known))
            {
                return;
            }
        }
    }

    private sealed class Watching(SessionWatchers all, SessionId session, ChannelWriter<bool> changes) : IDisposable
    {
        public void Dispose() => all.Forget(session, changes);
    }
}

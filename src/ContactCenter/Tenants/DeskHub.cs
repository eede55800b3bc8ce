using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Projections;

namespace ContactCenter.Tenants;

/// <summary>
/// Tells desktops what happens, as it becomes durable. A supervisor hears everything; an agent hears what is the agent's own, and of the
/// rest only that something changed, twice a second at most. A slow desktop misses events and is told to ask again; it slows down
/// nobody. Thread-safe.
/// </summary>
/// <param name="interactions">Who has which interaction, folded before an event is published.</param>
/// <param name="time">The time.</param>
internal sealed class DeskHub(InteractionIndex interactions, TimeProvider time) : IDisposable
{
    /// <summary>How long what happens to others is collected: as fresh as a list needs to be, and nothing an agent with a hundred colleagues pays for.</summary>
    public static readonly TimeSpan OthersEvery = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<DeskSubscriber, byte> _subscribers = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<DeskEventKind, DeskEvent> _others = [];
    private ITimer? _timer;
    private volatile bool _isComplete;

    public int Count => _subscribers.Count;

    public void Publish(CommittedEntry committed)
    {
        if (!_subscribers.IsEmpty && DeskEvents.Of(committed) is { } e && Tell(e))
        {
            Collect(e);
        }
    }

    /// <summary>Tells whom it concerns of something that is not kept.</summary>
    public void Publish(DeskEvent passing) => Tell(passing);

    /// <summary>Ends every subscription: the tenant stops, and desktops ask for the next one.</summary>
    public void Complete()
    {
        _isComplete = true;
        foreach (var (subscriber, _) in _subscribers)
        {
            subscriber.Complete();
        }
    }

    /// <summary>What happens from now on. Begins with <paramref name="first"/>, given out when nothing can be missed any more.</summary>
    /// <param name="agent">Whose own events these are; null for somebody who hears everything.</param>
    /// <param name="first">The first event.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<DeskEvent> WatchAsync(AgentId? agent, DeskEvent first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var subscriber = new DeskSubscriber(agent);
        _subscribers[subscriber] = 0;
        try
        {
            if (_isComplete)
            {
                yield break;
            }

            yield return first;
            await foreach (var e in subscriber.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return e;
            }
        }
        finally
        {
            _subscribers.TryRemove(subscriber, out _);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _timer?.Dispose();
        }
    }

    /// <summary>Tells whom an event concerns; true when there are others.</summary>
    private bool Tell(DeskEvent e)
    {
        var owner = e.Interaction is { } id ? interactions.Find(id)?.Agent : null;
        var isOthers = false;
        foreach (var (subscriber, _) in _subscribers)
        {
            if (subscriber.Agent is not { } me || e.Agent == me || owner == me || e.Kind == DeskEventKind.Configuration)
            {
                subscriber.Offer(e);
            }
            else
            {
                isOthers = true;
            }
        }

        return isOthers;
    }

    private void Collect(DeskEvent e)
    {
        var kind = DeskEvents.KindForOthers(e);
        lock (_gate)
        {
            if (_others.Count == 0)
            {
                _timer ??= time.CreateTimer(static me => ((DeskHub)me!).TellOthers(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _timer.Change(OthersEvery, Timeout.InfiniteTimeSpan);
            }

            _others[kind] = new DeskEvent(kind, e.Position, e.Time);
        }
    }

    private void TellOthers()
    {
        List<DeskEvent> changed;
        lock (_gate)
        {
            changed = [.. _others.Values.OrderBy(static e => e.Position)];
            _others.Clear();
        }

        foreach (var (subscriber, _) in _subscribers.Where(static s => s.Key.Agent is not null))
        {
            changed.ForEach(subscriber.Offer);
        }
    }
}

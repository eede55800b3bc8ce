using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ContactCenter.Desk;
using ContactCenter.Journal;

namespace ContactCenter.Tenants;

/// <summary>Tells desktops what happens, as it becomes durable. A slow desktop misses events and is told to ask again; it slows down nobody. Thread-safe.</summary>
internal sealed class DeskHub
{
    /// <summary>Events that may wait for one desktop: some seconds of a busy center.</summary>
    private const int MaxWaiting = 1_000;

    private readonly ConcurrentDictionary<Subscriber, byte> _subscribers = new();
    private volatile bool _isComplete;

    public int Count => _subscribers.Count;

    public void Publish(CommittedEntry committed)
    {
        if (!_subscribers.IsEmpty && ToEvent(committed) is { } e)
        {
            Publish(e);
        }
    }

    /// <summary>Tells of something that is not kept.</summary>
    public void Publish(DeskEvent e)
    {
        foreach (var (subscriber, _) in _subscribers)
        {
            subscriber.Offer(e);
        }
    }

    /// <summary>Ends every subscription: the tenant stops, and desktops ask for the next one.</summary>
    public void Complete()
    {
        _isComplete = true;
        foreach (var (subscriber, _) in _subscribers)
        {
            subscriber.Events.Writer.TryComplete();
        }
    }

    /// <summary>What happens from now on. Begins with <paramref name="first"/>, given out when nothing can be missed any more.</summary>
    public async IAsyncEnumerable<DeskEvent> WatchAsync(DeskEvent first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var subscriber = new Subscriber();
        _subscribers[subscriber] = 0;
        try
        {
            if (_isComplete)
            {
                yield break;
            }

            yield return first;
            while (await subscriber.Events.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                while (subscriber.Events.Reader.TryRead(out var e))
                {
                    yield return subscriber.TakeMissed() ? e with { Kind = DeskEventKind.Resync } : e;
                }
            }
        }
        finally
        {
            _subscribers.TryRemove(subscriber, out _);
        }
    }

    private static DeskEvent? ToEvent(CommittedEntry committed)
    {
        var entry = committed.Entry;
        DeskEventKind? kind = entry.Kind switch
        {
            "offer.made" or "offer.accepted" or "offer.declined" or "offer.expired" or "offer.revoked" => DeskEventKind.Offer,
            "message.unknown" or "message.failed" or "command.faulted" or Projections.AttentionIndex.ResolvedKind => DeskEventKind.Attention,
            _ when entry.Kind.StartsWith("agent.", StringComparison.Ordinal) && committed.Machine.Kind == "router" => DeskEventKind.Presence,
            _ when entry.Kind.StartsWith("queue.", StringComparison.Ordinal) || entry.Kind is "work.queued" or "work.withdrawn" => DeskEventKind.Queue,
            _ when entry.Links.Interaction is not null => DeskEventKind.Interaction,
            _ => null,
        };
        return kind is { } known
            ? new DeskEvent(known, committed.Position.Value, entry.Time) { Interaction = entry.Links.Interaction, Agent = entry.Links.Agent, Entry = entry.Kind }
            : null;
    }

    private sealed class Subscriber
    {
        private int _missed;

        public Channel<DeskEvent> Events { get; } = Channel.CreateBounded<DeskEvent>(
            new BoundedChannelOptions(MaxWaiting) { SingleReader = true });

        public void Offer(DeskEvent e)
        {
            if (!Events.Writer.TryWrite(e))
            {
                Interlocked.Exchange(ref _missed, 1);
            }
        }

        public bool TakeMissed() => Interlocked.Exchange(ref _missed, 0) == 1;
    }
}

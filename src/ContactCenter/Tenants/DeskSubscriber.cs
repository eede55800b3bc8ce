using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ContactCenter.Desk;

namespace ContactCenter.Tenants;

/// <summary>One desktop that watches, with the events that wait for it. Thread-safe.</summary>
/// <param name="agent">Whose own events it gets; null for somebody who hears everything.</param>
internal sealed class DeskSubscriber(AgentId? agent)
{
    /// <summary>Events that may wait for one desktop: some seconds of a busy center. What does not fit is missed, and the next event becomes a resync.</summary>
    private const int MaxWaiting = 1_000;

    private readonly Channel<DeskEvent> _events = Channel.CreateBounded<DeskEvent>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });
    private int _missed;

    public AgentId? Agent => agent;

    public void Offer(DeskEvent e)
    {
        if (!_events.Writer.TryWrite(e))
        {
            Interlocked.Exchange(ref _missed, 1);
        }
    }

    public void Complete() => _events.Writer.TryComplete();

    public async IAsyncEnumerable<DeskEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await _events.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            while (_events.Reader.TryRead(out var e))
            {
                yield return Interlocked.Exchange(ref _missed, 0) == 1 ? e with { Kind = DeskEventKind.Resync } : e;
            }
        }
    }
}

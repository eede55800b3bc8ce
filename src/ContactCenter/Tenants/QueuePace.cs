using System.Collections.Concurrent;
using ContactCenter.Journal;
using ContactCenter.Routing;

namespace ContactCenter.Tenants;

/// <summary>
/// How fast queues move, from the last assignments since this start. By Little's law (L = λW) who has n before him waits n over the
/// rate at which items are taken. Written by one thread, read by many.
/// </summary>
internal sealed class QueuePace(TimeProvider time)
{
    /// <summary>Fewer say nothing about a rate.</summary>
    private const int Fewest = 3;

    private const int Most = 20;

    private readonly ConcurrentDictionary<QueueId, DateTimeOffset[]> _taken = new();

    public void Note(Entry entry)
    {
        if (entry.Kind == "work.assigned" && RouterCodec.Read(entry) is RouterEvent.WorkAssigned { From: null, TakenUp: null } assigned)
        {
            var times = _taken.GetValueOrDefault(assigned.Queue, []);
            _taken[assigned.Queue] = [.. times.TakeLast(Most - 1), entry.Time];
        }
    }

    /// <summary>How long the item at <paramref name="place"/> will wait; null when too little is known.</summary>
    public TimeSpan? Expect(QueueId queue, int place) =>
        _taken.TryGetValue(queue, out var times) && times.Length >= Fewest && time.GetUtcNow() - times[0] is { Ticks: > 0 } span ? span / times.Length * place : null;
}

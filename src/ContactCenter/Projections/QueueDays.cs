using System.Globalization;
using ContactCenter.Journal;
using ContactCenter.Routing;
using ContactCenter.Storage;

namespace ContactCenter.Projections;

/// <summary>How many items of each queue reached an agent on each day (UTC), and how many within the target of that moment.</summary>
internal sealed class QueueDays(InteractionIndex interactions, ConfigIndex configuration) : IProjection
{
    private readonly RowTable<QueueDay> _rows = new(
        "queue-days", RowJson.Default.QueueDay, static r => r.Queue.Value, static r => long.Parse(r.Day, CultureInfo.InvariantCulture), static _ => false);

    public IReadOnlyList<string> Views => [_rows.View];

    public QueueDay Find(QueueId queue, DateTimeOffset at) => _rows.Find(Key(queue, at)) ?? new QueueDay(queue, Day(at), 0, 0);

    public ValueTask LoadAsync(IViewStore store, CancellationToken cancellationToken) => _rows.LoadAsync(store, null, cancellationToken);

    public void Fold(CommittedEntry committed)
    {
        var entry = committed.Entry;
        if (entry.Kind != "work.assigned" || entry.Links.Interaction is not { } id || interactions.Find(id)?.WaitingSince is not { } since)
        {
            return;
        }

        var e = (RouterEvent.WorkAssigned)RouterCodec.Read(entry);
        if (e is { From: null, TakenUp: null })
        {
            var day = Find(e.Queue, entry.Time);
            var inTarget = entry.Time - since <= configuration.TargetOf(e.Queue);
            _rows.Put(Key(e.Queue, entry.Time), day with { Answered = day.Answered + 1, InTarget = day.InTarget + (inTarget ? 1 : 0) });
        }
    }

    public void Collect(List<ViewRow> put, List<(string View, string Key)> remove) => _rows.Collect(put, remove);

    public void Saved() => _rows.Saved();

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Key(QueueId queue, DateTimeOffset at) => $"{queue}/{Day(at)}";
}

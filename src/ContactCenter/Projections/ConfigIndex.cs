using System.Text.Json;
using ContactCenter.Configuration;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Storage;

namespace ContactCenter.Projections;

/// <summary>
/// What is configured: each thing as the seeds or an administrator said last, and as the seeds said last, so that a start sees which seeds
/// have changed. And every change there was.
/// </summary>
internal sealed class ConfigIndex : IProjection
{
    private const string HistoryView = "config-history";

    private readonly RowTable<ConfiguredRow> _rows = new("config", RowJson.Default.ConfiguredRow, static _ => "", static _ => 0, static _ => false);
    private readonly RowTable<ConfiguredRow> _history = new(HistoryView, RowJson.Default.ConfiguredRow, static _ => "", static r => r.At.Value, static _ => true);

    private readonly Dictionary<string, TimeSpan> _targets = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Views => [_rows.View, HistoryView];

    public string Shape => "config+config-history.2";

    /// <summary>Everything configured, and what was removed.</summary>
    public IEnumerable<ConfiguredRow> Rows => _rows.Rows;

    /// <summary>How soon a queue's work is to reach an agent, as configured where the folding stands. For the folding thread.</summary>
    public TimeSpan TargetOf(QueueId queue) => _targets.GetValueOrDefault(ConfigurationKinds.Key(ConfigurationKinds.Queue, queue.Value));

    public async ValueTask LoadAsync(IViewStore store, CancellationToken cancellationToken)
    {
        await _rows.LoadAsync(store, null, cancellationToken).ConfigureAwait(false);
        foreach (var row in _rows.Rows)
        {
            Aim(row);
        }
    }

    public void Fold(CommittedEntry committed)
    {
        if (committed.Entry.Kind == CenterKinds.ConfigChanged)
        {
            var change = committed.Entry.Read(CenterJson.Default.ConfigChanged);
            var row = ConfiguredRow.Following(_rows.Find(change.Key), change, committed.Entry, committed.Position);
            _rows.Put(change.Key, row);
            Aim(row);
            _history.Put(committed.Position.Value.ToString("D20", System.Globalization.CultureInfo.InvariantCulture), row);
        }
    }

    /// <summary>The changes before a position, the newest first.</summary>
    public async ValueTask<IReadOnlyList<ConfiguredRow>> HistoryAsync(IViewStore store, LogPosition? before, int limit, CancellationToken cancellationToken)
    {
        var found = _history.Rows.Where(r => before is not { } end || r.At < end).ToDictionary(static r => r.At);
        await foreach (var row in store.ListAsync(new ViewQuery(HistoryView) { To = before?.Value, Descending = true, Limit = limit }, cancellationToken).ConfigureAwait(false))
        {
            var change = _history.Read(row);
            found.TryAdd(change.At, change);
        }

        return [.. found.Values.OrderByDescending(static r => r.At).Take(limit)];
    }

    public void Collect(List<ViewRow> put, List<(string View, string Key)> remove)
    {
        _rows.Collect(put, remove);
        _history.Collect(put, remove);
    }

    public void Saved()
    {
        _rows.Saved();
        _history.Saved();
    }

    private void Aim(ConfiguredRow row)
    {
        if (ConfigurationKinds.Parse(row.Key).Kind == ConfigurationKinds.Queue)
        {
            _targets[row.Key] = row.After is null ? TimeSpan.Zero : JsonSerializer.Deserialize(row.After, ConfigurationJson.Default.QueueOptions)!.ServiceLevelWithin;
        }
    }
}

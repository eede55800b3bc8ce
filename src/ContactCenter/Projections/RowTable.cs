using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ContactCenter.Storage;

namespace ContactCenter.Projections;

/// <summary>
/// The rows of one view: those that are still going on, and those changed but not saved yet, in memory; the others in the
/// store. Written by the folding thread, read by any.
/// </summary>
/// <param name="view">The view's name.</param>
/// <param name="type">How a row is written.</param>
/// <param name="group">A row's group.</param>
/// <param name="order">A row's order.</param>
/// <param name="isOver">Whether a row can leave the memory once it is saved.</param>
internal sealed class RowTable<T>(string view, JsonTypeInfo<T> type, Func<T, string> group, Func<T, long> order, Func<T, bool> isOver)
    where T : class
{
    private readonly ConcurrentDictionary<string, T> _rows = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _removed = new(StringComparer.Ordinal);
    private List<string> _collected = [];

    public string View => view;

    /// <summary>The rows in memory: everything that is still going on, and perhaps some that is over.</summary>
    public IEnumerable<T> Rows => _rows.Select(r => r.Value);

    public int Count => _rows.Count;

    public T? Find(string key) => _rows.GetValueOrDefault(key);

    public async ValueTask<T?> FindAsync(IViewStore store, string key, CancellationToken cancellationToken) =>
        Find(key) ?? (await store.FindAsync(view, key, cancellationToken).ConfigureAwait(false) is { } row ? Read(row) : null);

    /// <summary>Reads back the rows of one group, or all: what a start takes must not grow with what is over.</summary>
    public async ValueTask LoadAsync(IViewStore store, string? ofGroup, CancellationToken cancellationToken)
    {
        await foreach (var row in store.ListAsync(new ViewQuery(view) { Group = ofGroup }, cancellationToken).ConfigureAwait(false))
        {
            _rows[row.Key] = Read(row);
        }
    }

    public void Put(string key, T row)
    {
        _rows[key] = row;
        _changed.Add(key);
        _removed.Remove(key);
    }

    public void Remove(string key)
    {
        _rows.TryRemove(key, out _);
        _changed.Remove(key);
        _removed.Add(key);
    }

    public void Collect(List<ViewRow> put, List<(string View, string Key)> remove)
    {
        _collected = [.. _changed];
        foreach (var key in _collected)
        {
            var row = _rows[key];
            put.Add(new ViewRow(view, key, group(row), order(row), JsonSerializer.SerializeToUtf8Bytes(row, type)));
        }

        remove.AddRange(_removed.Select(key => (view, key)));
        _changed.Clear();
        _removed.Clear();
    }

    public void Saved()
    {
        foreach (var key in _collected)
        {
            if (!_changed.Contains(key) && _rows.TryGetValue(key, out var row) && isOver(row))
            {
                _rows.TryRemove(key, out _);
            }
        }

        _collected = [];
    }

    public T Read(ViewRow row) => JsonSerializer.Deserialize(row.Document.Span, type)!;
}

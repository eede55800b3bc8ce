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
/// <param name="quiet">The rows that go on but may leave the memory, too, until something happens to them; null for none.</param>
internal sealed class RowTable<T>(string view, JsonTypeInfo<T> type, Func<T, string> group, Func<T, long> order, Func<T, bool> isOver, QuietRows<T>? quiet = null)
    where T : class
{
    private readonly ConcurrentDictionary<string, T> _rows = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _removed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _stored = new(StringComparer.Ordinal); // of the rows in memory, where quiet ones have a view of their own: whether they are saved there
    private List<string> _collected = [];

    public string View => view;

    /// <summary>The rows in memory: everything that is still going on and not quiet, and perhaps some of the others.</summary>
    public IEnumerable<T> Rows => _rows.Select(r => r.Value);

    public int Count => _rows.Count;

    public T? Find(string key) => _rows.GetValueOrDefault(key);

    public async ValueTask<T?> FindAsync(IViewStore store, string key, CancellationToken cancellationToken) =>
        Find(key)
        ?? await FindQuietAsync(store, key, cancellationToken).ConfigureAwait(false)
        ?? (await store.FindAsync(view, key, cancellationToken).ConfigureAwait(false) is { } row ? Read(row) : Find(key)); // or it has become what it was not, meanwhile

    /// <summary>Reads back the rows of one group, or all: what a start takes must not grow with what is over.</summary>
    public async ValueTask LoadAsync(IViewStore store, string? ofGroup, CancellationToken cancellationToken)
    {
        await foreach (var row in store.ListAsync(new ViewQuery(view) { Group = ofGroup }, cancellationToken).ConfigureAwait(false))
        {
            _rows[row.Key] = Read(row);
            Remember(row.Key, isQuiet: false);
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
        _stored.Remove(key);
        _changed.Remove(key);
        _removed.Add(key);
    }

    /// <summary>A quiet row as it is saved; null when there is none, or it is in memory.</summary>
    public async ValueTask<T?> FindQuietAsync(IViewStore store, string key, CancellationToken cancellationToken) =>
        quiet is not null && !_rows.ContainsKey(key) && await store.FindAsync(quiet.View, key, cancellationToken).ConfigureAwait(false) is { } row ? Read(row) : null;

    /// <summary>The quiet rows that are saved, of a group or all; some may be in memory and have gone on.</summary>
    public async IAsyncEnumerable<(string Key, T Row)> QuietAsync(
        IViewStore store, string? ofGroup, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in store.ListAsync(new ViewQuery(quiet!.View) { Group = ofGroup }, cancellationToken).ConfigureAwait(false))
        {
            yield return (row.Key, Read(row));
        }
    }

    /// <summary>Takes a quiet row back into memory; false when it is there. Of the folding thread alone.</summary>
    public bool TryAdopt(string key, T row)
    {
        if (_removed.Contains(key) || !_rows.TryAdd(key, row))
        {
            return false;
        }

        Remember(key, isQuiet: true);
        return true;
    }

    /// <summary>Lets quiet rows leave the memory, once they are saved as such; gives out which. Of the folding thread alone.</summary>
    public IEnumerable<T> Evict(Func<T, bool> mayLeave)
    {
        foreach (var (key, _) in _stored.Where(static one => one.Value).ToList())
        {
            if (!_changed.Contains(key) && _rows.TryGetValue(key, out var row) && quiet!.IsQuiet(row) && mayLeave(row))
            {
                _rows.TryRemove(key, out _);
                _stored.Remove(key);
                yield return row;
            }
        }
    }

    public void Collect(List<ViewRow> put, List<(string View, string Key)> remove)
    {
        _collected = [.. _changed];
        foreach (var key in _collected)
        {
            var row = _rows[key];
            var isQuiet = quiet?.IsQuiet(row) == true;
            if (_stored.TryGetValue(key, out var wasQuiet) && wasQuiet != isQuiet)
            {
                remove.Add((wasQuiet ? quiet!.View : view, key));
            }

            put.Add(new ViewRow(isQuiet ? quiet!.View : view, key, isQuiet ? quiet!.Group(row) : group(row), order(row), JsonSerializer.SerializeToUtf8Bytes(row, type)));
            Remember(key, isQuiet);
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
                _stored.Remove(key);
            }
        }

        _collected = [];
    }

    public T Read(ViewRow row) => JsonSerializer.Deserialize(row.Document.Span, type)!;

    private void Remember(string key, bool isQuiet)
    {
        if (quiet is not null)
        {
            _stored[key] = isQuiet;
        }
    }
}

/// <summary>Rows that go on, and to which nothing happens perhaps for weeks.</summary>
/// <param name="View">Where they are kept.</param>
/// <param name="IsQuiet">Whether a row is one of them.</param>
/// <param name="Group">By what they are found together.</param>
internal sealed record QuietRows<T>(string View, Func<T, bool> IsQuiet, Func<T, string> Group);

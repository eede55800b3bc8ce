using System.Runtime.CompilerServices;
using System.Text;
using ContactCenter.Journal;
using ContactCenter.Storage;

namespace ContactCenter.Testing;

/// <summary>Views in memory: a dictionary, sorted when asked. Thread-safe.</summary>
internal sealed class MemoryViewStore : IViewStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string View, string Key), ViewRow> _rows = [];
    private readonly Dictionary<string, LogPosition> _checkpoints = new(StringComparer.Ordinal);

    public ValueTask<LogPosition> CheckpointAsync(string projection, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_checkpoints.GetValueOrDefault(projection));
        }
    }

    public ValueTask CommitAsync(ViewCommit commit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(commit);
        lock (_gate)
        {
            foreach (var key in commit.Remove)
            {
                _rows.Remove(key);
            }

            foreach (var row in commit.Put)
            {
                _rows[(row.View, row.Key)] = row with { Document = row.Document.ToArray() };
            }

            _checkpoints[commit.Projection] = commit.Checkpoint;
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<ViewRow?> FindAsync(string view, string key, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_rows.GetValueOrDefault((view, key)));
        }
    }

    public async IAsyncEnumerable<ViewRow> ListAsync(ViewQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var row in List(query))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return row;
        }
    }

    public ValueTask ClearAsync(string projection, IReadOnlyList<string> views, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(views);
        lock (_gate)
        {
            _checkpoints.Remove(projection);
            foreach (var key in _rows.Keys.Where(k => views.Contains(k.View, StringComparer.Ordinal)).ToList())
            {
                _rows.Remove(key);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Loses everything, as a deleted file does.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _rows.Clear();
            _checkpoints.Clear();
        }
    }

    private List<ViewRow> List(ViewQuery query)
    {
        List<ViewRow> rows;
        lock (_gate)
        {
            rows = [.. _rows.Values.Where(r => r.View == query.View
                && (query.Group is null || r.Group == query.Group)
                && (query.From is null || r.Order >= query.From)
                && (query.To is null || r.Order < query.To))];
        }

        rows.Sort(Compare);
        if (query.Descending)
        {
            rows.Reverse();
        }

        return query.Limit < rows.Count ? rows.GetRange(0, Math.Max(0, query.Limit)) : rows;
    }

    private static int Compare(ViewRow left, ViewRow right) =>
        CompareText(left.Group, right.Group) is var byGroup and not 0 ? byGroup
        : left.Order.CompareTo(right.Order) is var byOrder and not 0 ? byOrder
        : CompareText(left.Key, right.Key);

    /// <summary>By code points, as databases that keep UTF-8 do.</summary>
    private static int CompareText(string left, string right) =>
        left == right ? 0 : Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));
}

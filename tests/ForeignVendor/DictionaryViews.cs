using System.Runtime.CompilerServices;
using System.Text;
using ContactCenter.Journal;
using ContactCenter.Storage;

namespace ForeignVendor;

/// <summary>A view store in a dictionary.</summary>
public sealed class DictionaryViews : IViewStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string View, string Key), ViewRow> _rows = [];
    private readonly Dictionary<string, LogPosition> _checkpoints = [];

    public ValueTask<LogPosition> CheckpointAsync(string projection, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_checkpoints.GetValueOrDefault(projection));
        }
    }

    public ValueTask CommitAsync(ViewCommit commit, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            foreach (var row in commit.Remove)
            {
                _rows.Remove(row);
            }

            foreach (var row in commit.Put)
            {
                _rows[(row.View, row.Key)] = row;
            }

            _checkpoints[commit.Projection] = commit.Checkpoint;
            return ValueTask.CompletedTask;
        }
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
        List<ViewRow> found;
        lock (_gate)
        {
            found = [.. _rows.Values.Where(r => r.View == query.View && (query.Group is null || r.Group == query.Group)
                && !(r.Order < query.From) && !(r.Order >= query.To))];
        }

        found.Sort(static (a, b) => (Compare(a.Group, b.Group), a.Order.CompareTo(b.Order), Compare(a.Key, b.Key)) switch
        {
            (not 0 and var group, _, _) => group,
            (_, not 0 and var order, _) => order,
            var (_, _, key) => key,
        });
        if (query.Descending)
        {
            found.Reverse();
        }

        foreach (var row in found.Take(query.Limit))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return row;
            await Task.CompletedTask;
        }
    }

    public ValueTask ClearAsync(string projection, IReadOnlyList<string> views, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            foreach (var key in _rows.Keys.Where(k => views.Contains(k.View)).ToList())
            {
                _rows.Remove(key);
            }

            _checkpoints.Remove(projection);
            return ValueTask.CompletedTask;
        }
    }

    private static int Compare(string a, string b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b));
}

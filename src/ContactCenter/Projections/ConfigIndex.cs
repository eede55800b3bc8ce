using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Storage;

namespace ContactCenter.Projections;

/// <summary>The seeds as they were applied last, so that a changed seed is seen and journaled with before and after.</summary>
internal sealed class ConfigIndex : IProjection
{
    private readonly RowTable<ConfigChanged> _rows = new(
        "config", CenterJson.Default.ConfigChanged, static _ => "", static _ => 0, static _ => false);

    public IReadOnlyList<string> Views => [_rows.View];

    /// <summary>The seed of <paramref name="key"/>, or null.</summary>
    public string? Find(string key) => _rows.Find(key)?.After;

    /// <summary>Every seed's key.</summary>
    public IEnumerable<string> Keys => _rows.Rows.Where(static r => r.After is not null).Select(static r => r.Key);

    public ValueTask LoadAsync(IViewStore store, CancellationToken cancellationToken) => _rows.LoadAsync(store, null, cancellationToken);

    public void Fold(CommittedEntry committed)
    {
        if (committed.Entry.Kind == CenterKinds.ConfigChanged)
        {
            var change = committed.Entry.Read(CenterJson.Default.ConfigChanged);
            _rows.Put(change.Key, change);
        }
    }

    public void Collect(List<ViewRow> put, List<(string View, string Key)> remove) => _rows.Collect(put, remove);

    public void Saved() => _rows.Saved();
}

using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Routing;
using ContactCenter.Storage;

namespace ContactCenter.Projections;

/// <summary>
/// Every kind and version of entry the log holds, and who wrote it first: so that a start knows without reading the log whether
/// a newer build has written to it.
/// </summary>
internal sealed class KindIndex : IProjection
{
    private readonly RowTable<KindRow> _rows = new("kinds", RowJson.Default.KindRow, static _ => "", static r => r.First.Value, static _ => false);

    /// <summary>Every kind this build can read.</summary>
    public static EntryKinds Known { get; } = CoreKinds.All.With(InteractionCodec.Kinds).With(RouterCodec.Kinds);

    public IReadOnlyList<string> Views => [_rows.View];

    /// <summary>The version of the product that started the tenant last, by the log; null when it does not say.</summary>
    private string? Product => _rows.Rows.Where(static r => r.Kind == CenterKinds.Started).MaxBy(static r => r.Version)?.Product;

    public ValueTask LoadAsync(IViewStore store, CancellationToken cancellationToken) => _rows.LoadAsync(store, null, cancellationToken);

    /// <exception cref="UnknownKindException">What was folded before, perhaps by a newer build, holds what this one cannot read.</exception>
    public void Check(LogId log)
    {
        if (_rows.Rows.Where(static r => !Known.Knows(r.Kind, r.Version)).MinBy(static r => r.First) is { } unknown)
        {
            throw new UnknownKindException(log, unknown);
        }
    }

    /// <exception cref="UnknownKindException">The next entry cannot be read.</exception>
    public void Check(LogId log, CommittedEntry next)
    {
        if (!Known.Knows(next.Entry.Kind, next.Entry.KindVersion))
        {
            throw new UnknownKindException(log, new KindRow(next.Entry.Kind, next.Entry.KindVersion, next.Position, Product));
        }
    }

    public void Fold(CommittedEntry committed)
    {
        var entry = committed.Entry;
        var key = $"{entry.Kind}/{entry.KindVersion}";
        var known = _rows.Find(key);
        var product = entry.Kind == CenterKinds.Started ? entry.Read(CenterJson.Default.CenterStarted).Product : known?.Product ?? Product;
        if (known is null || (entry.Kind == CenterKinds.Started && known.Product != product))
        {
            _rows.Put(key, new KindRow(entry.Kind, entry.KindVersion, known?.First ?? committed.Position, product));
        }
    }

    public void Collect(List<ViewRow> put, List<(string View, string Key)> remove) => _rows.Collect(put, remove);

    public void Saved() => _rows.Saved();
}

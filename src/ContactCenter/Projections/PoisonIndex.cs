using ContactCenter.Journal;
using ContactCenter.Storage;

namespace ContactCenter.Projections;

/// <summary>The entries a view could not take in, so that they are known until the views are built again. The first ones: whoever has more has one cause.</summary>
internal sealed class PoisonIndex : IProjection
{
    private const int MaxRows = 1_000;

    private readonly RowTable<PoisonRow> _rows = new("poison", RowJson.Default.PoisonRow, static _ => "", static r => r.Position.Value, static _ => false);

    public IReadOnlyList<string> Views => [_rows.View];

    public int Count => _rows.Count;

    /// <summary>The first of them; null when there is none.</summary>
    public PoisonRow? First => _rows.Rows.MinBy(static r => r.Position);

    public void Add(CommittedEntry committed, IProjection projection, Exception fault)
    {
        var view = projection.Views.Count > 0 ? projection.Views[0] : "";
        if (_rows.Count < MaxRows)
        {
            _rows.Put($"{committed.Position}/{view}", new PoisonRow(committed.Position, committed.Entry.Kind, view, fault.GetType().Name));
        }
    }

    public ValueTask LoadAsync(IViewStore store, CancellationToken cancellationToken) => _rows.LoadAsync(store, null, cancellationToken);

    public void Fold(CommittedEntry committed)
    {
    }

    public void Collect(List<ViewRow> put, List<(string View, string Key)> remove) => _rows.Collect(put, remove);

    public void Saved() => _rows.Saved();
}

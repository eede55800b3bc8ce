using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Storage;

namespace ContactCenter.Projections;

/// <summary>The blobs that entries name.</summary>
internal sealed class BlobIndex : IProjection
{
    private readonly RowTable<BlobRow> _rows = new("blobs", RowJson.Default.BlobRow, static _ => "", static r => r.At.Value, static _ => true);

    public IReadOnlyList<string> Views => [_rows.View];

    /// <summary>Another field that names blobs makes all views be derived again: what is not in them would be removed.</summary>
    public string Shape => "blobs.1:" + string.Join(',', BlobNames.Fields.Select(static f => $"{f.Key}/{f.Value}").Order(StringComparer.Ordinal));

    /// <summary>Whether an entry that has been folded names the blob.</summary>
    public async ValueTask<bool> IsNamedAsync(IViewStore store, BlobId blob, CancellationToken cancellationToken) =>
        await _rows.FindAsync(store, blob.Value, cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>They are looked up where they are saved; a start reads none.</summary>
    public ValueTask LoadAsync(IViewStore store, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public void Fold(CommittedEntry committed)
    {
        foreach (var blob in BlobNames.In(committed.Entry))
        {
            _rows.Put(blob.Value, new BlobRow(committed.Position));
        }
    }

    public void Collect(List<ViewRow> put, List<(string View, string Key)> remove) => _rows.Collect(put, remove);

    public void Saved() => _rows.Saved();
}

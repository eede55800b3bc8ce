using ContactCenter.Journal;
using ContactCenter.Storage;

namespace ContactCenter.Projections;

/// <summary>
/// Something derived from the log: folded entry by entry by one thread, read by many, saved from time to time with the
/// position it stands at. What it holds in memory is what is still going on; what is over lives in the view store.
/// </summary>
internal interface IProjection
{
    /// <summary>The views it keeps its rows in.</summary>
    IReadOnlyList<string> Views { get; }

    /// <summary>The form of its rows. One that begins to fold what it did not, or to write rows otherwise, changes it, and all views are derived again at the next start.</summary>
    string Shape => string.Join('+', Views) + ".1";

    /// <summary>Reads back what was saved.</summary>
    ValueTask LoadAsync(IViewStore store, CancellationToken cancellationToken);

    /// <summary>Takes in the next entry.</summary>
    void Fold(CommittedEntry committed);

    /// <summary>Adds what has changed since the last call.</summary>
    void Collect(List<ViewRow> put, List<(string View, string Key)> remove);

    /// <summary>What was collected is saved: what is over may be forgotten.</summary>
    void Saved();
}

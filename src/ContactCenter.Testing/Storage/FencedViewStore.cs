using ContactCenter.Journal;
using ContactCenter.Storage;

namespace ContactCenter.Testing;

/// <summary>Views as one opening sees them: after its crash, or the next opening, it writes no more, so that a process that is dead cannot spoil the next one's views.</summary>
internal sealed class FencedViewStore(MemoryViewStore store, Func<bool> isDead) : IViewStore
{
    public ValueTask<LogPosition> CheckpointAsync(string projection, CancellationToken cancellationToken = default) => store.CheckpointAsync(projection, cancellationToken);

    public ValueTask CommitAsync(ViewCommit commit, CancellationToken cancellationToken = default) =>
        isDead() ? throw Dead() : store.CommitAsync(commit, cancellationToken);

    public ValueTask<ViewRow?> FindAsync(string view, string key, CancellationToken cancellationToken = default) => store.FindAsync(view, key, cancellationToken);

    public IAsyncEnumerable<ViewRow> ListAsync(ViewQuery query, CancellationToken cancellationToken = default) => store.ListAsync(query, cancellationToken);

    public ValueTask ClearAsync(string projection, IReadOnlyList<string> views, CancellationToken cancellationToken = default) =>
        isDead() ? throw Dead() : store.ClearAsync(projection, views, cancellationToken);

    private static IOException Dead() => new("The storage was crashed, or opened again by another; open it again.");
}

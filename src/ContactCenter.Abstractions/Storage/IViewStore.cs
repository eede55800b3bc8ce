namespace ContactCenter.Storage;

/// <summary>
/// Rows derived from the log, with the checkpoint they stand at. May be lost: everything in it is rebuilt from the log.
/// Thread-safe; commits are taken one after another.
/// </summary>
public interface IViewStore
{
    /// <summary>The position the projection will read next; <see cref="Journal.LogPosition.Start"/> when it has read nothing.</summary>
    ValueTask<Journal.LogPosition> CheckpointAsync(string projection, CancellationToken cancellationToken = default);

    /// <summary>Applies all changes and moves the checkpoint, in one transaction.</summary>
    ValueTask CommitAsync(ViewCommit commit, CancellationToken cancellationToken = default);

    /// <summary>One row, or null.</summary>
    ValueTask<ViewRow?> FindAsync(string view, string key, CancellationToken cancellationToken = default);

    /// <summary>The rows of a view in their order.</summary>
    IAsyncEnumerable<ViewRow> ListAsync(ViewQuery query, CancellationToken cancellationToken = default);

    /// <summary>Removes every row of <paramref name="views"/> and the projection's checkpoint, so that it is built anew.</summary>
    ValueTask ClearAsync(string projection, IReadOnlyList<string> views, CancellationToken cancellationToken = default);
}

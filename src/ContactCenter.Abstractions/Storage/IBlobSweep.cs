namespace ContactCenter.Storage;

/// <summary>A blob store that can say what it holds and remove it, so that what no entry names is not kept for ever. Thread-safe.</summary>
public interface IBlobSweep
{
    /// <summary>The blobs stored before <paramref name="storedBefore"/>. One that comes or goes meanwhile may be listed or not.</summary>
    IAsyncEnumerable<BlobId> ListAsync(DateTimeOffset storedBefore, CancellationToken cancellationToken = default);

    /// <summary>Removes a blob, unless it was stored again at <paramref name="storedBefore"/> or later: storing the same content makes it young.</summary>
    /// <returns>Whether it was there and has been removed.</returns>
    /// <exception cref="Journal.LogUnavailableException">It cannot be removed.</exception>
    ValueTask<bool> RemoveAsync(BlobId blob, DateTimeOffset storedBefore, CancellationToken cancellationToken = default);
}

namespace ContactCenter.Storage;

/// <summary>
/// Files that grow while a call is on. What is in them is encrypted and authenticated before it comes here, so a store keeps bytes and promises only that they are
/// durable. A recording under way that its process left behind is found again by <see cref="ListUnfinishedAsync"/>. Thread-safe.
/// </summary>
public interface IRecordingStore
{
    /// <summary>Begins an empty file, durably. One writes to it at a time.</summary>
    /// <exception cref="InvalidOperationException">There is one by this name.</exception>
    /// <exception cref="Journal.LogUnavailableException">It cannot be written, such as on a full disk.</exception>
    ValueTask<IRecordingFile> CreateAsync(RecordingId recording, CancellationToken cancellationToken = default);

    /// <summary>
    /// What there is of a recording, also of one under way: a stream that can be read and sought in, and is as long as what had been appended when it was opened or longer. Null when
    /// there is none. The caller disposes it; one whose recording is removed meanwhile can be read on.
    /// </summary>
    ValueTask<Stream?> OpenAsync(RecordingId recording, CancellationToken cancellationToken = default);

    /// <summary>
    /// Ends a file that nobody writes to any more: cuts it to its first <paramref name="sizeBytes"/> bytes, at once and durably. Nothing happens when it has been ended before.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is none, or it is shorter.</exception>
    /// <exception cref="Journal.LogUnavailableException">It cannot be written; try again.</exception>
    ValueTask FinishAsync(RecordingId recording, long sizeBytes, CancellationToken cancellationToken = default);

    /// <summary>Removes a recording, ended or not, durably.</summary>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="Journal.LogUnavailableException">It cannot be removed; try again.</exception>
    ValueTask<bool> RemoveAsync(RecordingId recording, CancellationToken cancellationToken = default);

    /// <summary>The recordings that have not been ended. One that comes or goes meanwhile may be listed or not.</summary>
    IAsyncEnumerable<RecordingId> ListUnfinishedAsync(CancellationToken cancellationToken = default);
}

/// <summary>A file of a recording under way. Disposing lets go of it and ends nothing. For one caller at a time.</summary>
public interface IRecordingFile : IAsyncDisposable
{
    /// <summary>
    /// Adds to the end, durable on return. When it fails, any part of <paramref name="bytes"/> may stand at the end, and nothing may be appended any more:
    /// <see cref="IRecordingStore.FinishAsync"/> cuts it off.
    /// </summary>
    /// <exception cref="Journal.LogUnavailableException">It cannot be written, such as on a full disk.</exception>
    ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default);
}

namespace ContactCenter.Storage;

/// <summary>Attachments, fax pages: encrypted under their subject's key, synced to disk before the entry that names them. Thread-safe.</summary>
public interface IBlobStore
{
    /// <summary>Stores a blob, durable on return. The same content of the same subject is stored once.</summary>
    /// <param name="subject">Whose data it is.</param>
    /// <param name="content">Read to its end.</param>
    /// <param name="maxSizeBytes">More than this is refused.</param>
    /// <param name="cancellationToken">Cancelling leaves nothing behind.</param>
    /// <exception cref="InvalidDataException">The content is larger than allowed.</exception>
    ValueTask<BlobId> PutAsync(SubjectId subject, Stream content, long maxSizeBytes, CancellationToken cancellationToken = default);

    /// <summary>The content, or null when it is gone or its subject has been erased. The caller disposes the stream.</summary>
    /// <exception cref="InvalidDataException">It has been altered, or is another subject's.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The key it is encrypted under is damaged.</exception>
    ValueTask<Stream?> OpenAsync(SubjectId subject, BlobId blob, CancellationToken cancellationToken = default);
}

namespace ContactCenter.Storage;

/// <summary>The subjects' encryption keys, apart from the log so that a key can be destroyed. Thread-safe.</summary>
public interface IKeyStore
{
    /// <summary>
    /// The key to seal with for the subject, made and durable on return. A subject whose own key is damaged has a stand-in with a key of its own, so that what is said now is kept all the same:
    /// it belongs to the subject, and is erased with it.
    /// </summary>
    /// <exception cref="Journal.SubjectErasedException">The subject has been erased.</exception>
    ValueTask<SubjectKey> GetOrCreateAsync(SubjectId subject, CancellationToken cancellationToken = default);

    /// <summary>The key of exactly this subject, who may be another one's stand-in; null when there is none or it has been destroyed. The memory belongs to the store: do not write to it or keep it.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It is damaged.</exception>
    ValueTask<ReadOnlyMemory<byte>?> FindAsync(SubjectId subject, CancellationToken cancellationToken = default);
}

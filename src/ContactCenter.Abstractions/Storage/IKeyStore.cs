namespace ContactCenter.Storage;

/// <summary>The subjects' encryption keys, apart from the log so that a key can be destroyed. Thread-safe.</summary>
public interface IKeyStore
{
    /// <summary>The subject's 32-byte key, made and durable on return. The memory belongs to the store: do not write to it or keep it.</summary>
    /// <exception cref="Journal.SubjectErasedException">The subject has been erased.</exception>
    ValueTask<ReadOnlyMemory<byte>> GetOrCreateAsync(SubjectId subject, CancellationToken cancellationToken = default);

    /// <summary>The subject's key, or null when there is none or it has been destroyed.</summary>
    ValueTask<ReadOnlyMemory<byte>?> FindAsync(SubjectId subject, CancellationToken cancellationToken = default);
}

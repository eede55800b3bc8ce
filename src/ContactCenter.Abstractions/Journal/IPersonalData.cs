namespace ContactCenter.Journal;

/// <summary>Seals personal texts under their subject's key, and opens them for those who may read them. Thread-safe.</summary>
public interface IPersonalData
{
    /// <summary>
    /// Encrypts <paramref name="text"/> for <paramref name="entry"/>. The key is made, durably, where the subject has none. Where the subject's own cannot be read the field names the subject's
    /// stand-in, whose key it is sealed under (<see cref="Storage.SubjectKey"/>).
    /// </summary>
    /// <exception cref="SubjectErasedException">The subject has been erased.</exception>
    ValueTask<SealedField> SealAsync(EntryId entry, SubjectId subject, string name, string text, CancellationToken cancellationToken = default);

    /// <summary>The text, or null when the subject's key has been destroyed.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The key is damaged, or the ciphertext.</exception>
    ValueTask<string?> RevealAsync(EntryId entry, SealedField field, CancellationToken cancellationToken = default);
}

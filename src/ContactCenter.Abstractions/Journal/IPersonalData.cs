namespace ContactCenter.Journal;

/// <summary>Seals personal texts under their subject's key, and opens them for those who may read them. Thread-safe.</summary>
public interface IPersonalData
{
    /// <summary>Encrypts <paramref name="text"/> for <paramref name="entry"/>. The key is made, durably, where the subject has none.</summary>
    /// <exception cref="SubjectErasedException">The subject has been erased.</exception>
    ValueTask<SealedField> SealAsync(EntryId entry, SubjectId subject, string name, string text, CancellationToken cancellationToken = default);

    /// <summary>The text, or null when the subject's key has been destroyed.</summary>
    ValueTask<string?> RevealAsync(EntryId entry, SealedField field, CancellationToken cancellationToken = default);
}

namespace ContactCenter.Storage;

/// <summary>The key that what is said of a subject now is sealed under.</summary>
/// <param name="Subject">By whom it is found again: the subject, or who stands in for it where its own key cannot be read.</param>
/// <param name="Bytes">32 bytes, which belong to the store: do not write to them or keep them.</param>
public readonly record struct SubjectKey(SubjectId Subject, ReadOnlyMemory<byte> Bytes);

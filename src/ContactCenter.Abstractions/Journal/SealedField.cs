namespace ContactCenter.Journal;

/// <summary>
/// One personal text of an entry, encrypted under its subject's own key before the entry is hashed: erasing the subject
/// destroys the key, and the history still verifies.
/// </summary>
/// <param name="Name">What the text is, such as <c>text</c> or <c>from</c>; a key by <see cref="KeyRules"/>.</param>
/// <param name="Subject">Whose data it is.</param>
/// <param name="Ciphertext">12 bytes of nonce, the AES-256-GCM ciphertext, 16 bytes of tag. Associated data: log id, entry id and name.</param>
public sealed record SealedField(string Name, SubjectId Subject, ReadOnlyMemory<byte> Ciphertext);

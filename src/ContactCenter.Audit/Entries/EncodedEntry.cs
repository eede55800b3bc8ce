namespace ContactCenter.Audit;

/// <summary>An entry in its final bytes, hashed, on its way to the log. Immutable.</summary>
/// <param name="Header">What it can be found by.</param>
/// <param name="Bytes">The leaf of the tree.</param>
/// <param name="LeafHash">The leaf's hash, 32 bytes.</param>
public sealed record EncodedEntry(EntryHeader Header, ReadOnlyMemory<byte> Bytes, ReadOnlyMemory<byte> LeafHash);

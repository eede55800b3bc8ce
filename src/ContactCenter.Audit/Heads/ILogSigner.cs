namespace ContactCenter.Audit;

/// <summary>
/// Signs the heads of logs, so that nobody without its key can write a history that passes for ours: a key in a file
/// (<see cref="EcdsaLogSigner"/>), in a key management service or in a hardware module. Thread-safe.
/// </summary>
public interface ILogSigner
{
    /// <summary>Whose key it is, as it stands in signed notes: 1 to 128 characters without spaces and <c>+</c>, such as <c>cc.example.com/acme</c>.</summary>
    string Name { get; }

    /// <summary>The public key as a SubjectPublicKeyInfo (RFC 5280 section 4.1): ECDSA over P-256.</summary>
    ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>Signs.</summary>
    /// <param name="hash">A SHA-256 hash, 32 bytes.</param>
    /// <returns>The signature as an ASN.1 sequence (RFC 3279 section 2.2.3).</returns>
    byte[] SignHash(ReadOnlySpan<byte> hash);
}

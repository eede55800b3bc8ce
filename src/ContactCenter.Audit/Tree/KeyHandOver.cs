namespace ContactCenter.Audit;

/// <summary>
/// The change of a log's signing key, which stands in a commit record of its own: signed by the old key and accepted by the new one, so that whoever has either goes to the
/// other by checking. Described in <c>docs/log-format.md</c>.
/// </summary>
/// <param name="Old">The key that signs up to this record, as <see cref="ILogSigner.PublicKey"/>, <see cref="KeyBytes"/> bytes.</param>
/// <param name="New">The key that signs from the next record on.</param>
/// <param name="Acceptance">The new key's signature of <see cref="CommitRecord.AcceptanceHash"/>.</param>
public sealed record KeyHandOver(ReadOnlyMemory<byte> Old, ReadOnlyMemory<byte> New, ReadOnlyMemory<byte> Acceptance)
{
    /// <summary>The length of a SubjectPublicKeyInfo of ECDSA over P-256 with its uncompressed point.</summary>
    public const int KeyBytes = 91;

    private const int Items = 3;
    private const int MinSignature = 8;
    private const int MaxSignature = 72;

    internal void Encode(CborOutput output)
    {
        output.Head(4, Items);
        output.Bytes(Old.Span);
        output.Bytes(New.Span);
        output.Bytes(Acceptance.Span);
    }

    internal static KeyHandOver Decode(ref CborInput input)
    {
        input.ExpectArray(Items, "the hand-over");
        var handOver = new KeyHandOver(Key(ref input, "the old key"), Key(ref input, "the new key"), input.Bytes("the acceptance").ToArray());
        return handOver.Acceptance.Length is < MinSignature or > MaxSignature ? throw input.Fault("the acceptance is no signature")
            : handOver.Old.Span.SequenceEqual(handOver.New.Span) ? throw input.Fault("the two keys are one")
            : handOver;
    }

    private static byte[] Key(ref CborInput input, string what)
    {
        var key = input.Bytes(what);
        return key.Length == KeyBytes ? key.ToArray() : throw input.Fault($"{what} has {key.Length} bytes, not {KeyBytes}");
    }
}

using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>
/// What binds one batch to all before it: the root after the batch, and the hash of the record before. Opening a log writes a
/// record of no entries with the raised epoch, so the chain also tells each opening. Described in <c>docs/log-format.md</c>.
/// </summary>
/// <remarks>A signature is kept beside the bytes, not among them: it signs <see cref="Hash"/>.</remarks>
public sealed record CommitRecord
{
    /// <summary>The version of the format written.</summary>
    public const int FormatVersion = 1;

    private const int Items = 9;

    /// <summary>Which log.</summary>
    public required LogId Log { get; init; }

    /// <summary>The record's place in the chain, 0 for the first, without gaps.</summary>
    public required long Number { get; init; }

    /// <summary>The position of the batch's first entry.</summary>
    public required LogPosition First { get; init; }

    /// <summary>The number of entries in the batch; 0 for an opening.</summary>
    public required int Count { get; init; }

    /// <summary>The root of the tree after the batch, 32 bytes.</summary>
    public required ReadOnlyMemory<byte> Root { get; init; }

    /// <summary>When, by the sequencer's clock; never earlier than the record before.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The epoch of the writer.</summary>
    public required long Epoch { get; init; }

    /// <summary>The <see cref="Hash"/> of the record before; 32 zero bytes in the first.</summary>
    public required ReadOnlyMemory<byte> Previous { get; init; }

    /// <summary>The record's bytes: deterministic CBOR.</summary>
    public byte[] Encode()
    {
        var output = new CborOutput();
        output.Head(4, Items);
        output.Int(FormatVersion);
        output.Text(Log.Value);
        output.Int(Number);
        output.Int(First.Value);
        output.Int(Count);
        output.Bytes(Root.Span);
        output.Int(Time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks);
        output.Int(Epoch);
        output.Bytes(Previous.Span);
        return output.Written.ToArray();
    }

    /// <summary>The record in <paramref name="bytes"/>.</summary>
    /// <exception cref="LogFormatException">The bytes are no commit record in its one encoding.</exception>
    public static CommitRecord Decode(ReadOnlySpan<byte> bytes)
    {
        var input = new CborInput(bytes);
        input.ExpectArray(Items, "the commit record");
        var version = input.Natural("the format version");
        if (version != FormatVersion)
        {
            throw input.Fault($"format version {version}; this program reads {FormatVersion}");
        }

        var log = input.Text("the log id");
        var record = new CommitRecord
        {
            Log = KeyRules.IsValid(log) ? new LogId(log) : throw input.Fault("the log id is none"),
            Number = input.Natural("the number"),
            First = new LogPosition(input.Natural("the first position")),
            Count = input.Natural("the count") is var count and <= int.MaxValue ? (int)count : throw input.Fault("the count is too large"),
            Root = HashBytes(ref input, "the root"),
            Time = input.Int("the time") is var ticks && ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks - DateTimeOffset.UnixEpoch.Ticks
                ? DateTimeOffset.UnixEpoch.AddTicks(ticks)
                : throw input.Fault("the time is out of range"),
            Epoch = input.Natural("the epoch"),
            Previous = HashBytes(ref input, "the previous record's hash"),
        };
        return input.AtEnd ? record : throw input.Fault("bytes after the commit record");
    }

    /// <summary>The hash the next record holds: <c>SHA-256(0x02 || bytes)</c>, 32 bytes.</summary>
    /// <param name="bytes">What <see cref="Encode"/> gave.</param>
    public static byte[] Hash(ReadOnlySpan<byte> bytes) => MerkleHash.Prefixed(0x02, bytes);

    private static byte[] HashBytes(ref CborInput input, string what)
    {
        var hash = input.Bytes(what);
        return hash.Length == MerkleHash.Size ? hash.ToArray() : throw input.Fault($"{what} has {hash.Length} bytes, not {MerkleHash.Size}");
    }
}

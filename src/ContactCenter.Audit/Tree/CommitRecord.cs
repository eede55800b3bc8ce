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

    /// <summary>The version of a record that hands the signing over to another key.</summary>
    public const int HandOverVersion = 2;

    private const int Items = 9;
    private const int Usual = 256; // bytes, of a record without a change of keys

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

    /// <summary>The change of the signing key; null in all records but those that are written for it, which are openings.</summary>
    public KeyHandOver? HandOver { get; init; }

    /// <summary>The record's bytes: deterministic CBOR.</summary>
    public byte[] Encode()
    {
        var output = new CborOutput(Usual);
        output.Head(4, HandOver is null ? (ulong)Items : Items + 1);
        output.Int(HandOver is null ? FormatVersion : HandOverVersion);
        output.Text(Log.Value);
        output.Int(Number);
        output.Int(First.Value);
        output.Int(Count);
        output.Bytes(Root.Span);
        output.Int(Time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks);
        output.Int(Epoch);
        output.Bytes(Previous.Span);
        HandOver?.Encode(output);
        return output.Written.ToArray();
    }

    /// <summary>What the new key signs of a <see cref="HandOver"/>: <c>SHA-256(0x03 || bytes)</c> of the record with an empty acceptance, 32 bytes.</summary>
    /// <exception cref="InvalidOperationException">The record changes no key.</exception>
    public byte[] AcceptanceHash() => HandOver is { } handOver
        ? MerkleHash.Prefixed(0x03, (this with { HandOver = handOver with { Acceptance = default } }).Encode())
        : throw new InvalidOperationException($"Commit record {Number} changes no key.");

    /// <summary>Whether <paramref name="bytes"/> are those of a record with a <see cref="HandOver"/>, if they are a record's; without decoding it.</summary>
    public static bool IsHandOver(ReadOnlySpan<byte> bytes) => bytes is [0x80 + Items + 1, ..];

    /// <summary>The record in <paramref name="bytes"/>.</summary>
    /// <exception cref="LogFormatException">The bytes are no commit record in its one encoding.</exception>
    public static CommitRecord Decode(ReadOnlySpan<byte> bytes)
    {
        var input = new CborInput(bytes);
        var isHandOver = IsHandOver(bytes);
        input.ExpectArray(isHandOver ? Items + 1 : Items, "the commit record");
        var version = input.Natural("the format version");
        if (version != (isHandOver ? HandOverVersion : FormatVersion))
        {
            throw input.Fault($"format version {version} of a commit record with {(isHandOver ? Items + 1 : Items)} items; this program reads {FormatVersion} with {Items} and {HandOverVersion} with {Items + 1}");
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
            HandOver = isHandOver ? KeyHandOver.Decode(ref input) : null,
        };
        if (isHandOver && (record.Count > 0 || record.Number == 0))
        {
            throw input.Fault("a hand-over of the signing key is an opening, and not the log's first");
        }

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

using System.Formats.Cbor;
using System.Security.Cryptography;
using ContactCenter.Journal;

namespace ContactCenter.Audit.Tests.Tree;

public sealed class CommitRecordTests
{
    private static readonly CommitRecord Record = new()
    {
        Log = new LogId("acme"),
        Number = 7,
        First = new LogPosition(1_000),
        Count = 24,
        Root = SHA256.HashData([1]),
        Time = new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero).AddTicks(1),
        Epoch = 3,
        Previous = SHA256.HashData([2]),
    };

    [Fact]
    public void A_record_comes_back_as_it_was()
    {
        var found = CommitRecord.Decode(Record.Encode());

        (found with { Root = default, Previous = default }).ShouldBe(Record with { Root = default, Previous = default });
        found.Root.ToArray().ShouldBe(Record.Root.ToArray());
        found.Previous.ToArray().ShouldBe(Record.Previous.ToArray());
    }

    [Fact]
    public void Another_decoder_reads_it()
    {
        var reader = new CborReader(Record.Encode(), CborConformanceMode.Canonical);
        reader.ReadStartArray().ShouldBe(9);
        (reader.ReadInt32(), reader.ReadTextString(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt32()).ShouldBe((1, "acme", 7, 1_000, 24));
        reader.ReadByteString().ShouldBe(Record.Root.ToArray());
        reader.ReadInt64().ShouldBe(Record.Time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks);
        reader.ReadInt64().ShouldBe(3);
        reader.ReadByteString().ShouldBe(Record.Previous.ToArray());
        reader.ReadEndArray();
    }

    [Fact]
    public void Every_changed_bit_is_refused_or_is_the_one_encoding_of_another_record()
    {
        var bytes = Record.Encode();
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                CommitRecord.Decode(bytes).Encode().ShouldBe(bytes, $"bit {bit}");
            }
            catch (LogFormatException)
            {
                // refused
            }

            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Its_hash_is_kept_apart_from_leaves_and_nodes() => CommitRecord.Hash([5, 6]).ShouldBe(SHA256.HashData([2, 5, 6]));
}

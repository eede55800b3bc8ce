using System.Security.Cryptography;

namespace ContactCenter.Audit.Tests.Tree;

public sealed class Sha256LanesTests
{
    [Fact]
    public void Every_length_up_to_1500_has_the_hash_the_library_gives_beside_shorter_and_longer_ones()
    {
        var random = new Random(1);
        var messages = Enumerable.Range(0, 1_501).Select(length => Bytes(random, length)).ToArray();
        random.Shuffle(messages);
        Check(0x00, messages);
        Check(0x01, [.. messages.OrderBy(static m => m.Length)]); // eight of nearly the same length at a time
    }

    [Fact]
    public void Any_number_of_messages_is_hashed_also_when_the_lanes_are_not_full_at_the_end()
    {
        var random = new Random(2);
        for (var count = 0; count <= 40; count++)
        {
            Check(0xFF, [.. Enumerable.Range(0, count).Select(_ => Bytes(random, random.Next(400)))]);
        }
    }

    [Fact]
    public void Nodes_side_by_side_are_those_hashed_one_by_one_also_in_place()
    {
        var random = new Random(3);
        for (var pairs = 0; pairs <= 130; pairs++)
        {
            var children = Bytes(random, pairs * 2 * MerkleHash.Size);
            var expected = new byte[pairs * MerkleHash.Size];
            for (var i = 0; i < pairs; i++)
            {
                MerkleHash.Node(children.AsSpan(i * 64, 32), children.AsSpan((i * 64) + 32, 32), expected.AsSpan(i * 32, 32));
            }

            var parents = new byte[expected.Length];
            MerkleHash.Nodes(children, parents);
            parents.ShouldBe(expected, $"{pairs} pairs");
            MerkleHash.Nodes(children, children);
            children[..expected.Length].ShouldBe(expected, $"{pairs} pairs in place");
        }
    }

    private static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static void Check(byte prefix, byte[][] messages)
    {
        var hashes = new byte[messages.Length * MerkleHash.Size];
        var lanes = new Sha256Lanes(prefix, hashes, stackalloc byte[Sha256Lanes.ScratchBytes]);
        foreach (var message in messages)
        {
            lanes.Add(message);
        }

        lanes.Finish();
        for (var i = 0; i < messages.Length; i++)
        {
            Convert.ToHexString(hashes.AsSpan(i * MerkleHash.Size, MerkleHash.Size)).ShouldBe(Convert.ToHexString(SHA256.HashData([prefix, .. messages[i]])), $"message {i} of {messages[i].Length} bytes");
        }
    }
}

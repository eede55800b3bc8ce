using System.Numerics;
using System.Security.Cryptography;

namespace ContactCenter.Audit.Tests.Tree;

public sealed class MerkleTests
{
    /// <summary>The leaves and roots which implementations of Certificate Transparency test themselves with.</summary>
    private static readonly string[] Leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] Roots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void The_roots_are_those_of_the_published_vectors()
    {
        var edge = new MerkleFrontier();
        for (var size = 0; size <= Leaves.Length; size++)
        {
            Convert.ToHexStringLower(edge.Root()).ShouldBe(Roots[size], $"root of {size} leaves");
            if (size < Leaves.Length)
            {
                edge.Append(MerkleHash.Leaf(Convert.FromHexString(Leaves[size])));
            }
        }
    }

    [Fact]
    public void Every_size_up_to_300_gives_the_root_of_the_definition_also_from_a_stored_edge()
    {
        var leaves = Enumerable.Range(0, 300).Select(i => MerkleHash.Leaf(BitConverter.GetBytes(i))).ToArray();
        var edge = new MerkleFrontier();
        for (var size = 0; size <= leaves.Length; size++)
        {
            edge.Root().ShouldBe(ByDefinition(leaves.AsSpan(0, size)));
            edge = new MerkleFrontier(size, edge.ToBytes());
            if (size < leaves.Length)
            {
                edge.Append(leaves[size]);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData(1022)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(100_000)]
    public void A_leaf_of_any_length_is_hashed_behind_a_zero(int length)
    {
        var leaf = RandomNumberGenerator.GetBytes(length);
        MerkleHash.Leaf(leaf).ShouldBe(SHA256.HashData([0, .. leaf]));
    }

    [Fact]
    public void An_edge_that_does_not_fit_its_size_is_refused() =>
        Should.Throw<LogFormatException>(() => new MerkleFrontier(3, new byte[32])).Message.ShouldBe("The tree's edge has 32 bytes, which do not fit 3 entries.");

    /// <summary>RFC 9162 section 2.1.1, word for word.</summary>
    private static byte[] ByDefinition(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 0)
        {
            return SHA256.HashData([]);
        }

        if (leaves.Length == 1)
        {
            return leaves[0];
        }

        var k = 1 << BitOperations.Log2((uint)leaves.Length - 1);
        return SHA256.HashData([1, .. ByDefinition(leaves[..k]), .. ByDefinition(leaves[k..])]);
    }
}

using System.Buffers;
using System.Security.Cryptography;

namespace ContactCenter.Audit;

/// <summary>The hashes of the tree over a log: SHA-256 with the prefixes of RFC 9162 section 2.1.1. Thread-safe.</summary>
public static class MerkleHash
{
    /// <summary>Bytes of a hash.</summary>
    public const int Size = 32;

    private const int OnStack = 1024;

    /// <summary>The root of a tree without leaves: the hash of nothing.</summary>
    public static ReadOnlyMemory<byte> Empty { get; } = SHA256.HashData([]);

    /// <summary>The hash of a leaf: <c>SHA-256(0x00 || leaf)</c>.</summary>
    public static byte[] Leaf(ReadOnlySpan<byte> leaf) => Prefixed(0x00, leaf);

    /// <summary>The hash of a node: <c>SHA-256(0x01 || left || right)</c>.</summary>
    /// <param name="left">32 bytes.</param>
    /// <param name="right">32 bytes.</param>
    /// <param name="hash">Where the 32 bytes go; may be <paramref name="left"/> or <paramref name="right"/>.</param>
    public static void Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> hash)
    {
        Span<byte> node = stackalloc byte[1 + (2 * Size)];
        node[0] = 0x01;
        left.CopyTo(node[1..]);
        right.CopyTo(node[(1 + Size)..]);
        SHA256.HashData(node, hash);
    }

    /// <summary>SHA-256 over one byte and <paramref name="bytes"/>; the byte keeps leaves, nodes and commit records apart.</summary>
    internal static byte[] Prefixed(byte prefix, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < OnStack)
        {
            Span<byte> input = stackalloc byte[OnStack];
            return Hash(input[..(bytes.Length + 1)], prefix, bytes);
        }

        var rented = ArrayPool<byte>.Shared.Rent(bytes.Length + 1);
        var hash = Hash(rented.AsSpan(0, bytes.Length + 1), prefix, bytes);
        ArrayPool<byte>.Shared.Return(rented);
        return hash;
    }

    private static byte[] Hash(Span<byte> input, byte prefix, ReadOnlySpan<byte> bytes)
    {
        input[0] = prefix;
        bytes.CopyTo(input[1..]);
        return SHA256.HashData(input);
    }
}

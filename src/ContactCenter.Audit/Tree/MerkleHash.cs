using System.Buffers;
using System.Security.Cryptography;

namespace ContactCenter.Audit;

/// <summary>The hashes of the tree over a log: SHA-256 with the prefixes of RFC 9162 section 2.1.1. Thread-safe.</summary>
public static class MerkleHash
{
    /// <summary>Bytes of a hash.</summary>
    public const int Size = 32;

    private const int OnStack = 512;

    /// <summary>The root of a tree without leaves: the hash of nothing.</summary>
    public static ReadOnlyMemory<byte> Empty { get; } = SHA256.HashData([]);

    /// <summary>The hash of a leaf: <c>SHA-256(0x00 || leaf)</c>.</summary>
    public static byte[] Leaf(ReadOnlySpan<byte> leaf) => Prefixed(0x00, leaf);

    /// <summary>The hash of a leaf, into <paramref name="hash"/> of 32 bytes.</summary>
    internal static void Leaf(ReadOnlySpan<byte> leaf, Span<byte> hash) => Prefixed(0x00, leaf, hash);

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
        var hash = new byte[Size];
        Prefixed(prefix, bytes, hash);
        return hash;
    }

    private static void Prefixed(byte prefix, ReadOnlySpan<byte> bytes, Span<byte> hash)
    {
        if (bytes.Length < OnStack)
        {
            Span<byte> input = stackalloc byte[OnStack];
            Hash(input[..(bytes.Length + 1)], prefix, bytes, hash);
            return;
        }

        var rented = ArrayPool<byte>.Shared.Rent(bytes.Length + 1);
        Hash(rented.AsSpan(0, bytes.Length + 1), prefix, bytes, hash);
        ArrayPool<byte>.Shared.Return(rented);
    }

    private static void Hash(Span<byte> input, byte prefix, ReadOnlySpan<byte> bytes, Span<byte> hash)
    {
        input[0] = prefix;
        bytes.CopyTo(input[1..]);
        SHA256.HashData(input, hash);
    }
}

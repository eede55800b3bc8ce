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

    /// <summary>The nodes over children that stand side by side, each over two of them.</summary>
    /// <param name="children">Pairs of 32 bytes.</param>
    /// <param name="parents">Where the nodes go; may begin where <paramref name="children"/> does.</param>
    internal static void Nodes(ReadOnlySpan<byte> children, Span<byte> parents)
    {
        if (children.Length < 2 * Size * Sha256Lanes.Lanes)
        {
            for (var at = 0; at < children.Length; at += 2 * Size)
            {
                Node(children.Slice(at, Size), children.Slice(at + Size, Size), parents.Slice(at / 2, Size));
            }

            return;
        }

        var lanes = new Sha256Lanes(0x01, parents, stackalloc byte[Sha256Lanes.ScratchBytes]);
        for (var at = 0; at < children.Length; at += 2 * Size)
        {
            lanes.Add(children.Slice(at, 2 * Size));
        }

        lanes.Finish();
    }

    /// <summary>The leaves of some entries, 32 bytes each.</summary>
    internal static void Leaves(IReadOnlyList<StoredEntry> entries, int start, int count, Span<byte> hashes)
    {
        var lanes = new Sha256Lanes(0x00, hashes, stackalloc byte[Sha256Lanes.ScratchBytes]);
        for (var i = start; i < start + count; i++)
        {
            lanes.Add(entries[i].Bytes.Span);
        }

        lanes.Finish();
    }

    /// <summary>SHA-256 over one byte and <paramref name="bytes"/>; the byte keeps leaves, nodes and commit records apart.</summary>
    internal static byte[] Prefixed(byte prefix, ReadOnlySpan<byte> bytes)
    {
        var hash = new byte[Size];
        Prefixed(prefix, bytes, hash);
        return hash;
    }

    internal static void Prefixed(byte prefix, ReadOnlySpan<byte> bytes, Span<byte> hash)
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

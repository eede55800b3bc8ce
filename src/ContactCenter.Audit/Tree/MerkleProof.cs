using System.Numerics;

namespace ContactCenter.Audit;

/// <summary>
/// Checks proofs about the tree over a log, with nothing but hashes: that an entry is in it, and that a later tree continues an
/// earlier one. A proof is its hashes one after the other, 32 bytes each, in the order of RFC 9162. Thread-safe.
/// </summary>
public static class MerkleProof
{
    private const int MaxHashes = 64;

    /// <summary>Whether the leaf stands at <paramref name="index"/> of the tree. RFC 9162 section 2.1.3.2.</summary>
    /// <param name="leafHash">The <see cref="MerkleHash.Leaf(ReadOnlySpan{byte})"/> of the entry's bytes.</param>
    /// <param name="index">Its position.</param>
    /// <param name="size">The number of leaves of the tree.</param>
    /// <param name="root">The tree's root.</param>
    /// <param name="proof">The hashes beside the way from the leaf to the root, the lowest first.</param>
    public static bool IsIncluded(ReadOnlySpan<byte> leafHash, long index, long size, ReadOnlySpan<byte> root, ReadOnlySpan<byte> proof)
    {
        if (leafHash.Length != MerkleHash.Size || root.Length != MerkleHash.Size || !IsProof(proof) || index < 0 || index >= size)
        {
            return false;
        }

        var (at, last) = (index, size - 1);
        Span<byte> hash = stackalloc byte[MerkleHash.Size];
        leafHash.CopyTo(hash);
        for (; !proof.IsEmpty; proof = proof[MerkleHash.Size..])
        {
            if (last == 0)
            {
                return false; // longer than the way
            }

            var beside = proof[..MerkleHash.Size];
            if ((at & 1) == 1 || at == last)
            {
                MerkleHash.Node(beside, hash, hash);
                SkipEmptyLevels(ref at, ref last);
            }
            else
            {
                MerkleHash.Node(hash, beside, hash);
            }

            at >>= 1;
            last >>= 1;
        }

        return last == 0 && hash.SequenceEqual(root);
    }

    /// <summary>Whether the tree of <paramref name="second"/> leaves begins with that of <paramref name="first"/>. RFC 9162 section 2.1.4.2.</summary>
    /// <param name="first">The number of leaves of the earlier tree. Every tree continues that of none, with an empty proof.</param>
    /// <param name="firstRoot">Its root.</param>
    /// <param name="second">The number of leaves of the later tree.</param>
    /// <param name="secondRoot">Its root.</param>
    /// <param name="proof">The hashes; none where both trees have the same size.</param>
    public static bool IsConsistent(long first, ReadOnlySpan<byte> firstRoot, long second, ReadOnlySpan<byte> secondRoot, ReadOnlySpan<byte> proof)
    {
        if (firstRoot.Length != MerkleHash.Size || secondRoot.Length != MerkleHash.Size || !IsProof(proof) || first < 0 || first > second)
        {
            return false;
        }

        if (first == 0 || first == second)
        {
            return proof.IsEmpty && firstRoot.SequenceEqual(first == 0 ? MerkleHash.Empty.Span : secondRoot);
        }

        var (at, last) = (first - 1, second - 1);
        while ((at & 1) == 1)
        {
            at >>= 1;
            last >>= 1;
        }

        Span<byte> earlier = stackalloc byte[MerkleHash.Size];
        Span<byte> later = stackalloc byte[MerkleHash.Size];
        if (BitOperations.IsPow2(first))
        {
            firstRoot.CopyTo(earlier); // its root is a node of the later tree, and not repeated in the proof
        }
        else if (proof.IsEmpty)
        {
            return false;
        }
        else
        {
            proof[..MerkleHash.Size].CopyTo(earlier);
            proof = proof[MerkleHash.Size..];
        }

        earlier.CopyTo(later);
        for (; !proof.IsEmpty; proof = proof[MerkleHash.Size..])
        {
            if (last == 0)
            {
                return false;
            }

            var beside = proof[..MerkleHash.Size];
            if ((at & 1) == 1 || at == last)
            {
                MerkleHash.Node(beside, earlier, earlier);
                MerkleHash.Node(beside, later, later);
                SkipEmptyLevels(ref at, ref last);
            }
            else
            {
                MerkleHash.Node(later, beside, later);
            }

            at >>= 1;
            last >>= 1;
        }

        return last == 0 && earlier.SequenceEqual(firstRoot) && later.SequenceEqual(secondRoot);
    }

    private static bool IsProof(ReadOnlySpan<byte> proof) => proof.Length % MerkleHash.Size == 0 && proof.Length <= MaxHashes * MerkleHash.Size;

    /// <summary>At the right edge a node without a sibling is its parent.</summary>
    private static void SkipEmptyLevels(ref long at, ref long last)
    {
        while ((at & 1) == 0 && at != 0)
        {
            at >>= 1;
            last >>= 1;
        }
    }
}

using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>Makes proofs about a stored log, for whoever holds a head of it and trusts nothing else: <see cref="MerkleProof"/> checks them. Thread-safe.</summary>
/// <param name="log">The stored bytes; may be written to meanwhile.</param>
public sealed class LogProver(ILogReader log)
{
    private readonly StoredTree _tree = new(log);

    /// <summary>Which log.</summary>
    public LogId Log => log.Id;

    /// <summary>The root of the tree over the first <paramref name="size"/> entries.</summary>
    /// <exception cref="LogFormatException">The log does not hold that many.</exception>
    public ValueTask<byte[]> RootAsync(long size, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return _tree.RootAsync(0, size, cancellationToken);
    }

    /// <summary>That the entry at <paramref name="position"/> is in the tree of <paramref name="size"/> entries. RFC 9162 section 2.1.3.1: at most 32 bytes for each doubling of the size.</summary>
    /// <exception cref="LogFormatException">The log does not hold that many.</exception>
    public async ValueTask<byte[]> InclusionAsync(LogPosition position, long size, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position.Value, nameof(position));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position.Value, size, nameof(position));
        var proof = new List<byte[]>();
        var (start, end) = (0L, size);
        while (end - start > 1)
        {
            var split = start + StoredTree.LargestPowerBelow(end - start);
            if (position.Value < split)
            {
                proof.Add(await _tree.RootAsync(split, end, cancellationToken).ConfigureAwait(false));
                end = split;
            }
            else
            {
                proof.Add(await _tree.RootAsync(start, split, cancellationToken).ConfigureAwait(false));
                start = split;
            }
        }

        return Joined(proof);
    }

    /// <summary>That the tree of <paramref name="second"/> entries begins with that of <paramref name="first"/>. RFC 9162 section 2.1.4.1.</summary>
    /// <exception cref="LogFormatException">The log does not hold that many.</exception>
    public async ValueTask<byte[]> ConsistencyAsync(long first, long second, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, second);
        if (first == 0 || first == second)
        {
            return [];
        }

        var proof = new List<byte[]>();
        var (start, end, isWhole) = (0L, second, true);
        while (first != end)
        {
            var split = start + StoredTree.LargestPowerBelow(end - start);
            if (first <= split)
            {
                proof.Add(await _tree.RootAsync(split, end, cancellationToken).ConfigureAwait(false));
                end = split;
            }
            else
            {
                proof.Add(await _tree.RootAsync(start, split, cancellationToken).ConfigureAwait(false));
                (start, isWhole) = (split, false);
            }
        }

        if (!isWhole)
        {
            proof.Add(await _tree.RootAsync(start, end, cancellationToken).ConfigureAwait(false));
        }

        return Joined(proof);
    }

    private static byte[] Joined(List<byte[]> lowestLast)
    {
        var proof = new byte[lowestLast.Count * MerkleHash.Size];
        for (var i = 0; i < lowestLast.Count; i++)
        {
            lowestLast[^(i + 1)].CopyTo(proof, i * MerkleHash.Size);
        }

        return proof;
    }
}

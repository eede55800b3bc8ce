using System.Numerics;
using System.Security.Cryptography;
using ContactCenter.Journal;

namespace ContactCenter.Audit.Tests.Tree;

public sealed class LogProverTests
{
    private static readonly byte[][] Leaves = [.. Enumerable.Range(0, 1_000).Select(static i => MerkleHash.Leaf(BitConverter.GetBytes(i)))];

    [Fact]
    public async Task Every_inclusion_up_to_size_120_is_the_proof_of_the_definition_and_is_accepted()
    {
        for (var size = 1; size <= 120; size++)
        {
            var (prover, root) = (new LogProver(new Leafs(size)), ByDefinition(Leaves.AsSpan(0, size)));
            for (var index = 0; index < size; index++)
            {
                var proof = await prover.InclusionAsync(new LogPosition(index), size);

                proof.ShouldBe(Path(index, Leaves.AsSpan(0, size)), $"{index} of {size}");
                MerkleProof.IsIncluded(Leaves[index], index, size, root, proof).ShouldBeTrue($"{index} of {size}");
            }
        }
    }

    [Fact]
    public async Task Every_size_up_to_1000_has_the_root_of_the_definition_and_its_proofs_from_tiles_and_entries()
    {
        var prover = new LogProver(new Leafs(Leaves.Length));
        var roots = Enumerable.Range(0, Leaves.Length + 1).Select(size => ByDefinition(Leaves.AsSpan(0, size))).ToArray();
        for (var size = 1; size <= Leaves.Length; size++)
        {
            (await prover.RootAsync(size)).ShouldBe(roots[size], $"root of {size}");
            foreach (var index in (int[])[0, size / 3, size - 1])
            {
                var proof = await prover.InclusionAsync(new LogPosition(index), size);
                MerkleProof.IsIncluded(Leaves[index], index, size, roots[size], proof).ShouldBeTrue($"{index} of {size}");
                proof.Length.ShouldBeLessThanOrEqualTo(32 * Log2(size));
            }

            foreach (var first in (int[])[0, 1, size / 2, size - 1, size])
            {
                var proof = await prover.ConsistencyAsync(first, size);
                MerkleProof.IsConsistent(first, roots[first], size, roots[size], proof).ShouldBeTrue($"{first} to {size}");
                proof.Length.ShouldBeLessThanOrEqualTo(32 * (Log2(size) + 1));
            }
        }
    }

    [Fact]
    public async Task Every_consistency_up_to_size_70_is_accepted_and_no_other_pair_of_roots()
    {
        var prover = new LogProver(new Leafs(Leaves.Length));
        var roots = Enumerable.Range(0, 71).Select(size => ByDefinition(Leaves.AsSpan(0, size))).ToArray();
        for (var second = 0; second <= 70; second++)
        {
            for (var first = 0; first <= second; first++)
            {
                var proof = await prover.ConsistencyAsync(first, second);

                MerkleProof.IsConsistent(first, roots[first], second, roots[second], proof).ShouldBeTrue($"{first} to {second}");
                if (first > 0)
                {
                    MerkleProof.IsConsistent(first, roots[first - 1], second, roots[second], proof).ShouldBeFalse($"{first} to {second}, an earlier root");
                    MerkleProof.IsConsistent(first, roots[first], second, roots[second == first ? first - 1 : second - 1], proof).ShouldBeFalse($"{first} to {second}, a later root");
                }
            }
        }
    }

    /// <summary>20,000 in each build; a million by <c>CONTACTCENTER_FORGERIES=1000000</c>.</summary>
    [Fact]
    public async Task No_forged_proof_is_accepted()
    {
        var forgeries = int.TryParse(Environment.GetEnvironmentVariable("CONTACTCENTER_FORGERIES"), out var wanted) ? wanted : 20_000;
        var random = new Random(4);
        var prover = new LogProver(new Leafs(Leaves.Length));
        for (var i = 0; i < forgeries;)
        {
            var size = random.Next(2, Leaves.Length + 1);
            var index = random.Next(size);
            var root = await prover.RootAsync(size);
            var proof = await prover.InclusionAsync(new LogPosition(index), size);
            var first = random.Next(1, size);
            var firstRoot = await prover.RootAsync(first);
            var consistency = await prover.ConsistencyAsync(first, size);
            for (var n = 0; n < 40; n++, i += 2)
            {
                var forged = Forge(random, proof);
                var (leaf, at) = random.Next(3) switch
                {
                    0 => (Leaves[(index + 1) % size], index),
                    1 when size > 1 => (Leaves[index], (index + random.Next(1, size)) % size),
                    _ => (Leaves[index], index),
                };
                if (leaf != Leaves[index] || at != index || !forged.AsSpan().SequenceEqual(proof))
                {
                    MerkleProof.IsIncluded(leaf, at, size, root, forged).ShouldBeFalse($"inclusion of {index} at {at} in {size}, forgery {i}");
                }

                var other = Forge(random, consistency);
                if (!other.AsSpan().SequenceEqual(consistency))
                {
                    MerkleProof.IsConsistent(first, firstRoot, size, root, other).ShouldBeFalse($"consistency {first} to {size}, forgery {i}");
                }
            }
        }
    }

    [Fact]
    public void What_is_no_proof_is_refused()
    {
        var root = ByDefinition(Leaves.AsSpan(0, 1));

        MerkleProof.IsIncluded(Leaves[0], 0, 1, root, []).ShouldBeTrue();
        MerkleProof.IsIncluded(Leaves[0], 0, 1, root, new byte[32]).ShouldBeFalse("longer than the way");
        MerkleProof.IsIncluded(Leaves[0], 0, 1, root, new byte[31]).ShouldBeFalse("no whole hash");
        MerkleProof.IsIncluded(Leaves[0], 1, 1, root, []).ShouldBeFalse("beyond the tree");
        MerkleProof.IsIncluded(Leaves[0], -1, 1, root, []).ShouldBeFalse("before the tree");
        MerkleProof.IsIncluded(Leaves[0].AsSpan(1), 0, 1, root, []).ShouldBeFalse("a short leaf");
        MerkleProof.IsIncluded(Leaves[0], 0, long.MaxValue, root, new byte[32 * 64]).ShouldBeFalse("any length");
        MerkleProof.IsConsistent(2, root, 1, root, []).ShouldBeFalse("backwards");
        MerkleProof.IsConsistent(0, MerkleHash.Empty.Span, 1, root, []).ShouldBeTrue();
        MerkleProof.IsConsistent(0, root, 1, root, []).ShouldBeFalse("another root of nothing");
    }

    [Fact]
    public async Task A_proof_of_what_is_not_there_is_refused_in_words()
    {
        var prover = new LogProver(new Leafs(10));

        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await prover.InclusionAsync(new LogPosition(10), 10));
        (await Should.ThrowAsync<LogFormatException>(async () => await prover.RootAsync(11))).Message.ShouldContain("has no entry 10");
    }

    [Theory]
    [InlineData(0, 256, "tile/0/000")]
    [InlineData(1_234_067, 256, "tile/0/x001/x234/067")]
    [InlineData(1_000, 17, "tile/0/x001/000.p/17")]
    public void Tiles_lie_where_other_tools_look_for_them(long index, int width, string path) => MerkleTile.Path("tile/0", index, width).ShouldBe(path);

    [Theory]
    [InlineData(256, new[] { 1L, 0 }, new[] { 0, 1 })]
    [InlineData(70_000, new[] { 273L, 1, 0 }, new[] { 112, 17, 1 })]
    public void A_tree_has_the_tiles_of_the_specification(long size, long[] full, int[] partial)
    {
        for (var level = 0; level < full.Length; level++)
        {
            MerkleTile.Count(size, level).ShouldBe(full[level]);
            MerkleTile.PartialWidth(size, level).ShouldBe(partial[level]);
        }
    }

    [Fact]
    public void Tiles_made_leaf_by_leaf_hold_the_roots_of_their_subtrees_and_the_edge()
    {
        var builder = new TileBuilder();
        var edge = new MerkleFrontier();
        var tiles = new Dictionary<(int, long), MerkleTile>();
        for (var i = 0; i < 66_000; i++)
        {
            var leaf = MerkleHash.Leaf(BitConverter.GetBytes(i));
            builder.Append(leaf);
            edge.Append(leaf);
            foreach (var tile in builder.Take())
            {
                tiles.Add((tile.Level, tile.Index), tile);
            }

            if (i % 977 == 0)
            {
                builder.Edge().ToBytes().ShouldBe(edge.ToBytes(), $"{i}");
                builder = TileBuilder.From(builder.Size, builder.Partials());
            }
        }

        tiles.Keys.Count(static k => k.Item1 == 0).ShouldBe(257);
        tiles[(1, 0)].Hashes.Span.Slice(5 * 32, 32).ToArray().ShouldBe(MerkleTile.Root(tiles[(0, 5)].Hashes.Span));
        builder.Edge().Root().ShouldBe(edge.Root());
    }

    private static byte[] Forge(Random random, byte[] proof)
    {
        var forged = proof.ToList();
        switch (random.Next(5))
        {
            case 0 when proof.Length > 0:
                forged[random.Next(forged.Count)] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when proof.Length > 0:
                forged.RemoveRange(random.Next(forged.Count / 32) * 32, 32);
                break;
            case 2:
                forged.InsertRange(random.Next((forged.Count / 32) + 1) * 32, RandomNumberGenerator.GetBytes(32));
                break;
            case 3 when proof.Length > 32:
                var at = random.Next((forged.Count / 32) - 1) * 32;
                forged.Reverse(at, 64);
                break;
            default:
                forged = [.. RandomNumberGenerator.GetBytes(proof.Length)];
                break;
        }

        return [.. forged];
    }

    private static int Log2(int size) => size == 1 ? 0 : BitOperations.Log2((uint)(size - 1)) + 1;

    /// <summary>MTH of RFC 9162 section 2.1.1, word by word.</summary>
    private static byte[] ByDefinition(ReadOnlySpan<byte[]> leaves) => leaves.Length switch
    {
        0 => SHA256.HashData([]),
        1 => leaves[0],
        _ => SHA256.HashData([1, .. ByDefinition(leaves[..Split(leaves.Length)]), .. ByDefinition(leaves[Split(leaves.Length)..])]),
    };

    /// <summary>PATH of RFC 9162 section 2.1.3.1, word by word.</summary>
    private static byte[] Path(int index, ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 1)
        {
            return [];
        }

        var split = Split(leaves.Length);
        return index < split
            ? [.. Path(index, leaves[..split]), .. ByDefinition(leaves[split..])]
            : [.. Path(index - split, leaves[split..]), .. ByDefinition(leaves[..split])];
    }

    private static int Split(int count)
    {
        var split = 1;
        while (split * 2 < count)
        {
            split *= 2;
        }

        return split;
    }

    /// <summary>A log whose entries are numbers, with its full tiles.</summary>
    private sealed class Leafs : ILogReader
    {
        private readonly int _size;
        private readonly List<MerkleTile> _tiles = [];

        public Leafs(int size)
        {
            _size = size;
            var builder = new TileBuilder();
            for (var i = 0; i < size; i++)
            {
                builder.Append(Leaves[i]);
            }

            _tiles.AddRange(builder.Take());
        }

        public LogId Id => new("acme");

        public ValueTask<IReadOnlyList<StoredEntry>> ReadAsync(LogPosition from, int max, CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<StoredEntry>>(
            [.. Enumerable.Range((int)from.Value, Math.Clamp(_size - (int)from.Value, 0, max)).Select(static i => new StoredEntry(new LogPosition(i), BitConverter.GetBytes(i)))]);

        public ValueTask<IReadOnlyList<StoredRecord>> ReadRecordsAsync(long number, int max, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<MerkleTile>> ReadTilesAsync(int level, long index, int max, CancellationToken cancellationToken) =>
            ValueTask.FromResult<IReadOnlyList<MerkleTile>>([.. _tiles.Where(t => t.Level == level && t.Index >= index).OrderBy(static t => t.Index).Take(max)]);
    }
}

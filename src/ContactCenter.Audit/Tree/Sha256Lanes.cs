using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;

namespace ContactCenter.Audit;

/// <summary>
/// SHA-256 (FIPS 180-4) of many short messages of one prefix byte, eight at a time, one in each lane of a vector: a tree's nodes and leaves cost a fifth of
/// what one call of the library for each costs. What does not fill the lanes, what is long and every machine without such vectors goes to the library.
/// </summary>
internal ref struct Sha256Lanes
{
    /// <summary>How many messages at a time.</summary>
    public const int Lanes = 8;

    private const int BlockBytes = 64;
    private const int MaxBlocks = 12;
    private const int MaxBytes = (MaxBlocks * BlockBytes) - 1 - 1 - 8; // the prefix, the end's mark and the length have to fit
    private const int Stride = (MaxBlocks + 1) * BlockBytes; // no multiple of a page: the lanes must not push one another out of the cache

    private readonly byte _prefix;
    private readonly Span<byte> _hashes;
    private readonly Span<byte> _blocks;
    private LaneNumbers _counts;
    private LaneNumbers _places;
    private int _filled;
    private int _next;

    /// <param name="prefix">Stands before each message.</param>
    /// <param name="hashes">Where the hashes go, in the order of the messages.</param>
    /// <param name="scratch"><see cref="ScratchBytes"/> that nobody else uses meanwhile.</param>
    public Sha256Lanes(byte prefix, Span<byte> hashes, Span<byte> scratch)
    {
        _prefix = prefix;
        _hashes = hashes;
        _blocks = scratch;
    }

    public static int ScratchBytes => Vector256.IsHardwareAccelerated ? Lanes * Stride : 0;

    /// <summary>Takes the next message. Its hash is there after <see cref="Finish"/>; the message may be overwritten at once.</summary>
    public void Add(ReadOnlySpan<byte> message)
    {
        if (!Vector256.IsHardwareAccelerated || message.Length > MaxBytes)
        {
            MerkleHash.Prefixed(_prefix, message, Hash(_next++));
            return;
        }

        var blocks = (message.Length + 1 + 1 + 8 + BlockBytes - 1) / BlockBytes;
        var padded = _blocks.Slice(_filled * Stride, blocks * BlockBytes);
        padded[0] = _prefix;
        message.CopyTo(padded[1..]);
        padded[(message.Length + 1)..].Clear();
        padded[message.Length + 1] = 0x80;
        BinaryPrimitives.WriteInt32BigEndian(padded[^4..], 8 * (message.Length + 1));
        (_counts[_filled], _places[_filled]) = (blocks, _next++);
        if (++_filled == Lanes)
        {
            HashLanes();
            _filled = 0;
        }
    }

    /// <summary>Hashes what is left over.</summary>
    public void Finish()
    {
        for (var lane = 0; lane < _filled; lane++)
        {
            var padded = _blocks.Slice(lane * Stride, _counts[lane] * BlockBytes);
            SHA256.HashData(padded[..(BinaryPrimitives.ReadInt32BigEndian(padded[^4..]) / 8)], Hash(_places[lane]));
        }

        _filled = 0;
    }

    private readonly Span<byte> Hash(int place) => _hashes.Slice(place * MerkleHash.Size, MerkleHash.Size);

    private readonly void HashLanes()
    {
        Span<Vector256<uint>> state = stackalloc Vector256<uint>[8];
        Span<Vector256<uint>> words = stackalloc Vector256<uint>[16];
        for (var i = 0; i < state.Length; i++)
        {
            state[i] = Vector256.Create(Start[i]);
        }

        var most = 0;
        for (var lane = 0; lane < Lanes; lane++)
        {
            most = Math.Max(most, _counts[lane]);
        }

        for (var block = 0; block < most; block++)
        {
            Load(block, MemoryMarshal.Cast<Vector256<uint>, uint>(words));
            Compress(state, words);
            for (var lane = 0; lane < Lanes; lane++)
            {
                if (_counts[lane] == block + 1)
                {
                    Store(MemoryMarshal.Cast<Vector256<uint>, uint>(state), lane, Hash(_places[lane]));
                }
            }
        }
    }

    private readonly void Load(int block, Span<uint> words)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            var from = MemoryMarshal.Cast<byte, uint>(_blocks.Slice((lane * Stride) + (block * BlockBytes), BlockBytes));
            for (var i = 0; i < from.Length; i++)
            {
                words[(i * Lanes) + lane] = BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(from[i]) : from[i];
            }
        }
    }

    private static void Store(ReadOnlySpan<uint> state, int lane, Span<byte> hash)
    {
        for (var i = 0; i < 8; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(hash[(4 * i)..], state[(i * Lanes) + lane]);
        }
    }

    /// <summary>One block of each lane: FIPS 180-4, section 6.2.2. The words are used up.</summary>
    private static void Compress(Span<Vector256<uint>> state, Span<Vector256<uint>> words)
    {
        var (a, b, c, d, e, f, g, h) = (state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7]);
        for (var t = 0; t < 64; t++)
        {
            var word = words[t & 15];
            if (t >= 16)
            {
                var (early, late) = (words[(t + 1) & 15], words[(t + 14) & 15]);
                word += (Right(early, 7) ^ Right(early, 18) ^ (early >>> 3)) + words[(t + 9) & 15] + (Right(late, 17) ^ Right(late, 19) ^ (late >>> 10));
                words[t & 15] = word;
            }

            var first = h + (Right(e, 6) ^ Right(e, 11) ^ Right(e, 25)) + ((e & f) ^ Vector256.AndNot(g, e)) + Vector256.Create(Rounds[t]) + word;
            var second = (Right(a, 2) ^ Right(a, 13) ^ Right(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + first, c, b, a, first + second);
        }

        (state[0], state[1], state[2], state[3]) = (state[0] + a, state[1] + b, state[2] + c, state[3] + d);
        (state[4], state[5], state[6], state[7]) = (state[4] + e, state[5] + f, state[6] + g, state[7] + h);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Right(Vector256<uint> value, [ConstantExpected] byte by) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateRight(value, by) : (value >>> by) | (value << (32 - by));

    [InlineArray(Lanes)]
    private struct LaneNumbers
    {
        private int _first;
    }

    // The first 32 bits of the fractional parts of the square roots of the first 8 primes, and of the cube roots of the first 64.
    private static ReadOnlySpan<uint> Start => [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    private static ReadOnlySpan<uint> Rounds =>
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];
}

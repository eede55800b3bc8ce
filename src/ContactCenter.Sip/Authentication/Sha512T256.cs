using System.Buffers.Binary;
using System.Numerics;

namespace ContactCenter.Sip.Authentication;

/// <summary>
/// SHA-512/256, which .NET has not: SHA-512 with other initial values, cut to 256 bits. FIPS 180-4 sections 5.3.6.2 and 6.7. The constants are computed from what defines
/// them, the roots of primes, and the tests hold them against NIST's vectors.
/// </summary>
internal static class Sha512T256
{
    public const int HashSize = 32;
    private const int BlockSize = 128;

    /// <summary>The first 64 bits of the fractional parts of the cube roots of the first 80 primes. FIPS 180-4 section 4.2.3.</summary>
    private static readonly ulong[] K = [.. Primes(80).Select(static p => Fraction(p, 3))];

    /// <summary>SHA-512's own, from square roots (section 5.3.5), each with a5 in every octet turned over.</summary>
    private static readonly ulong[] Generator = [.. Primes(8).Select(static p => Fraction(p, 2) ^ 0xA5A5A5A5A5A5A5A5UL)];

    /// <summary>Section 5.3.6: the hash of the function's own name.</summary>
    private static readonly ulong[] Initial = Run(Generator, "SHA-512/256"u8);

    /// <summary>The hash of <paramref name="data"/>.</summary>
    /// <param name="data">What to hash.</param>
    /// <param name="hash">32 octets at least.</param>
    public static void Hash(ReadOnlySpan<byte> data, Span<byte> hash)
    {
        var state = Run(Initial, data);
        for (var i = 0; i < HashSize / sizeof(ulong); i++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(hash[(i * sizeof(ulong))..], state[i]);
        }
    }

    private static ulong[] Run(ulong[] initial, ReadOnlySpan<byte> data)
    {
        var state = (ulong[])initial.Clone();
        var rest = data;
        for (; rest.Length >= BlockSize; rest = rest[BlockSize..])
        {
            Compress(state, rest);
        }

        // A one, zeros, and the length in bits, in 128 bits of which ours takes 64.
        Span<byte> last = stackalloc byte[2 * BlockSize];
        last.Clear();
        rest.CopyTo(last);
        last[rest.Length] = 0x80;
        last = last[..(rest.Length < BlockSize - 16 ? BlockSize : 2 * BlockSize)];
        BinaryPrimitives.WriteUInt64BigEndian(last[^8..], (ulong)data.Length * 8);
        for (; !last.IsEmpty; last = last[BlockSize..])
        {
            Compress(state, last);
        }

        return state;
    }

    private static void Compress(ulong[] state, ReadOnlySpan<byte> block)
    {
        Span<ulong> w = stackalloc ulong[80];
        for (var t = 0; t < 80; t++)
        {
            w[t] = t < 16 ? BinaryPrimitives.ReadUInt64BigEndian(block[(8 * t)..]) : Small(w[t - 2], 19, 61, 6) + w[t - 7] + Small(w[t - 15], 1, 8, 7) + w[t - 16];
        }

        var (a, b, c, d, e, f, g, h) = (state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7]);
        for (var t = 0; t < 80; t++)
        {
            var first = h + Big(e, 14, 18, 41) + ((e & f) ^ (~e & g)) + K[t] + w[t];
            var second = Big(a, 28, 34, 39) + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + first, c, b, a, first + second);
        }

        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }

    private static ulong Big(ulong x, int first, int second, int third) =>
        BitOperations.RotateRight(x, first) ^ BitOperations.RotateRight(x, second) ^ BitOperations.RotateRight(x, third);

    private static ulong Small(ulong x, int first, int second, int shift) => BitOperations.RotateRight(x, first) ^ BitOperations.RotateRight(x, second) ^ (x >> shift);

    private static IEnumerable<int> Primes(int count) => Enumerable.Range(2, 500).Where(static n => Enumerable.Range(2, n - 2).TakeWhile(d => d * d <= n).All(d => n % d != 0)).Take(count);

    /// <summary>The first 64 bits behind the point of a root of <paramref name="prime"/>: the greatest x with x^power ≤ prime × 2^(64 × power), less its whole part.</summary>
    private static ulong Fraction(int prime, int power)
    {
        var target = (BigInteger)prime << (64 * power);
        var (low, high) = (BigInteger.Zero, BigInteger.One << 70);
        while (high - low > 1)
        {
            var middle = (low + high) >> 1;
            (low, high) = BigInteger.Pow(middle, power) <= target ? (middle, high) : (low, middle);
        }

        return (ulong)(low & ulong.MaxValue);
    }
}

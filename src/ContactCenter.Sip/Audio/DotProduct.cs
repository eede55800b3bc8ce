using System.Numerics;
using System.Runtime.InteropServices;

namespace ContactCenter.Sip.Audio;

/// <summary>The sum of products, with the processor's vectors: what correlation and filters are made of.</summary>
internal static class DotProduct
{
    /// <summary>The sum of <c>a[i] × b[i]</c>; <paramref name="b"/> is at least as long as <paramref name="a"/>.</summary>
    public static float Of(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        b = b[..a.Length];
        var left = MemoryMarshal.Cast<float, Vector<float>>(a);
        var right = MemoryMarshal.Cast<float, Vector<float>>(b);
        var (even, odd) = (Vector<float>.Zero, Vector<float>.Zero);
        var i = 0;
        for (; i < left.Length - 1; i += 2)
        {
            even += left[i] * right[i];
            odd += left[i + 1] * right[i + 1];
        }

        if (i < left.Length)
        {
            even += left[i] * right[i];
        }

        var sum = Vector.Sum(even + odd);
        for (var rest = left.Length * Vector<float>.Count; rest < a.Length; rest++)
        {
            sum += a[rest] * b[rest];
        }

        return sum;
    }
}

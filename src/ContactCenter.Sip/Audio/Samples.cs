using System.Numerics;

namespace ContactCenter.Sip.Audio;

/// <summary>Between 16-bit samples and numbers to reckon with, by the processor's vectors.</summary>
internal static class Samples
{
    /// <summary>Rounded to the nearest, and to the limits of 16 bits where it is beyond them.</summary>
    public static short Saturate(float value) => (short)Math.Clamp(MathF.Round(value), short.MinValue, short.MaxValue);

    public static void ToFloat(ReadOnlySpan<short> samples, Span<float> values)
    {
        var done = 0;
        for (; done <= samples.Length - Vector<short>.Count; done += Vector<short>.Count)
        {
            Vector.Widen(new Vector<short>(samples[done..]), out var low, out var high);
            Vector.ConvertToSingle(low).CopyTo(values[done..]);
            Vector.ConvertToSingle(high).CopyTo(values[(done + Vector<float>.Count)..]);
        }

        for (; done < samples.Length; done++)
        {
            values[done] = samples[done];
        }
    }

    /// <summary>The sum of squares.</summary>
    public static double Energy(ReadOnlySpan<short> samples)
    {
        var done = 0;
        var sum = 0.0;
        while (done <= samples.Length - Vector<short>.Count)
        {
            // A block of 4,096 squares of up to 2^30 fits in 64 bits as well as it does exactly in a double.
            var block = Vector<long>.Zero;
            for (var end = Math.Min(samples.Length, done + 4_096); done <= end - Vector<short>.Count; done += Vector<short>.Count)
            {
                Vector.Widen(new Vector<short>(samples[done..]), out var low, out var high);
                Vector.Widen(low * low, out var first, out var second);
                Vector.Widen(high * high, out var third, out var fourth);
                block += first + second + third + fourth;
            }

            sum += Vector.Sum(block);
        }

        for (; done < samples.Length; done++)
        {
            sum += (double)samples[done] * samples[done];
        }

        return sum;
    }
}

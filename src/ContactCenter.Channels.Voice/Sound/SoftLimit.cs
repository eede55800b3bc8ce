using System.Numerics;

namespace ContactCenter.Channels.Voice.Sound;

/// <summary>Makes samples of a sum: one voice passes as it is, and what several are together bends smoothly below the limit of 16 bits instead of being cut there.</summary>
internal static class SoftLimit
{
    private const float Knee = 24_576;
    private const float Room = 32_767 - Knee;

    public static void Apply(ReadOnlySpan<float> sum, Span<short> samples)
    {
        for (var i = 0; i < sum.Length; i++)
        {
            var value = sum[i];
            var over = MathF.Abs(value) - Knee;
            samples[i] = over <= 0
                ? (short)MathF.Round(value)
                : (short)MathF.Round(MathF.CopySign(Knee + (Room * over / (Room + over)), value));
        }
    }

    public static void Round(ReadOnlySpan<float> sum, Span<short> samples)
    {
        var done = 0;
        for (; done <= sum.Length - Vector<short>.Count; done += Vector<short>.Count)
        {
            var low = Vector.ConvertToInt32(Vector.Round(new Vector<float>(sum[done..])));
            var high = Vector.ConvertToInt32(Vector.Round(new Vector<float>(sum[(done + Vector<float>.Count)..])));
            Vector.NarrowWithSaturation(low, high).CopyTo(samples[done..]);
        }

        for (; done < sum.Length; done++)
        {
            samples[done] = (short)Math.Clamp(MathF.Round(sum[done]), short.MinValue, short.MaxValue);
        }
    }
}

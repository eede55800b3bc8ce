using System.Numerics;

namespace ContactCenter.Sip.Audio;

/// <summary>ITU-T G.711: a sample as one octet, by the µ law (tables 2a and 2b) or the A law (tables 1a and 1b).</summary>
/// <remarks>
/// Pure functions. A law's code is the exponent of the magnitude and four bits of its mantissa, which is how a <see cref="float"/> begins: the
/// conversion does the segment search, for as many samples at once as the processor's vectors hold. A negative sample is coded as its one's
/// complement, so that both signs have as many values.
/// </remarks>
public static class G711
{
    // The exponent 7 of a float in the place of the code: the first segment.
    private const int FirstSegment = (127 + 7) << 4;
    private const int Bias = 132;

    /// <summary>Writes <paramref name="samples"/> as µ-law.</summary>
    /// <exception cref="ArgumentException"><paramref name="octets"/> is shorter than <paramref name="samples"/>.</exception>
    public static void EncodeMu(ReadOnlySpan<short> samples, Span<byte> octets)
    {
        Require(octets.Length, samples.Length, nameof(octets));
        var done = 0;
        for (; done <= samples.Length - Vector<byte>.Count; done += Vector<byte>.Count)
        {
            var (first, second) = (new Vector<short>(samples[done..]), new Vector<short>(samples[(done + Vector<short>.Count)..]));
            Vector.Narrow(Mu(first), Mu(second)).CopyTo(octets[done..]);
        }

        for (; done < samples.Length; done++)
        {
            octets[done] = EncodeMu(samples[done]);
        }
    }

    /// <summary>Writes <paramref name="samples"/> as A-law.</summary>
    /// <exception cref="ArgumentException"><paramref name="octets"/> is shorter than <paramref name="samples"/>.</exception>
    public static void EncodeA(ReadOnlySpan<short> samples, Span<byte> octets)
    {
        Require(octets.Length, samples.Length, nameof(octets));
        var done = 0;
        for (; done <= samples.Length - Vector<byte>.Count; done += Vector<byte>.Count)
        {
            var (first, second) = (new Vector<short>(samples[done..]), new Vector<short>(samples[(done + Vector<short>.Count)..]));
            Vector.Narrow(A(first), A(second)).CopyTo(octets[done..]);
        }

        for (; done < samples.Length; done++)
        {
            octets[done] = EncodeA(samples[done]);
        }
    }

    /// <summary>Reads µ-law <paramref name="octets"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="samples"/> is shorter than <paramref name="octets"/>.</exception>
    public static void DecodeMu(ReadOnlySpan<byte> octets, Span<short> samples)
    {
        Require(samples.Length, octets.Length, nameof(samples));
        var done = 0;
        for (; done <= octets.Length - Vector<byte>.Count; done += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(octets[done..]) ^ new Vector<byte>(0xFF), out var first, out var second);
            FromMu(first).CopyTo(samples[done..]);
            FromMu(second).CopyTo(samples[(done + Vector<short>.Count)..]);
        }

        for (; done < octets.Length; done++)
        {
            samples[done] = DecodeMu(octets[done]);
        }
    }

    /// <summary>Reads A-law <paramref name="octets"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="samples"/> is shorter than <paramref name="octets"/>.</exception>
    public static void DecodeA(ReadOnlySpan<byte> octets, Span<short> samples)
    {
        Require(samples.Length, octets.Length, nameof(samples));
        var done = 0;
        for (; done <= octets.Length - Vector<byte>.Count; done += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(octets[done..]) ^ new Vector<byte>(0xD5), out var first, out var second);
            FromA(first).CopyTo(samples[done..]);
            FromA(second).CopyTo(samples[(done + Vector<short>.Count)..]);
        }

        for (; done < octets.Length; done++)
        {
            samples[done] = DecodeA(octets[done]);
        }
    }

    private static byte EncodeMu(short sample)
    {
        var magnitude = Math.Min((sample ^ (sample >> 15)) + Bias, short.MaxValue);
        var code = (BitConverter.SingleToInt32Bits(magnitude) >> 19) - FirstSegment;
        return (byte)~(code | ((sample >> 8) & 0x80));
    }

    private static byte EncodeA(short sample)
    {
        var magnitude = sample ^ (sample >> 15);
        var code = magnitude < 256 ? magnitude >> 4 : (BitConverter.SingleToInt32Bits(magnitude) >> 19) - FirstSegment;
        return (byte)((code | ((sample >> 8) & 0x80)) ^ 0xD5);
    }

    private static short DecodeMu(byte octet)
    {
        var code = ~octet;
        var magnitude = (((code & 0x0F) << 3) + Bias << ((code >> 4) & 7)) - Bias;
        return (short)((code & 0x80) == 0 ? magnitude : -magnitude);
    }

    private static short DecodeA(byte octet)
    {
        var code = octet ^ 0xD5;
        var segment = (code >> 4) & 7;
        var magnitude = segment == 0 ? ((code & 0x0F) << 4) + 8 : ((code & 0x0F) << 3) + Bias << segment;
        return (short)((code & 0x80) == 0 ? magnitude : -magnitude);
    }

    private static Vector<ushort> Mu(Vector<short> samples)
    {
        Vector.Widen(samples ^ (samples >> 15), out var low, out var high);
        var most = new Vector<int>(short.MaxValue);
        var code = Vector.Narrow(Code(Vector.Min(low + new Vector<int>(Bias), most)), Code(Vector.Min(high + new Vector<int>(Bias), most)));
        return Vector.AsVectorUInt16((code | ((samples >> 8) & new Vector<short>(0x80))) ^ new Vector<short>(0xFF));
    }

    private static Vector<ushort> A(Vector<short> samples)
    {
        var magnitude = samples ^ (samples >> 15);
        Vector.Widen(magnitude, out var low, out var high);
        var code = Vector.ConditionalSelect(Vector.LessThan(magnitude, new Vector<short>(256)), magnitude >> 4, Vector.Narrow(Code(low), Code(high)));
        return Vector.AsVectorUInt16((code | ((samples >> 8) & new Vector<short>(0x80))) ^ new Vector<short>(0xD5));
    }

    private static Vector<int> Code(Vector<int> magnitude) =>
        (Vector.AsVectorInt32(Vector.ConvertToSingle(magnitude)) >> 19) - new Vector<int>(FirstSegment);

    private static Vector<short> FromMu(Vector<ushort> code)
    {
        var magnitude = Magnitude(code & new Vector<ushort>(0x7F)) - new Vector<short>(Bias);
        return Sign(magnitude, code);
    }

    private static Vector<short> FromA(Vector<ushort> code)
    {
        var bits = code & new Vector<ushort>(0x7F);
        var linear = Vector.AsVectorInt16((bits << 4) + new Vector<ushort>(8));
        return Sign(Vector.ConditionalSelect(Vector.AsVectorInt16(Vector.LessThan(bits, new Vector<ushort>(16))), linear, Magnitude(bits)), code);
    }

    // The middle of the interval: the float whose exponent and mantissa begin with the code and go on with one half.
    private static Vector<short> Magnitude(Vector<ushort> code)
    {
        Vector.Widen(Vector.AsVectorInt16(code), out var low, out var high);
        var start = new Vector<int>((FirstSegment << 19) + (1 << 18));
        return Vector.Narrow(
            Vector.ConvertToInt32Native(Vector.AsVectorSingle((low << 19) + start)),
            Vector.ConvertToInt32Native(Vector.AsVectorSingle((high << 19) + start)));
    }

    private static Vector<short> Sign(Vector<short> magnitude, Vector<ushort> code)
    {
        var negative = Vector.AsVectorInt16(code << 8) >> 15;
        return (magnitude ^ negative) - negative;
    }

    private static void Require(int length, int needed, string name)
    {
        if (length < needed)
        {
            throw new ArgumentException($"{name} holds {length} and {needed} are needed; give a longer span.", name);
        }
    }
}

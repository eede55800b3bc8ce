using System.Runtime.Intrinsics;

namespace ContactCenter.Sip.Audio;

/// <summary>The filter that makes two bands at half the rate of each pair of samples. ITU-T G.722 clause 5.2.1.</summary>
internal sealed class G722Split
{
    private readonly DelayLine _first = new();
    private readonly DelayLine _second = new();

    /// <summary>The next sample of the lower and of the higher band, 15 bits each.</summary>
    public (int Low, int High) Next(int first, int second)
    {
        var odd = _first.Push(first, G722Tables.Mirror);
        var even = _second.Push(second, G722Tables.MirrorReversed);
        return (even + odd >> 14, even - odd >> 14);
    }
}

/// <summary>The filter that makes a pair of samples of two bands. ITU-T G.722 clause 5.2.2.</summary>
internal sealed class G722Join
{
    private readonly DelayLine _sums = new();
    private readonly DelayLine _differences = new();

    /// <summary>The next two samples.</summary>
    public (short First, short Second) Next(int low, int high)
    {
        var second = _sums.Push(low + high, G722Tables.Mirror);
        var first = _differences.Push(low - high, G722Tables.MirrorReversed);
        return ((short)G722Band.Saturate(first >> 11), (short)G722Band.Saturate(second >> 11));
    }
}

/// <summary>The last 12 values, and their products with 12 coefficients. The buffer is written on until its end and then moved to its begin.</summary>
internal sealed class DelayLine
{
    private const int Length = 12;

    private readonly int[] _values = new int[256];
    private int _end = Length;

    /// <summary>Takes the newest value in; the sum of coefficient × value, the first coefficient with the oldest.</summary>
    public int Push(int value, ReadOnlySpan<int> coefficients)
    {
        if (_end == _values.Length)
        {
            _values.AsSpan(_end - Length).CopyTo(_values);
            _end = Length;
        }

        _values[_end++] = value;
        ReadOnlySpan<int> window = _values.AsSpan(_end - Length, Length);
        var sum = Vector128.Create(window) * Vector128.Create(coefficients);
        sum += Vector128.Create(window[4..]) * Vector128.Create(coefficients[4..]);
        sum += Vector128.Create(window[8..]) * Vector128.Create(coefficients[8..]);
        return Vector128.Sum(sum);
    }
}

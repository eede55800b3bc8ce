using System.Globalization;

namespace ContactCenter.Simulation;

/// <summary>A figure with its confidence interval, by Student's t over independent days.</summary>
/// <param name="Value">The estimate; not a number where nothing was seen to estimate from.</param>
/// <param name="HalfWidth">Half the interval; not a number with fewer than two days.</param>
/// <param name="Days">From how many days.</param>
public readonly record struct Estimate(double Value, double HalfWidth, int Days)
{
    /// <summary>The lower end of the interval.</summary>
    public double Low => Value - HalfWidth;

    /// <summary>The upper end of the interval.</summary>
    public double High => Value + HalfWidth;

    /// <summary>Whether the interval contains a value.</summary>
    public bool Contains(double value) => Low <= value && value <= High;

    /// <summary>Whether this interval and another have something in common.</summary>
    public bool Overlaps(double low, double high) => Low <= high && low <= High;

    /// <summary>The mean of one figure a day.</summary>
    /// <param name="values">One per day.</param>
    /// <param name="confidence">How sure the interval is to be: over 0 and under 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="confidence"/> is out of its range.</exception>
    public static Estimate OfMean(IReadOnlyList<double> values, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0)
        {
            return new Estimate(double.NaN, double.NaN, 0);
        }

        var mean = values.Average();
        return new Estimate(mean, HalfWidthOf(values.Sum(value => (value - mean) * (value - mean)), values.Count, confidence), values.Count);
    }

    /// <summary>A ratio of two figures a day, such as served in time over everyone: of the sums, not the mean of the days' ratios, so that a quiet day counts as little as it is.</summary>
    /// <param name="numerators">One per day.</param>
    /// <param name="denominators">One per day.</param>
    /// <param name="confidence">How sure the interval is to be: over 0 and under 1.</param>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="confidence"/> is out of its range.</exception>
    public static Estimate OfRatio(IReadOnlyList<double> numerators, IReadOnlyList<double> denominators, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(numerators);
        ArgumentNullException.ThrowIfNull(denominators);
        if (numerators.Count != denominators.Count)
        {
            throw new ArgumentException($"There are {numerators.Count} numerators and {denominators.Count} denominators; give one of each per day.", nameof(denominators));
        }

        var below = denominators.Sum();
        if (below == 0)
        {
            return new Estimate(double.NaN, double.NaN, numerators.Count);
        }

        // The delta method: the ratio varies as (X − rY) / mean(Y) does.
        var ratio = numerators.Sum() / below;
        var squares = numerators.Zip(denominators, (x, y) => (x - (ratio * y)) * (x - (ratio * y))).Sum();
        var mean = below / numerators.Count;
        return new Estimate(ratio, HalfWidthOf(squares, numerators.Count, confidence) / mean, numerators.Count);
    }

    /// <summary>The figure with its interval, such as <c>0.901 ± 0.002</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value:0.####} ± {HalfWidth:0.####}");

    private static double HalfWidthOf(double squares, int count, double confidence)
    {
        if (confidence is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "The confidence must be over 0 and under 1, such as 0.95.");
        }

        return count < 2 ? double.NaN : Student.Quantile((1 + confidence) / 2, count - 1) * Math.Sqrt(squares / (count - 1) / count);
    }
}

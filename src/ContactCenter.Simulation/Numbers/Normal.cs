namespace ContactCenter.Simulation;

/// <summary>The standard normal distribution.</summary>
internal static class Normal
{
    public static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>P(Z ≤ x), to about 1e-14.</summary>
    public static double Cdf(double x)
    {
        var magnitude = Math.Abs(x);
        if (magnitude < 6)
        {
            var (sum, term) = (magnitude, magnitude);
            for (var k = 1; term > 1e-18 * sum; k++)
            {
                term *= magnitude * magnitude / ((2 * k) + 1);
                sum += term;
            }

            var middle = sum * Density(magnitude);
            return x >= 0 ? 0.5 + middle : 0.5 - middle;
        }

        var tail = Density(magnitude) / ContinuedTail(magnitude);
        return x >= 0 ? 1 - tail : tail;
    }

    /// <summary>Density over tail, P(Z &gt; x); sound in the far tail, where both vanish.</summary>
    public static double Hazard(double x) => x < 4 ? Density(x) / Cdf(-x) : ContinuedTail(x);

    private static double ContinuedTail(double x)
    {
        var fraction = x;
        for (var k = 60; k >= 1; k--)
        {
            fraction = x + (k / fraction);
        }

        return fraction;
    }
}

namespace ContactCenter.Simulation;

/// <summary>
/// Logarithm and exponential from the four operations alone, which IEEE 754 rounds in one way everywhere. The runtime's own come from
/// the machine's library and may differ in the last bit, so that one seed would not give the same day on every machine.
/// </summary>
internal static class PortableMath
{
    private const double Ln2High = 0.693147180369123816490; // 32 bits: k·Ln2High is exact
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double Sqrt2 = 1.41421356237309504880;

    /// <summary>The natural logarithm of a positive, finite number.</summary>
    public static double Log(double x)
    {
        var exponent = Math.ILogB(x);
        var mantissa = Math.ScaleB(x, -exponent);
        if (mantissa > Sqrt2)
        {
            mantissa *= 0.5;
            exponent++;
        }

        // ln m = 2 artanh s; s² is under 0.0295, so the tenth term is under 1e-17.
        var s = (mantissa - 1) / (mantissa + 1);
        var square = s * s;
        var sum = 0.0;
        for (var odd = 21; odd >= 3; odd -= 2)
        {
            sum = (sum + (1.0 / odd)) * square;
        }

        return (exponent * Ln2High) + ((2 * s) + ((2 * s * sum) + (exponent * Ln2Low)));
    }

    /// <summary>e to the power of <paramref name="x"/>; 0 and infinity beyond what a double holds.</summary>
    public static double Exp(double x)
    {
        if (x > 709.7)
        {
            return double.PositiveInfinity;
        }

        if (x < -745)
        {
            return 0;
        }

        var k = Math.Round(x / (Ln2High + Ln2Low));
        var rest = x - (k * Ln2High) - (k * Ln2Low);
        var sum = 1.0;
        for (var n = 15; n >= 1; n--)
        {
            sum = 1 + (rest / n * sum);
        }

        return Math.ScaleB(sum, (int)k);
    }
}

namespace ContactCenter.Scripting.Languages;

/// <summary>
/// The operands of CLDR's plural rules for a number as it is written: 1 and 1.0 are different numbers. A decimal keeps its trailing zeros, and so
/// do these.
/// </summary>
internal readonly record struct PluralOperands
{
    /// <summary>The absolute value.</summary>
    public decimal N { get; private init; }

    /// <summary>Its integer digits.</summary>
    public decimal I { get; private init; }

    /// <summary>How many fraction digits are written, with trailing zeros.</summary>
    public int V { get; private init; }

    /// <summary>How many fraction digits are written, without trailing zeros.</summary>
    public int W { get; private init; }

    /// <summary>The fraction digits as a number, with trailing zeros.</summary>
    public decimal F { get; private init; }

    /// <summary>The fraction digits as a number, without trailing zeros.</summary>
    public decimal T { get; private init; }

    public static PluralOperands Of(decimal number)
    {
        var n = Math.Abs(number);
        var i = decimal.Truncate(n);
        int v = n.Scale;
        var f = n - i;
        for (var digit = 0; digit < v; digit++)
        {
            f *= 10m;
        }

        f = decimal.Truncate(f);
        var (t, w) = (f, f == 0 ? 0 : v);
        while (t != 0 && t % 10 == 0)
        {
            t /= 10;
            w--;
        }

        return new PluralOperands { N = n, I = i, V = v, W = w, F = f, T = decimal.Truncate(t) };
    }
}

namespace ContactCenter.Sip.Audio;

/// <summary>Levels of samples. Silence has <see cref="Floor"/>.</summary>
/// <remarks>
/// A full-scale sine has 0 dBFS of peak, -3.01 dBov and 3.14 dBm0: G.711 puts its own limit there (ITU-T G.711 clause 4), and dBov is against the
/// loudest signal of all, a full-scale square (RFC 6464 section 1, RFC 3389 section 3).
/// </remarks>
public static class AudioLevel
{
    /// <value>What silence has: -127 dB, the lowest RFC 6464 can say.</value>
    public const double Floor = -127;

    /// <summary>dBm0 of a signal of 0 dBov.</summary>
    public const double Dbm0OfDbov = 6.15;

    private const double FullScaleSineDbm0 = 3.14;

    /// <summary>The power of the samples against a full-scale square, in dB: 0 at most.</summary>
    public static double Dbov(ReadOnlySpan<short> samples) => samples.IsEmpty
        ? Floor
        : DbovOfPower(Samples.Energy(samples) / samples.Length);

    /// <summary>The power of the samples in dBm0: 6.15 at most, 3.14 for a full-scale sine.</summary>
    public static double Dbm0(ReadOnlySpan<short> samples) => Dbov(samples) + Dbm0OfDbov;

    /// <summary>The largest sample against the largest there is, in dB: 0 at most.</summary>
    public static double PeakDbfs(ReadOnlySpan<short> samples)
    {
        var peak = 0;
        foreach (var sample in samples)
        {
            peak = Math.Max(peak, Math.Abs((int)sample));
        }

        return peak == 0 ? Floor : 20 * Math.Log10(peak / 32_768.0);
    }

    /// <summary>The amplitude of a sine of a level, in units of 16-bit samples: 32,768 for 3.14 dBm0.</summary>
    public static double AmplitudeOfDbm0(double dbm0) => 32_768 * Math.Pow(10, (dbm0 - FullScaleSineDbm0) / 20);

    internal static double DbovOfPower(double meanSquare) =>
        meanSquare <= 0 ? Floor : Math.Max(Floor, 10 * Math.Log10(meanSquare / (32_768.0 * 32_768.0)));
}

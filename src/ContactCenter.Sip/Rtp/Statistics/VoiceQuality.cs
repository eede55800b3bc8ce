namespace ContactCenter.Sip.Rtp.Statistics;

/// <summary>
/// How a call likely sounds: the E-model of ITU-T G.107 with all values that are not measured at their defaults. The rating is
/// 93.2 - Id - Ie,eff. Id as a function of the one-way delay is the fit of Cole and Rosenbluth ("Voice over IP performance monitoring", 2001);
/// Ie,eff is G.107 equation 7-29; the score is G.107 annex B. A narrow-band measure: for wide-band codecs it says how much is lost, not how good they are.
/// </summary>
internal static class VoiceQuality
{
    private const double BestRating = 93.2;

    /// <summary>G.711's equipment impairment without loss. ITU-T G.113 appendix I.</summary>
    public const double G711Impairment = 0;

    /// <summary>G.711's robustness against loss with concealment. ITU-T G.113 appendix I: 25.1; without concealment it is 4.3.</summary>
    public const double G711Robustness = 25.1;

    /// <summary>The transmission rating R, 0 to 93.2.</summary>
    /// <param name="oneWay">Mouth to ear, buffering included.</param>
    /// <param name="lossPercent">Packets lost or too late, 0 to 100.</param>
    /// <param name="burstRatio">1 for random loss.</param>
    /// <param name="impairment">The codec's Ie.</param>
    /// <param name="robustness">The codec's Bpl; above 0.</param>
    public static double Rating(TimeSpan oneWay, double lossPercent, double burstRatio, double impairment = G711Impairment, double robustness = G711Robustness)
    {
        var delay = Math.Max(0, oneWay.TotalMilliseconds);
        var delayed = (0.024 * delay) + (delay > 177.3 ? 0.11 * (delay - 177.3) : 0);
        var loss = Math.Clamp(lossPercent, 0, 100);
        var lost = impairment + ((95 - impairment) * loss / ((loss / Math.Max(1, burstRatio)) + robustness));
        return Math.Clamp(BestRating - delayed - lost, 0, BestRating);
    }

    /// <summary>The mean opinion score of a rating, 1 to 4.5. ITU-T G.107 annex B.</summary>
    public static double Score(double rating) => rating switch
    {
        <= 0 => 1,
        >= 100 => 4.5,
        _ => Math.Max(1, 1 + (0.035 * rating) + (rating * (rating - 60) * (100 - rating) * 7e-6)),
    };
}

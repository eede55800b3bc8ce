namespace ContactCenter.Sip.Audio;

/// <summary>The numbers of ITU-T G.722: quantizers, their inverses, scale factors (clause 6.2, tables 7 to 21) and the filters of clause 5.2.</summary>
internal static class G722Tables
{
    /// <summary>Every second one of the 24 coefficients of the filter that halves the band and joins the halves.</summary>
    public static ReadOnlySpan<int> Mirror => [3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11];

    /// <summary>Those between: the same from the other end, for the filter is symmetric.</summary>
    public static ReadOnlySpan<int> MirrorReversed => [-11, 53, -156, 362, -805, 3876, 951, -210, 32, 12, -11, 3];

    /// <summary>Decision levels of the lower band's 60-level quantizer.</summary>
    public static ReadOnlySpan<int> LowDecisions =>
    [
        0, 35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714,
        786, 858, 940, 1023, 1121, 1219, 1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919,
    ];

    /// <summary>What a code of six bits of the lower band stands for, in units of the scale factor.</summary>
    public static ReadOnlySpan<int> LowLevels =>
    [
        -136, -136, -136, -136, -24808, -21904, -19008, -16704, -14984, -13512, -12280, -11192, -10232, -9360, -8576, -7856,
        -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168, -2776, -2400, -2032, -1688, -1360, -1040, -728,
        24808, 21904, 19008, 16704, 14984, 13512, 12280, 11192, 10232, 9360, 8576, 7856, 7192, 6576, 6000, 5456,
        4944, 4464, 4008, 3576, 3168, 2776, 2400, 2032, 1688, 1360, 1040, 728, 432, 136, -432, -136,
    ];

    /// <summary>What its upper four bits stand for: both predictors follow these alone.</summary>
    public static ReadOnlySpan<int> LowCoarseLevels =>
        [0, -20456, -12896, -8968, -6288, -4240, -2584, -1200, 20456, 12896, 8968, 6288, 4240, 2584, 1200, 0];

    /// <summary>How the four bits change the logarithm of the lower band's scale factor.</summary>
    public static ReadOnlySpan<int> LowScaleSteps => [-60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60];

    /// <summary>What a code of the higher band stands for.</summary>
    public static ReadOnlySpan<int> HighLevels => [-7408, -1616, 7408, 1616];

    /// <summary>How it changes the logarithm of the higher band's scale factor.</summary>
    public static ReadOnlySpan<int> HighScaleSteps => [798, -214, 798, -214];

    /// <summary>2048 × 2^(i/32): from the logarithm back to the scale factor.</summary>
    public static ReadOnlySpan<int> Antilog =>
    [
        2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834,
        2896, 2960, 3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008,
    ];

    /// <summary>The code of six bits for the interval 1 to 30 of a magnitude.</summary>
    public static int LowCode(int interval, bool isNegative) =>
        isNegative ? interval <= 2 ? 64 - interval : 34 - interval : 62 - interval;
}

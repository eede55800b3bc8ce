namespace ContactCenter.Sip.Audio;

/// <summary>The sample rates this package works at.</summary>
internal static class SampleRates
{
    public const int Least = 8_000;
    public const int Most = 48_000;

    public static int Require(int rate, string name) => rate is >= Least and <= Most
        ? rate
        : throw new ArgumentOutOfRangeException(name, rate, $"{name} is {rate}; set it to 8000 up to 48000 samples a second.");
}

namespace ContactCenter.Sip.Audio;

/// <summary>
/// Tells whether somebody speaks: the level of a frame against the noise of the line, which is followed down at once and up by 3 dB a second. A
/// voice goes on for 200 ms after it was last heard, so that the ends of words are not cut.
/// </summary>
/// <remarks>Owned by one stream: not safe for two threads at a time. It allocates nothing.</remarks>
public sealed class VoiceDetector
{
    private const double Margin = 8;
    private const double LeastDbm0 = -50;
    private const double HighestStart = -45;
    private const double RisePerSecond = 3;
    private const double Hangover = 0.2;

    private readonly int _rate;
    private double _since = double.PositiveInfinity;
    private bool _hasHeard;

    /// <summary>For a stream of which nothing has been heard.</summary>
    /// <param name="sampleRate">8,000 to 48,000 samples a second.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another rate.</exception>
    public VoiceDetector(int sampleRate) => _rate = SampleRates.Require(sampleRate, nameof(sampleRate));

    /// <value>The level of the line's noise in dBm0, as far as it is known.</value>
    public double NoiseDbm0 { get; private set; } = HighestStart;

    /// <value>Whether somebody speaks.</value>
    public bool IsVoice => _since < Hangover;

    /// <summary>Listens to a frame.</summary>
    /// <param name="frame">10 to 30 ms.</param>
    /// <returns><see cref="IsVoice"/>.</returns>
    public bool Process(ReadOnlySpan<short> frame)
    {
        var level = AudioLevel.Dbm0(frame);
        var seconds = (double)frame.Length / _rate;
        if (!_hasHeard)
        {
            (_hasHeard, NoiseDbm0) = (true, Math.Min(level, HighestStart));
        }

        _since = level > Math.Max(NoiseDbm0 + Margin, LeastDbm0) ? 0 : _since + seconds;
        NoiseDbm0 = level < NoiseDbm0
            ? Math.Max(NoiseDbm0 + ((level - NoiseDbm0) * Math.Min(1, seconds * 15)), -80)
            : Math.Min(level, NoiseDbm0 + (RisePerSecond * seconds));
        return IsVoice;
    }
}

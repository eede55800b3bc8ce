namespace ContactCenter.Channels.Voice.Sound;

/// <summary>A piece of sound in memory: a recording, music, or what a voice has said.</summary>
/// <param name="Samples">Linear samples of 16 bits, mono; at most 10 minutes.</param>
/// <param name="SampleRate">In hertz.</param>
internal sealed record Clip(ReadOnlyMemory<short> Samples, int SampleRate)
{
    /// <summary>How long it is.</summary>
    public TimeSpan Length => TimeSpan.FromSeconds((double)Samples.Length / SampleRate);
}

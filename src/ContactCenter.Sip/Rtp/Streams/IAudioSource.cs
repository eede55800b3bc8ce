namespace ContactCenter.Sip.Rtp.Streams;

/// <summary>What is sent: asked for the next frame whenever it is due.</summary>
public interface IAudioSource
{
    /// <summary>Fills the next frame. Called on a thread of media, one call at a time: return at once.</summary>
    /// <param name="frame">As many samples as the packet time holds; cleared beforehand.</param>
    /// <param name="sampleRate">Of the codec that is sent.</param>
    /// <returns><see langword="false"/> when there is nothing to say: silence is sent, or nothing with <see cref="MediaStreamOptions.SendsComfortNoise"/>.</returns>
    bool Fill(Span<short> frame, int sampleRate);
}

/// <summary>What a frame that is heard is made of.</summary>
public enum AudioFrameKind
{
    /// <summary>Nothing was said.</summary>
    Silence,

    /// <summary>What was received.</summary>
    Received,

    /// <summary>In part or whole filled in for what did not come.</summary>
    Concealed,
}

/// <summary>What is heard: gets the frames in order, at the pace of our clock, each once.</summary>
public interface IAudioSink
{
    /// <summary>Takes the next frame. Called on a thread of media, one call at a time: return at once (an <see cref="AudioQueue"/> lets a slow consumer wait elsewhere).</summary>
    /// <param name="frame">As many samples as our packet time holds; not valid after the call.</param>
    /// <param name="sampleRate">Of the codec that is received.</param>
    /// <param name="kind">What it is made of.</param>
    void Play(ReadOnlySpan<short> frame, int sampleRate, AudioFrameKind kind);
}

namespace ContactCenter.Sip.Audio;

/// <summary>How a WAV file writes a sample.</summary>
public enum WavEncoding
{
    /// <summary>16-bit linear; format tag 1.</summary>
    Pcm16,

    /// <summary>8-bit linear with an offset of 128; format tag 1. It is read, not written.</summary>
    Pcm8,

    /// <summary>G.711 µ-law; format tag 7.</summary>
    Pcmu,

    /// <summary>G.711 A-law; format tag 6.</summary>
    Pcma,
}

namespace ContactCenter.Sip.Audio;

/// <summary>G.722 as RTP carries it: 16,000 samples and 8,000 octets a second, and a clock of 8,000 by an old mistake. RFC 3551 section 4.5.2.</summary>
internal sealed class G722Codec : IAudioCodec
{
    public string Name => "G722";

    public int ClockRate => 8_000;

    public int SampleRate => 16_000;

    public int PayloadType => 9;

    public int MaxBytes(int samples) => (samples + 1) / 2;

    public IAudioEncoder CreateEncoder() => new G722Encoder();

    public IAudioDecoder CreateDecoder() => new G722Decoder();
}

namespace ContactCenter.Sip.Audio;

/// <summary>PCMU and PCMA as RTP carries them. RFC 3551 section 4.5.14.</summary>
internal sealed class G711Codec(bool isMu) : IAudioCodec
{
    public string Name => isMu ? "PCMU" : "PCMA";

    public int ClockRate => 8_000;

    public int SampleRate => 8_000;

    public int PayloadType => isMu ? 0 : 8;

    public int MaxBytes(int samples) => samples;

    public IAudioEncoder CreateEncoder() => new Encoder(isMu);

    public IAudioDecoder CreateDecoder() => new Decoder(isMu);

    private sealed class Encoder(bool isMu) : IAudioEncoder
    {
        public int Encode(ReadOnlySpan<short> samples, Span<byte> payload)
        {
            if (isMu)
            {
                G711.EncodeMu(samples, payload);
            }
            else
            {
                G711.EncodeA(samples, payload);
            }

            return samples.Length;
        }
    }

    private sealed class Decoder(bool isMu) : IAudioDecoder
    {
        private readonly LossConcealer _concealer = new(8_000);

        public int CountSamples(ReadOnlySpan<byte> payload) => payload.Length;

        public int Decode(ReadOnlySpan<byte> payload, Span<short> samples)
        {
            if (isMu)
            {
                G711.DecodeMu(payload, samples);
            }
            else
            {
                G711.DecodeA(payload, samples);
            }

            _concealer.Received(samples[..payload.Length]);
            return payload.Length;
        }

        public void Conceal(Span<short> samples) => _concealer.Conceal(samples);
    }
}

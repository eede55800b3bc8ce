namespace ContactCenter.Sip.Audio;

/// <summary>ITU-T G.722 at 64 kbit/s, receiving: an octet becomes two samples. Clauses 4 and 5.</summary>
internal sealed class G722Decoder : IAudioDecoder
{
    private readonly LossConcealer _concealer = new(16_000);
    private readonly G722Join _join = new();
    private G722Band _low = G722Band.Low;
    private G722Band _high = G722Band.High;

    public int CountSamples(ReadOnlySpan<byte> payload) => payload.Length * 2;

    public int Decode(ReadOnlySpan<byte> payload, Span<short> samples)
    {
        var count = payload.Length * 2;
        if (samples.Length < count)
        {
            throw new ArgumentException($"samples holds {samples.Length} and {count} are needed; give a longer span.", nameof(samples));
        }

        for (var i = 0; i < payload.Length; i++)
        {
            (samples[2 * i], samples[(2 * i) + 1]) = _join.Next(DecodeLow(payload[i] & 0x3F), DecodeHigh(payload[i] >> 6));
        }

        _concealer.Received(samples[..count]);
        return count;
    }

    public void Conceal(Span<short> samples) => _concealer.Conceal(samples);

    private int DecodeLow(int code)
    {
        var sample = Limit(_low.Prediction + (_low.Scale * G722Tables.LowLevels[code] >> 15));
        _low.Adapt(_low.Scale * G722Tables.LowCoarseLevels[code >> 2] >> 15, G722Tables.LowScaleSteps[code >> 2]);
        return sample;
    }

    private int DecodeHigh(int code)
    {
        var difference = _high.Scale * G722Tables.HighLevels[code] >> 15;
        var sample = Limit(_high.Prediction + difference);
        _high.Adapt(difference, G722Tables.HighScaleSteps[code]);
        return sample;
    }

    // Clause 6.2.2.2, LIMIT: the bands have 15 bits.
    private static int Limit(int sample) => Math.Clamp(sample, -16_384, 16_383);
}

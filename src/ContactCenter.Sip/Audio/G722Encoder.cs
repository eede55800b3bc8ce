namespace ContactCenter.Sip.Audio;

/// <summary>ITU-T G.722 at 64 kbit/s, sending: two samples become an octet. Clauses 3 and 5.</summary>
internal sealed class G722Encoder : IAudioEncoder
{
    private readonly G722Split _split = new();
    private G722Band _low = G722Band.Low;
    private G722Band _high = G722Band.High;

    public int Encode(ReadOnlySpan<short> samples, Span<byte> payload)
    {
        if (samples.Length % 2 != 0)
        {
            throw new ArgumentException($"{samples.Length} samples are no pairs; G.722 codes two at a time, give an even number.", nameof(samples));
        }

        if (payload.Length < samples.Length / 2)
        {
            throw new ArgumentException($"payload holds {payload.Length} and {samples.Length / 2} are needed; give a longer span.", nameof(payload));
        }

        for (var i = 0; i < samples.Length; i += 2)
        {
            var (low, high) = _split.Next(samples[i], samples[i + 1]);
            payload[i / 2] = (byte)((EncodeHigh(high) << 6) | EncodeLow(low));
        }

        return samples.Length / 2;
    }

    private int EncodeLow(int sample)
    {
        var error = G722Band.Saturate(sample - _low.Prediction);
        var magnitude = error ^ (error >> 31);
        var scale = _low.Scale;

        // The intervals in halves: how many decision levels, in units of the scale factor, the magnitude reaches.
        var (reached, above) = (0, G722Tables.LowDecisions.Length);
        while (above - reached > 1)
        {
            var middle = (reached + above) / 2;
            if (magnitude >= G722Tables.LowDecisions[middle] * scale >> 12)
            {
                reached = middle;
            }
            else
            {
                above = middle;
            }
        }

        var code = G722Tables.LowCode(reached + 1, error < 0);
        _low.Adapt(scale * G722Tables.LowCoarseLevels[code >> 2] >> 15, G722Tables.LowScaleSteps[code >> 2]);
        return code;
    }

    private int EncodeHigh(int sample)
    {
        var error = G722Band.Saturate(sample - _high.Prediction);
        var isFar = (error ^ (error >> 31)) >= 564 * _high.Scale >> 12;
        var code = (error < 0 ? 0 : 2) | (isFar ? 0 : 1);
        _high.Adapt(_high.Scale * G722Tables.HighLevels[code] >> 15, G722Tables.HighScaleSteps[code]);
        return code;
    }
}

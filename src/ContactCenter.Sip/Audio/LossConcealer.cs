namespace ContactCenter.Sip.Audio;

/// <summary>
/// Fills gaps in a voice with its own last pitch periods, after the idea of ITU-T G.711 Appendix I: one period repeated for 10 ms, then two, then
/// three, quieter by a fifth every 10 ms from the first on, silence from 60 ms. The first samples that come again are faded in.
/// </summary>
/// <remarks>
/// Owned by one stream: not safe for two threads at a time. It allocates for the first gap, and nothing after that. Unlike the Appendix it delays nothing: where
/// the Appendix holds back 3.75 ms to blend into the repetition, here the step at the begin of the gap is spread over a quarter of the period.
/// </remarks>
public sealed class LossConcealer
{
    private const int MaxPeriods = 3;

    private readonly int _shortest;
    private readonly int _longest;
    private readonly int _tenMs;
    private readonly short[] _history;
    private float[] _past = []; // with the loop: made for the first gap, which most streams never have
    private float[] _loop = [];
    private int _pitch;
    private int _periods;
    private int _at;
    private int _lost;
    private float _step;

    /// <summary>For a stream of <paramref name="sampleRate"/> samples a second, of which nothing has been heard.</summary>
    /// <param name="sampleRate">8,000 to 48,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another rate.</exception>
    public LossConcealer(int sampleRate)
    {
        SampleRates.Require(sampleRate, nameof(sampleRate));
        (_shortest, _longest, _tenMs) = (sampleRate / 200, sampleRate * 3 / 200, sampleRate / 100);
        _history = new short[(MaxPeriods * _longest) + (_longest / 4) + 1];
    }

    /// <value>Whether the last samples were made up, not received.</value>
    public bool IsConcealing => _lost > 0;

    /// <summary>Notes samples that came. The first ones after a gap are blended with what the gap was filled with, in place.</summary>
    public void Received(Span<short> samples)
    {
        if (_lost > 0 && samples.Length > 0)
        {
            // 4 ms and as much again for each 10 ms of the gap, 10 ms at most.
            var length = Math.Min(samples.Length, Math.Min(_tenMs, (_tenMs * 2 / 5) + (_lost * 2 / 5)));
            for (var i = 0; i < length; i++)
            {
                var share = (i + 1f) / (length + 1);
                samples[i] = Samples.Saturate((samples[i] * share) + (Next() * (1 - share)));
            }

            _lost = 0;
        }

        Remember(samples);
    }

    /// <summary>Fills <paramref name="samples"/> with a continuation of what came last.</summary>
    public void Conceal(Span<short> samples)
    {
        if (_lost == 0)
        {
            Begin();
        }

        for (var i = 0; i < samples.Length; i++)
        {
            if (_lost >= 6 * _tenMs)
            {
                samples[i..].Clear();
                break;
            }

            samples[i] = Samples.Saturate(Next());
        }

        Remember(samples);
    }

    private void Begin()
    {
        if (_past.Length == 0)
        {
            (_past, _loop) = (new float[_history.Length], new float[MaxPeriods * _longest]);
        }

        for (var i = 0; i < _past.Length; i++)
        {
            _past[i] = _history[i];
        }

        _pitch = FindPitch();
        _periods = 0;
        Lengthen();
        _at = 0;
        _step = _past[^1] - _past[^(1 + _pitch)];
    }

    // The lag at which the last 20 ms are most like what was before them.
    private int FindPitch()
    {
        var window = 2 * _tenMs;
        var last = _past.AsSpan(_past.Length - window);
        var (best, bestLikeness) = (_longest, 0f);
        var energy = 1f;
        var start = _past.Length - window - _shortest;
        energy += DotProduct.Of(_past.AsSpan(start, window), _past.AsSpan(start, window));
        for (var lag = _shortest; lag <= _longest; lag++, start--)
        {
            var likeness = DotProduct.Of(last, _past.AsSpan(start, window)) / MathF.Sqrt(Math.Max(energy, 1f));
            if (likeness > bestLikeness)
            {
                (best, bestLikeness) = (lag, likeness);
            }

            if (start > 0)
            {
                energy += (_past[start - 1] * _past[start - 1]) - (_past[start + window - 1] * _past[start + window - 1]);
            }
        }

        return best;
    }

    // One period more; the end of the loop is blended into what stood before its begin, so that it closes without a click.
    private void Lengthen()
    {
        _periods++;
        var (length, blend) = (_periods * _pitch, _pitch / 4);
        var start = _past.Length - length;
        _past.AsSpan(start).CopyTo(_loop);
        for (var i = 0; i < blend; i++)
        {
            var share = (i + 1f) / (blend + 1);
            _loop[length - blend + i] = (_past[^(blend - i)] * (1 - share)) + (_past[start - blend + i] * share);
        }
    }

    private float Next()
    {
        if (_lost == _periods * _tenMs && _periods < MaxPeriods)
        {
            var before = _loop[_at];
            Lengthen();
            _at %= _pitch;
            _step = before - _loop[_at];
        }

        var value = _loop[_at];
        var quarter = _pitch / 4;
        var since = _lost < MaxPeriods * _tenMs ? _lost % _tenMs : quarter;
        value += since < quarter ? _step * (quarter - since) / quarter : 0;
        var gain = _lost <= _tenMs ? 1f : Math.Max(0f, 1f - ((_lost - _tenMs) / (5f * _tenMs)));
        _at = _at + 1 < _periods * _pitch ? _at + 1 : 0;
        _lost = Math.Min(_lost + 1, 6 * _tenMs);
        return value * gain;
    }

    private void Remember(ReadOnlySpan<short> samples)
    {
        if (samples.Length >= _history.Length)
        {
            samples[^_history.Length..].CopyTo(_history);
            return;
        }

        _history.AsSpan(samples.Length).CopyTo(_history);
        samples.CopyTo(_history.AsSpan(_history.Length - samples.Length));
    }
}

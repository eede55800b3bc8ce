using System.Runtime.CompilerServices;

namespace ContactCenter.Sip.Audio;

/// <summary>Plays a pattern of tones, exact to the sample; a tone begins and ends within 2 ms of softness, so that it does not click.</summary>
/// <remarks>Owned by one stream: not safe for two threads at a time. It allocates nothing after its construction.</remarks>
public sealed class TonePlayer
{
    private readonly int _rate;
    private readonly int _ramp;
    private TonePattern _pattern;
    private Oscillators _oscillators;
    private int _sounding;
    private int _step;
    private long _at;
    private long _length;

    /// <summary>At the begin of a pattern.</summary>
    /// <param name="sampleRate">8,000 to 48,000 samples a second.</param>
    /// <param name="pattern">What to play.</param>
    /// <exception cref="ArgumentException">The rate is outside its limits, or a tone is above half of it.</exception>
    public TonePlayer(int sampleRate, TonePattern pattern)
    {
        _rate = SampleRates.Require(sampleRate, nameof(sampleRate));
        _ramp = _rate / 500;
        Play(pattern);
    }

    /// <value>Whether everything has been played; never so for a pattern that repeats.</value>
    public bool IsDone => _step == _pattern.Steps.Length;

    /// <summary>Begins another pattern, at once.</summary>
    /// <param name="pattern">What to play.</param>
    /// <exception cref="ArgumentException">A tone is above half the sample rate.</exception>
    [System.Diagnostics.CodeAnalysis.MemberNotNull(nameof(_pattern))]
    public void Play(TonePattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        foreach (var step in pattern.Steps)
        {
            foreach (var tone in step.Tones)
            {
                if (tone.Frequency >= _rate / 2.0)
                {
                    throw new ArgumentException($"A tone of {tone.Frequency} Hz cannot be played at {_rate} samples a second; give less than half of it.", nameof(pattern));
                }
            }
        }

        _pattern = pattern;
        Begin(0);
    }

    /// <summary>Writes the next samples.</summary>
    /// <param name="samples">Filled as far as the pattern goes; the rest becomes silent.</param>
    /// <returns>The samples that belong to the pattern: fewer than asked only at its end.</returns>
    public int Read(Span<short> samples)
    {
        var written = 0;
        while (written < samples.Length && !IsDone)
        {
            var part = samples.Slice(written, (int)Math.Min(samples.Length - written, _length - _at));
            Sound(part);
            written += part.Length;
            _at += part.Length;
            if (_at == _length)
            {
                Begin(_pattern.Repeats ? (_step + 1) % _pattern.Steps.Length : _step + 1);
            }
        }

        samples[written..].Clear();
        return written;
    }

    private void Begin(int step)
    {
        (_step, _at) = (step, 0);
        if (IsDone)
        {
            return;
        }

        var (duration, tones) = (_pattern.Steps[step].Duration, _pattern.Steps[step].Tones);
        _length = duration == Timeout.InfiniteTimeSpan ? long.MaxValue : Math.Max(1, (long)Math.Round(duration.TotalSeconds * _rate));
        _sounding = tones.Length;
        for (var i = 0; i < tones.Length; i++)
        {
            _oscillators[i] = new Oscillator(tones[i], _rate);
        }
    }

    private void Sound(Span<short> part)
    {
        for (var i = 0; i < part.Length; i++)
        {
            var sum = 0.0;
            for (var tone = 0; tone < _sounding; tone++)
            {
                sum += _oscillators[tone].Next();
            }

            var edge = Math.Min(_at + i + 1, _length - _at - i);
            part[i] = Samples.Saturate((float)(edge < _ramp ? sum * edge / _ramp : sum));
        }
    }

    // Turned by its angle with each sample; in doubles it drifts by less than a unit in a day.
    private struct Oscillator(Tone tone, int rate)
    {
        private readonly double _cos = Math.Cos(2 * Math.PI * tone.Frequency / rate);
        private readonly double _sin = Math.Sin(2 * Math.PI * tone.Frequency / rate);
        private double _x = AudioLevel.AmplitudeOfDbm0(tone.LevelDbm0);
        private double _y;

        public double Next()
        {
            var now = _y;
            (_x, _y) = ((_x * _cos) - (_y * _sin), (_x * _sin) + (_y * _cos));
            return now;
        }
    }

    [InlineArray(4)]
    private struct Oscillators
    {
        private Oscillator _first;
    }
}

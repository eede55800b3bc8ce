using ContactCenter.Sip.Audio;

namespace ContactCenter.Sip.Rtp.Streams;

/// <summary>
/// What one stream hears is what another one says. Their turns are not the same moment and their frames not the same length, so a frame or two wait; of more
/// than <see cref="MostWaiting"/> the oldest are left out.
/// </summary>
/// <remarks>One who plays and one who fills, on any threads. It allocates a resampler when the rates first differ.</remarks>
internal sealed class AudioPipe : IAudioSink, IAudioSource
{
    private const int MostWaiting = 48 * 120; // samples: 120 ms of the highest rate

    private readonly Lock _gate = new();
    private readonly short[] _samples = new short[MostWaiting];
    private int _first;
    private int _count;
    private int _rate;
    private int _wanted;
    private Resampler? _resampler;
    private bool _speaks;

    /// <value>Samples left out because nobody took them.</value>
    public long LeftOut { get; private set; }

    public void Play(ReadOnlySpan<short> frame, int sampleRate, AudioFrameKind kind)
    {
        lock (_gate)
        {
            if (_wanted == 0)
            {
                return; // nobody has asked yet: what was said before is not heard later
            }

            scoped ReadOnlySpan<short> said = frame;
            Span<short> resampled = stackalloc short[AudioQueue.MostSamples + 16];
            if (sampleRate != _wanted)
            {
                if (_resampler is null || _resampler.From != sampleRate || _resampler.To != _wanted)
                {
                    _resampler = new Resampler(sampleRate, _wanted);
                }

                said = resampled[.._resampler.Process(frame, resampled)];
            }

            (_rate, _speaks) = (_wanted, kind != AudioFrameKind.Silence);
            // 60 ms wait at most: more is delay that never goes away.
            var most = _rate * 60 / 1_000;
            if (_count > most)
            {
                var left = _count - most;
                (_first, _count) = ((_first + left) % MostWaiting, _count - left);
                LeftOut += left;
            }

            foreach (var sample in said)
            {
                _samples[(_first + _count++) % MostWaiting] = sample;
            }
        }
    }

    public bool Fill(Span<short> frame, int sampleRate)
    {
        lock (_gate)
        {
            if (_wanted != sampleRate)
            {
                (_wanted, _count) = (sampleRate, 0);
            }

            var length = Math.Min(frame.Length, _count);
            for (var i = 0; i < length; i++)
            {
                frame[i] = _samples[(_first + i) % MostWaiting];
            }

            (_first, _count) = ((_first + length) % MostWaiting, _count - length);
            return length > 0 && _speaks;
        }
    }
}

namespace ContactCenter.Sip.Audio;

/// <summary>
/// Plays samples again and again, such as music on hold. The end is faded into the begin over 20 ms (less for a short piece), so that the seam
/// does not click; a round is shorter by that much.
/// </summary>
/// <remarks>The samples are not copied and may be shared by many players; a player is owned by one stream. <see cref="Read"/> allocates nothing.</remarks>
public sealed class LoopPlayer
{
    private readonly ReadOnlyMemory<short> _samples;
    private readonly int _fade;
    private int _at;
    private bool _hasLooped;

    /// <summary>At the begin of the piece.</summary>
    /// <param name="samples">The piece; it must not change.</param>
    /// <param name="sampleRate">8,000 to 48,000 samples a second.</param>
    /// <param name="start">The sample to begin with, so that not all calls hear the same.</param>
    /// <exception cref="ArgumentException">The piece is empty, the start is not in it, or the rate is outside its limits.</exception>
    public LoopPlayer(ReadOnlyMemory<short> samples, int sampleRate, int start = 0)
    {
        SampleRates.Require(sampleRate, nameof(sampleRate));
        if (samples.IsEmpty)
        {
            throw new ArgumentException("There are no samples to play; give at least one.", nameof(samples));
        }

        if ((uint)start >= (uint)samples.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(start), start, $"start is {start}; set it to 0 up to {samples.Length - 1}.");
        }

        _samples = samples;
        _fade = Math.Min(sampleRate / 50, samples.Length / 4);
        _hasLooped = start >= samples.Length - _fade;
        _at = _hasLooped ? start - (samples.Length - _fade) : start;
    }

    /// <summary>Writes the next samples of the piece.</summary>
    public void Read(Span<short> samples)
    {
        var piece = _samples.Span;
        var round = piece.Length - _fade;
        while (!samples.IsEmpty)
        {
            int count;
            if (_hasLooped && _at < _fade)
            {
                count = Math.Min(_fade - _at, samples.Length);
                for (var i = 0; i < count; i++, _at++)
                {
                    var share = (_at + 1f) / (_fade + 1);
                    samples[i] = Samples.Saturate((piece[_at] * share) + (piece[round + _at] * (1 - share)));
                }
            }
            else
            {
                count = Math.Min(round - _at, samples.Length);
                piece.Slice(_at, count).CopyTo(samples);
                _at += count;
            }

            if (_at == round)
            {
                (_at, _hasLooped) = (0, true);
            }

            samples = samples[count..];
        }
    }
}

using ContactCenter.Sip.Audio;

namespace ContactCenter.Channels.Voice.Sound;

/// <summary>Something that is being played, at the rate of the mix, with a gain that moves softly.</summary>
internal abstract class Track
{
    private const int RampMs = 5;

    private readonly float _by;
    private float _gain;

    private protected Track(int sampleRate, bool begins)
    {
        _by = 1_000f / (sampleRate * RampMs);
        _gain = begins ? 1 : 0;
    }

    /// <summary>Whether nothing of it is heard.</summary>
    public bool IsSilent => _gain == 0;

    /// <summary>Whether any of it was heard.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Whether it has come to its end.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Adds the next samples, as far as it goes.</summary>
    /// <returns>The samples added.</returns>
    public int AddTo(Span<float> mix, Span<short> scratch, bool isWanted)
    {
        if (IsDone || (!isWanted && _gain == 0))
        {
            return 0;
        }

        // Of what fades no more is used up than is heard.
        var frame = scratch[..(isWanted ? mix.Length : Math.Min(mix.Length, (int)MathF.Ceiling(_gain / _by)))];
        var count = Read(frame);
        var (gain, target) = (_gain, isWanted ? 1f : 0f);
        for (var i = 0; i < count; i++)
        {
            gain = gain < target ? Math.Min(target, gain + _by) : Math.Max(target, gain - _by);
            mix[i] += frame[i] * gain;
        }

        (_gain, HasBegun) = (gain, true);
        IsDone = count < frame.Length;
        return count;
    }

    /// <summary>Writes the next samples.</summary>
    /// <returns>Fewer than asked for at the end only.</returns>
    private protected abstract int Read(Span<short> samples);
}

/// <summary>A clip, once.</summary>
internal sealed class ClipTrack : Track
{
    private readonly ClipReader _reader;

    public ClipTrack(Clip clip, int sampleRate)
        : base(sampleRate, begins: true) => _reader = new ClipReader(clip, sampleRate);

    private protected override int Read(Span<short> samples) => _reader.Read(samples);
}

/// <summary>A clip again and again.</summary>
internal sealed class LoopTrack : Track
{
    private readonly LoopPlayer _player;
    private readonly Resampler? _resampler;
    private readonly short[] _piece = [];
    private readonly short[] _resampled = [];
    private int _left;

    public LoopTrack(Clip clip, int sampleRate)
        : base(sampleRate, begins: false)
    {
        _player = new LoopPlayer(clip.Samples, clip.SampleRate);
        if (clip.SampleRate != sampleRate)
        {
            _resampler = new Resampler(clip.SampleRate, sampleRate);
            _piece = new short[clip.SampleRate / 100];
            _resampled = new short[_resampler.MaxSamples(_piece.Length)];
        }
    }

    private protected override int Read(Span<short> samples)
    {
        if (_resampler is null)
        {
            _player.Read(samples);
            return samples.Length;
        }

        for (var done = 0; done < samples.Length;)
        {
            if (_left == 0)
            {
                _player.Read(_piece);
                _left = _resampler.Process(_piece, _resampled);
                _resampled.AsSpan(0, _left).CopyTo(_resampled.AsSpan(_resampled.Length - _left));
            }

            var part = Math.Min(_left, samples.Length - done);
            _resampled.AsSpan(_resampled.Length - _left, part).CopyTo(samples[done..]);
            (done, _left) = (done + part, _left - part);
        }

        return samples.Length;
    }
}

/// <summary>A tone of the network.</summary>
internal sealed class ToneTrack : Track
{
    private readonly TonePlayer _player;

    public ToneTrack(TonePattern pattern, int sampleRate)
        : base(sampleRate, begins: false) => _player = new TonePlayer(sampleRate, pattern);

    private protected override int Read(Span<short> samples) => _player.Read(samples);
}

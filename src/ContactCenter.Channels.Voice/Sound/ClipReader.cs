using ContactCenter.Sip.Audio;

namespace ContactCenter.Channels.Voice.Sound;

/// <summary>Reads a clip once at another rate, to its last sample. The clip is shared, not copied; nothing is allocated after construction.</summary>
internal sealed class ClipReader
{
    private readonly Clip _clip;
    private readonly Resampler? _resampler;
    private readonly short[] _resampled = [];
    private readonly short[] _tail = [];
    private readonly int _piece;
    private int _at;
    private int _left;
    private bool _hasTail;

    public ClipReader(Clip clip, int sampleRate)
    {
        _clip = clip;
        if (clip.SampleRate == sampleRate)
        {
            return;
        }

        _resampler = new Resampler(clip.SampleRate, sampleRate);
        _piece = clip.SampleRate / 100;
        _resampled = new short[_resampler.MaxSamples(_piece) + 1];
        _tail = new short[(int)Math.Ceiling(_resampler.Delay.TotalSeconds * clip.SampleRate)];
    }

    public int Read(Span<short> samples)
    {
        if (_resampler is null)
        {
            var count = Math.Min(samples.Length, _clip.Samples.Length - _at);
            _clip.Samples.Span.Slice(_at, count).CopyTo(samples);
            _at += count;
            return count;
        }

        var done = 0;
        while (done < samples.Length && (_left > 0 || Fill(_resampler)))
        {
            var part = Math.Min(_left, samples.Length - done);
            _resampled.AsSpan(_resampled.Length - _left, part).CopyTo(samples[done..]);
            (done, _left) = (done + part, _left - part);
        }

        return done;
    }

    // Behind the last piece comes as much silence as the filter delays.
    private bool Fill(Resampler resampler)
    {
        while (_left == 0)
        {
            var rest = _clip.Samples.Span[_at..];
            var piece = rest[..Math.Min(rest.Length, _piece)];
            if (piece.IsEmpty && _hasTail)
            {
                return false;
            }

            _hasTail = piece.IsEmpty;
            _left = resampler.Process(piece.IsEmpty ? _tail : piece, _resampled);
            _at += piece.Length;
            _resampled.AsSpan(0, _left).CopyTo(_resampled.AsSpan(_resampled.Length - _left));
        }

        return true;
    }
}

using ContactCenter.Sip.Audio;
using ContactCenter.Sip.Rtp.Streams;

namespace ReferenceHost.Demo;

/// <summary>Takes turns as people do: says its next line when the other side has spoken and is quiet. Of one call; its frames come from threads of media.</summary>
/// <param name="lines">What is said, one after the other: 8,000 samples a second.</param>
/// <param name="pause">How long the other side has to be quiet. Who called waits longer, so that not both begin.</param>
internal sealed class Talk(IEnumerable<short[]> lines, TimeSpan pause) : IAudioSource, IAudioSink
{
    private const int Rate = 8_000;
    private const double Quiet = -50;

    private readonly Lock _gate = new();
    private readonly Queue<short[]> _lines = new(lines);
    private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private short[] _line = [];
    private int _at;
    private TimeSpan _quiet;
    private bool _hasHeard;
    private bool _mayTalk;

    /// <summary>The other side has said something and waits.</summary>
    public Task Asked => _answered.Task;

    /// <summary>Everything has been said.</summary>
    public Task Told => _told.Task;

    /// <summary>From here on it says its lines.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            (_mayTalk, _hasHeard) = (true, false);
        }
    }

    public bool Fill(Span<short> frame, int sampleRate)
    {
        lock (_gate)
        {
            for (var i = 0; i < frame.Length && _at < _line.Length; i++)
            {
                frame[i] = _line[_at];
                _at += i % (sampleRate / Rate) == (sampleRate / Rate) - 1 ? 1 : 0; // 16 kHz: each sample twice, which is good enough here
            }

            if (_at >= _line.Length && _line.Length > 0)
            {
                (_line, _at, _hasHeard, _quiet) = ([], 0, false, default);
                if (_lines.Count == 0)
                {
                    _told.TrySetResult();
                }
            }

            return true;
        }
    }

    public void Play(ReadOnlySpan<short> frame, int sampleRate, AudioFrameKind kind)
    {
        lock (_gate)
        {
            if (kind != AudioFrameKind.Silence && AudioLevel.Dbov(frame) > Quiet)
            {
                (_hasHeard, _quiet) = (true, default);
                return;
            }

            _quiet += TimeSpan.FromSeconds((double)frame.Length / sampleRate);
            if (!_hasHeard || _quiet < pause)
            {
                return;
            }

            _answered.TrySetResult();
            if (_mayTalk && _line.Length == 0 && _lines.TryDequeue(out var next))
            {
                (_line, _at) = (next, 0);
            }
        }
    }
}

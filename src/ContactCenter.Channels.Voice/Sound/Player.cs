using ContactCenter.Sip.Audio;

namespace ContactCenter.Channels.Voice.Sound;

/// <summary>What is played to one seat: clips one after the other, and music or a tone while there are none. Thread-safe; the leg's clock drives it.</summary>
internal sealed class Player
{
    /// <summary>The most that may wait to be played.</summary>
    public const int MaxQueued = 64;

    private const int MaxLeaving = 4;

    private readonly int _rate;
    private readonly Lock _lock = new();
    private readonly List<Utterance> _queue = [];
    private readonly Track?[] _leaving = new Track?[MaxLeaving];
    private Utterance? _current;
    private Track? _background;
    private bool _isClosed;

    internal Player(int sampleRate) => _rate = sampleRate;

    /// <summary>Whether clips are played or wait to be.</summary>
    public bool IsPlaying
    {
        get
        {
            lock (_lock)
            {
                return _current is not null || _queue.Count > 0;
            }
        }
    }

    /// <summary>Plays clips behind those that are being played. They are heard without a gap between them.</summary>
    /// <param name="clips">What; none is heard at once.</param>
    /// <param name="cancellationToken">Stops these, as when all are stopped.</param>
    /// <returns>True once the last sample went to the leg; false when they were stopped, the seat is left, or 64 wait already.</returns>
    /// <exception cref="ArgumentException">A clip has a rate that cannot be played.</exception>
    public Task<bool> PlayAsync(IReadOnlyList<Clip> clips, CancellationToken cancellationToken = default)
    {
        var utterance = new Utterance([.. clips.Where(static c => !c.Samples.IsEmpty).Select(c => new ClipTrack(c, _rate))]);
        lock (_lock)
        {
            if (_isClosed || cancellationToken.IsCancellationRequested || _queue.Count >= MaxQueued)
            {
                return Task.FromResult(false);
            }

            _queue.Add(utterance);
        }

        return HeardAsync(utterance, cancellationToken);
    }

    /// <summary>What is heard while no clip is played; it goes on where it was after each. Null for both: nothing.</summary>
    /// <param name="background">Music.</param>
    /// <param name="tone">A tone, which is heard instead of music.</param>
    /// <exception cref="ArgumentException">It has a rate that cannot be played, or no sample.</exception>
    public void Loop(Clip? background, TonePattern? tone = null)
    {
        Track? track = tone is not null ? new ToneTrack(tone, _rate) : background is not null ? new LoopTrack(background, _rate) : null;
        lock (_lock)
        {
            Leave(_background);
            _background = _isClosed ? null : track;
        }
    }

    /// <summary>Stops the clips, also those that wait; what is heard fades within 5 ms. Music goes on.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            Drop(_current);
            _current = null;
            foreach (var waiting in _queue)
            {
                Drop(waiting);
            }

            _queue.Clear();
        }
    }

    internal void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            _background = null;
        }

        Stop();
    }

    internal int AddPromptTo(Span<float> mix, Span<short> scratch)
    {
        lock (_lock)
        {
            var voices = AddLeaving(mix, scratch);
            for (var done = 0; done < mix.Length && (_current is not null || Next());)
            {
                var track = _current!.Track;
                var count = track?.AddTo(mix[done..], scratch, isWanted: true) ?? 0;
                (done, voices) = (done + count, count > 0 ? 1 : voices);
                if ((track is null || track.IsDone) && !_current.Advance())
                {
                    _current.Heard.TrySetResult(true);
                    _current = null;
                }
            }

            return voices;
        }
    }

    internal int AddBackgroundTo(Span<float> mix, Span<short> scratch)
    {
        lock (_lock)
        {
            return _background?.AddTo(mix, scratch, isWanted: _current is null && _queue.Count == 0) > 0 ? 1 : 0;
        }
    }

    private async Task<bool> HeardAsync(Utterance utterance, CancellationToken cancellationToken)
    {
        using var cancelled = cancellationToken.UnsafeRegister(static state => ((Action)state!)(), () => Stop(utterance));
        return await utterance.Heard.Task.ConfigureAwait(false);
    }

    private void Stop(Utterance utterance)
    {
        lock (_lock)
        {
            _queue.Remove(utterance);
            _current = ReferenceEquals(_current, utterance) ? null : _current;
            Drop(utterance);
        }
    }

    private bool Next()
    {
        if (_queue.Count == 0)
        {
            return false;
        }

        _current = _queue[0];
        _queue.RemoveAt(0);
        return true;
    }

    private void Drop(Utterance? utterance)
    {
        if (utterance?.Heard.TrySetResult(false) == true)
        {
            Leave(utterance.Track);
        }
    }

    // Fades out beside what comes next.
    private void Leave(Track? track)
    {
        if (track is null or { HasBegun: false } or { IsSilent: true } or { IsDone: true })
        {
            return;
        }

        var free = Array.IndexOf(_leaving, null);
        if (free >= 0)
        {
            _leaving[free] = track;
        }
    }

    private int AddLeaving(Span<float> mix, Span<short> scratch)
    {
        var voices = 0;
        for (var i = 0; i < _leaving.Length; i++)
        {
            if (_leaving[i] is { } track)
            {
                voices |= track.AddTo(mix, scratch, isWanted: false) > 0 ? 1 : 0;
                _leaving[i] = track.IsSilent || track.IsDone ? null : track;
            }
        }

        return voices;
    }

    /// <summary>Clips that are heard together or not at all.</summary>
    private sealed class Utterance(ClipTrack[] tracks)
    {
        private int _at;

        public TaskCompletionSource<bool> Heard { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ClipTrack? Track => _at < tracks.Length ? tracks[_at] : null;

        public bool Advance() => ++_at < tracks.Length;
    }
}

namespace ContactCenter.Sip.Rtp.Streams;

/// <summary>A frame read from a queue.</summary>
/// <param name="Samples">How many samples it has.</param>
/// <param name="SampleRate">Samples a second.</param>
/// <param name="Kind">What it is made of.</param>
public readonly record struct QueuedFrame(int Samples, int SampleRate, AudioFrameKind Kind);

/// <summary>Frames for a consumer that may be slow (a recorder, a recognizer): when it is full the oldest is dropped and counted, and media does not wait.</summary>
/// <remarks>One reader; safe to use from any thread. Playing into it allocates nothing.</remarks>
public sealed class AudioQueue : IAudioSink, IDisposable
{
    /// <summary>The longest frame: 60 ms of 48 kHz.</summary>
    public const int MostSamples = 2_880;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _filled = new(0);
    private readonly (short[]? Samples, QueuedFrame Frame)[] _frames;
    private int _first;
    private int _count;
    private long _dropped;
    private bool _isOver;

    /// <param name="capacity">The frames that may wait; 1 to 3,000 (a minute of 20 ms).</param>
    /// <exception cref="ArgumentOutOfRangeException">A capacity outside these limits.</exception>
    public AudioQueue(int capacity)
    {
        if (capacity is < 1 or > 3_000)
        {
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, $"capacity is {capacity}; set it to 1 up to 3000 frames.");
        }

        _frames = new (short[]?, QueuedFrame)[capacity];
    }

    /// <value>Frames dropped because the reader was slow.</value>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <inheritdoc/>
    public void Play(ReadOnlySpan<short> frame, int sampleRate, AudioFrameKind kind)
    {
        lock (_gate)
        {
            if (_isOver || frame.Length > MostSamples)
            {
                return;
            }

            if (_count == _frames.Length)
            {
                _first = (_first + 1) % _frames.Length;
                _count--;
                _dropped++;
            }

            ref var slot = ref _frames[(_first + _count) % _frames.Length];
            if (slot.Samples is null || slot.Samples.Length < frame.Length)
            {
                slot.Samples = new short[frame.Length];
            }

            frame.CopyTo(slot.Samples);
            slot.Frame = new QueuedFrame(frame.Length, sampleRate, kind);
            _count++;
            if (_filled.CurrentCount == 0)
            {
                _filled.Release();
            }
        }
    }

    /// <summary>Waits for the next frame.</summary>
    /// <param name="samples">Where it goes; <see cref="MostSamples"/> hold every one.</param>
    /// <param name="cancellationToken">Stops waiting; no frame is lost.</param>
    /// <returns>The frame, or <see langword="null"/> after <see cref="Complete"/> when all are read.</returns>
    /// <exception cref="ArgumentException"><paramref name="samples"/> is too short for it.</exception>
    public async ValueTask<QueuedFrame?> ReadAsync(Memory<short> samples, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_count > 0)
                {
                    return Dequeue(samples.Span);
                }

                if (_isOver)
                {
                    return null;
                }
            }

            await _filled.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Nothing more comes: the reader ends after what is left.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isOver = true;
            _filled.Release();
        }
    }

    /// <summary>Completes it and lets go of what the reader waits with.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            _count = 0;
        }

        _filled.Dispose();
    }

    private QueuedFrame Dequeue(Span<short> to)
    {
        ref var slot = ref _frames[_first];
        if (slot.Frame.Samples > to.Length)
        {
            throw new ArgumentException($"The frame has {slot.Frame.Samples} samples, and there is room for {to.Length}; give room for {MostSamples}.", nameof(to));
        }

        slot.Samples.AsSpan(0, slot.Frame.Samples).CopyTo(to);
        _first = (_first + 1) % _frames.Length;
        _count--;
        return slot.Frame;
    }
}

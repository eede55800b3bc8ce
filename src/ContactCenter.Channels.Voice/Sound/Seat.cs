using ContactCenter.Calls;
using ContactCenter.Sip.Audio;

namespace ContactCenter.Channels.Voice.Sound;

/// <summary>
/// Somebody's place in a room: what a leg says goes in by <see cref="Hear"/>, what the leg is to hear comes out by <see cref="Say"/>, each from one thread at a time.
/// Everything else from any thread. Changes fade within 5 ms.
/// </summary>
internal sealed class Seat : ICallSound
{
    private const int MaxFrameMs = 60;

    private readonly Room _room;
    private readonly VoiceRing _ring;
    private readonly VoicePath _self;

    private readonly int _most; // samples mixed at a time

    // Of the thread that says.
    private VoicePath[] _paths = [];
    private Resampler? _outbound;
    private short[] _unsaid = [];
    private short[] _resampled = [];
    private int _left;

    // Of the thread that hears.
    private readonly VoiceDetector _detector;
    private Resampler? _inbound;

    private volatile bool _isMuted;
    private volatile bool _isHeld;
    private volatile bool _hasLeft;
    private volatile bool _isSpeaking;
    private volatile CallPart _part;
    private long _framesHeard;
    private long _framesSaid;

    internal Seat(Room room, SeatKind kind)
    {
        var rate = room.SampleRate;
        (_room, Kind, _ring) = (room, kind, new VoiceRing(rate));
        _part = kind == SeatKind.Supervisor ? CallPart.Listener : CallPart.Agent;
        _self = new VoicePath(this, _ring, rate);
        _most = rate * MaxFrameMs / 1_000;
        _detector = new VoiceDetector(rate);
        Player = new Player(rate);
    }

    /// <summary>Who sits here.</summary>
    public SeatKind Kind { get; }

    /// <summary>Whether nobody hears this seat. It hears on.</summary>
    public bool IsMuted
    {
        get => _isMuted;
        set => _isMuted = value;
    }

    /// <summary>Whether this seat hears only <see cref="Player"/>, and is heard by nobody.</summary>
    public bool IsHeld
    {
        get => _isHeld;
        set => _isHeld = value;
    }

    /// <summary>As what a supervisor is here; <see cref="CallPart.Listener"/> at first. Of the others it says nothing.</summary>
    public CallPart Part
    {
        get => _part;
        set => _part = value;
    }

    /// <summary>What is played to this seat alone, over what it hears of the others.</summary>
    public Player Player { get; }

    /// <summary>Whether a voice came from here within the last 200 ms.</summary>
    public bool IsSpeaking => _isSpeaking;

    /// <summary>How many frames came from the leg.</summary>
    public long FramesHeard => Interlocked.Read(ref _framesHeard);

    /// <summary>How many frames the leg took.</summary>
    public long FramesSaid => Interlocked.Read(ref _framesSaid);

    internal bool HasLeft => _hasLeft;

    internal VoicePath[] Paths => Volatile.Read(ref _paths);

    /// <inheritdoc/>
    public bool Say(Span<short> frame, int sampleRate)
    {
        Interlocked.Increment(ref _framesSaid);
        if (_hasLeft)
        {
            return false;
        }

        var any = false;
        if (sampleRate != _room.SampleRate)
        {
            return SayAt(frame, sampleRate);
        }

        for (var done = 0; done < frame.Length; done += _most)
        {
            any |= Mix(frame.Slice(done, Math.Min(_most, frame.Length - done)));
        }

        return any;
    }

    /// <inheritdoc/>
    public void Hear(ReadOnlySpan<short> frame, int sampleRate)
    {
        Interlocked.Increment(ref _framesHeard);
        if (_hasLeft)
        {
            return;
        }

        if (sampleRate == _room.SampleRate)
        {
            Take(frame);
            return;
        }

        if (_inbound?.From != sampleRate)
        {
            _inbound = new Resampler(sampleRate, _room.SampleRate);
        }

        var (most, heard) = (sampleRate * MaxFrameMs / 1_000, MixBuffers.OfThread.Heard);
        for (var done = 0; done < frame.Length; done += most)
        {
            var count = _inbound.Process(frame.Slice(done, Math.Min(most, frame.Length - done)), heard);
            Take(heard.AsSpan(0, count));
        }
    }

    internal void Leave()
    {
        _hasLeft = true;
        Player.Close();
    }

    // Under the room's lock. Who has left stays until the fade is over, and is taken out at the next change.
    internal void Listen(List<Seat> seats)
    {
        var before = _paths;
        var paths = new List<VoicePath>(seats.Count);
        foreach (var path in before)
        {
            if (!path.Speaker.HasLeft || !path.IsSilent)
            {
                paths.Add(path);
            }
        }

        foreach (var seat in seats)
        {
            if (!ReferenceEquals(seat, this) && !Array.Exists(before, p => ReferenceEquals(p.Speaker, seat)))
            {
                paths.Add(new VoicePath(seat, seat._ring, _room.SampleRate));
            }
        }

        Volatile.Write(ref _paths, [.. paths]);
    }

    private void Take(ReadOnlySpan<short> samples)
    {
        var step = _room.SampleRate / 50;
        for (var done = 0; done < samples.Length; done += step)
        {
            _isSpeaking = _detector.Process(samples.Slice(done, Math.Min(step, samples.Length - done)));
        }

        _ring.Write(samples);
    }

    // At another rate the mix is made in pieces of 10 ms, of which a rest may wait for the next frame.
    private bool SayAt(Span<short> frame, int sampleRate)
    {
        if (_outbound?.To != sampleRate)
        {
            _outbound = new Resampler(_room.SampleRate, sampleRate);
            _unsaid = new short[_room.SampleRate / 100];
            (_resampled, _left) = (new short[_outbound.MaxSamples(_unsaid.Length)], 0);
        }

        var any = _left > 0;
        for (var done = 0; done < frame.Length;)
        {
            if (_left == 0)
            {
                _unsaid.AsSpan().Clear();
                any |= Mix(_unsaid);
                _left = _outbound.Process(_unsaid, _resampled);
                _resampled.AsSpan(0, _left).CopyTo(_resampled.AsSpan(_resampled.Length - _left));
            }

            var part = Math.Min(_left, frame.Length - done);
            _resampled.AsSpan(_resampled.Length - _left, part).CopyTo(frame[done..]);
            (done, _left) = (done + part, _left - part);
        }

        return any;
    }

    private bool Mix(Span<short> frame)
    {
        var buffers = MixBuffers.OfThread;
        var scratch = buffers.Frame.AsSpan();
        var mix = buffers.Mix.AsSpan(0, frame.Length);
        mix.Clear();
        var voices = 0;
        foreach (var path in Volatile.Read(ref _paths))
        {
            voices += path.AddTo(mix, Room.Hears(this, path.Speaker), scratch) ? 1 : 0;
        }

        var isTap = _room.IsTap(this);
        if (isTap && !_room.TapsPrompts)
        {
            Tap(mix, voices, buffers);
        }

        voices += Player.AddPromptTo(mix, scratch);
        if (isTap && _room.TapsPrompts)
        {
            Tap(mix, voices, buffers);
        }

        voices += Player.AddBackgroundTo(mix, scratch);
        Write(mix, voices, frame);
        return voices > 0;
    }

    private void Tap(ReadOnlySpan<float> mix, int voices, MixBuffers buffers)
    {
        var caller = buffers.Caller.AsSpan(0, mix.Length);
        var said = buffers.Center.AsSpan(0, mix.Length);
        var own = buffers.Own.AsSpan(0, mix.Length);
        own.Clear();
        _self.AddTo(own, _room.IsTapped && !_isHeld && !_isMuted, caller);
        if (!_room.IsTapped)
        {
            return;
        }

        SoftLimit.Round(own, caller);
        Write(mix, voices, said);
        _room.Tap(this, caller, said);
    }

    private static void Write(ReadOnlySpan<float> mix, int voices, Span<short> samples)
    {
        if (voices > 1)
        {
            SoftLimit.Apply(mix, samples);
        }
        else
        {
            SoftLimit.Round(mix, samples);
        }
    }
}

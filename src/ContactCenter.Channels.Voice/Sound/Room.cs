using ContactCenter.Calls;

namespace ContactCenter.Channels.Voice.Sound;

/// <summary>
/// The sound of one call: everybody who has a seat hears the others, as far as their parts allow. Each seat is driven by the clock of its own leg; nothing waits
/// for another. Thread-safe; nothing is allocated a frame.
/// </summary>
internal sealed class Room : IDisposable
{
    /// <summary>The most seats of a room.</summary>
    public const int MaxSeats = 32;

    private readonly Lock _seatsLock = new();
    private readonly Lock _tapLock = new();
    private readonly List<Seat> _seats = [];
    private ICallRecording? _recording;
    private volatile bool _hasRecording;
    private volatile bool _tapsPrompts = true;
    private volatile Seat? _caller;
    private bool _isDisposed;

    /// <summary>An empty room.</summary>
    /// <param name="sampleRate">In hertz, 8,000 or 16,000: that of the mix and of the recording. Legs may have any.</param>
    public Room(int sampleRate = 8_000) => SampleRate = sampleRate is 8_000 or 16_000
        ? sampleRate
        : throw new ArgumentOutOfRangeException(nameof(sampleRate), sampleRate, $"sampleRate is {sampleRate}; set it to 8000 or 16000.");

    /// <summary>In hertz.</summary>
    public int SampleRate { get; }

    /// <summary>
    /// Where the call is kept; null for nowhere. Left is what the caller said, right what the caller was given to hear of agents, barging supervisors, third parties and
    /// (<see cref="TapsPrompts"/>) prompts, without music, tones and whispers. What is said while the caller is held is on neither side. It is driven by the caller's clock, and both
    /// sides always have the same length. Once the setter has returned, the recording before is not written to any more.
    /// </summary>
    public ICallRecording? Recording
    {
        get
        {
            lock (_tapLock)
            {
                return _recording;
            }
        }

        set
        {
            lock (_tapLock)
            {
                _recording = value;
                _hasRecording = value is not null;
            }
        }
    }

    /// <summary>Whether a recording holds what is played to the caller with <see cref="Player.PlayAsync"/>; true by default.</summary>
    public bool TapsPrompts
    {
        get => _tapsPrompts;
        set => _tapsPrompts = value;
    }

    internal bool IsTapped => _hasRecording;

    /// <summary>Somebody comes in, and hears and is heard from the next frame on.</summary>
    /// <exception cref="InvalidOperationException">All 32 seats are taken.</exception>
    /// <exception cref="ObjectDisposedException">The room is closed.</exception>
    public Seat Enter(SeatKind kind)
    {
        lock (_seatsLock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_seats.Count == MaxSeats)
            {
                throw new InvalidOperationException($"All {MaxSeats} seats of the call are taken; let somebody leave first.");
            }

            var seat = new Seat(this, kind);
            _seats.Add(seat);
            Arrange();
            return seat;
        }
    }

    /// <summary>Somebody leaves: is heard no more and hears nothing, and what is played to the seat stops. A second time does nothing.</summary>
    public void Leave(Seat seat)
    {
        lock (_seatsLock)
        {
            if (!_seats.Remove(seat))
            {
                return;
            }

            seat.Leave();
            Arrange();
        }
    }

    /// <summary>Closes the room: all leave.</summary>
    public void Dispose()
    {
        lock (_seatsLock)
        {
            _isDisposed = true;
            foreach (var seat in _seats)
            {
                seat.Leave();
            }

            _seats.Clear();
            _caller = null;
        }

        Recording = null;
    }

    internal static bool Hears(Seat listener, Seat speaker) =>
        !speaker.HasLeft && !speaker.IsMuted && !speaker.IsHeld && !listener.IsHeld
        && (speaker.Kind != SeatKind.Supervisor || speaker.Part switch
        {
            CallPart.Listener => false,
            CallPart.Whisperer => listener.Kind == SeatKind.Agent,
            _ => true,
        });

    // One caller's clock drives the recording, that of who came first.
    internal bool IsTap(Seat seat) => ReferenceEquals(_caller, seat);

    internal void Tap(Seat seat, ReadOnlySpan<short> caller, ReadOnlySpan<short> center)
    {
        lock (_tapLock)
        {
            if (IsTap(seat))
            {
                _recording?.Write(caller, center);
            }
        }
    }

    private void Arrange()
    {
        _caller = _seats.Find(static s => s.Kind == SeatKind.Caller);
        foreach (var seat in _seats)
        {
            seat.Listen(_seats);
        }
    }
}

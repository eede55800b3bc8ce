using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Sound;
using ContactCenter.Sip.Audio;

namespace ContactCenter.Channels.Voice.Conduct;

/// <summary>The mix of a call, as <see cref="Room"/> makes it.</summary>
internal sealed class RoomStage(TonePattern ringback, TonePattern busy, int sampleRate = 8_000) : IStage
{
    private readonly Room _room = new(sampleRate);
    private readonly TonePattern _ringback = ringback;
    private readonly TonePattern _busy = busy;

    public int SampleRate => _room.SampleRate;

    public ICallRecording? Recording
    {
        get => _room.Recording;
        set => _room.Recording = value;
    }

    /// <summary>A soft beep every two seconds: the line stands, and the call is being connected.</summary>
    private static TonePattern Ready { get; } = new(repeats: true, ToneStep.Sound(100, [new Tone(425, -30)]), ToneStep.Sound(1_900, []));

    /// <summary>What a message begins after: 1 kHz for 400 ms, with soft edges.</summary>
    private static Clip Beep { get; } = MakeBeep();

    public IPlace Enter(PlaceKind kind) => new RoomPlace(this, _room.Enter(kind switch
    {
        PlaceKind.Caller => SeatKind.Caller,
        PlaceKind.Guest => SeatKind.Outside,
        PlaceKind.Supervisor => SeatKind.Supervisor,
        _ => SeatKind.Agent,
    }));

    public ValueTask DisposeAsync()
    {
        _room.Dispose();
        return ValueTask.CompletedTask;
    }

    private static Clip MakeBeep()
    {
        const int Rate = 8_000, Length = Rate * 2 / 5, Edge = Rate / 100;
        var samples = new short[Length];
        for (var i = 0; i < Length; i++)
        {
            var edge = Math.Min(1.0, Math.Min(i, Length - i) / (double)Edge);
            samples[i] = (short)(6_000 * edge * Math.Sin(2 * Math.PI * 1_000 * i / Rate));
        }

        return new Clip(samples, Rate);
    }

    private sealed class RoomPlace(RoomStage stage, Seat seat) : IPlace
    {
        public ICallSound Sound => seat;

        public bool IsMuted
        {
            get => seat.IsMuted;
            set => seat.IsMuted = value;
        }

        public bool IsHeld
        {
            get => seat.IsHeld;
            set => seat.IsHeld = value;
        }

        public CallPart Part
        {
            get => seat.Part;
            set => seat.Part = value;
        }

        public Task<bool> PlayAsync(IReadOnlyList<Clip> clips) => seat.Player.PlayAsync(clips);

        public Task<bool> BeepAsync() => seat.Player.PlayAsync([Beep]);

        public void Loop(Clip? music) => seat.Player.Loop(music);

        public void Tone(PlaceTone tone) => seat.Player.Loop(null, tone switch
        {
            PlaceTone.Ringback => stage._ringback,
            PlaceTone.Busy => stage._busy,
            _ => Ready,
        });

        public void Stop() => seat.Player.Stop();

        public void Dispose() => stage._room.Leave(seat);
    }
}

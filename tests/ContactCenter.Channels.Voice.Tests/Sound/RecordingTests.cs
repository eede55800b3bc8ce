using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Sound;

namespace ContactCenter.Channels.Voice.Tests.Sound;

public sealed class RecordingTests
{
    [Fact]
    public void The_caller_is_left_and_the_center_right()
    {
        using var room = new Room();
        var kept = new Kept();
        var caller = new Leg(room.Enter(SeatKind.Caller)) { Frequency = 500 };
        var agent = new Leg(room.Enter(SeatKind.Agent)) { Frequency = 800 };
        var outside = new Leg(room.Enter(SeatKind.Outside)) { Frequency = 1_100 };
        var supervisor = new Leg(room.Enter(SeatKind.Supervisor)) { Frequency = 1_400 };
        supervisor.Seat.Part = CallPart.Whisperer;
        room.Recording = kept;
        caller.Seat.Player.Loop(Tones.Clip(1_700, 1));
        agent.Seat.Player.Loop(Tones.Clip(2_000, 1));
        Leg.Run(2_000, caller, agent, outside, supervisor);
        kept.Caller.Count.ShouldBe(16_000);
        kept.Center.Count.ShouldBe(16_000);
        Leg.Level(kept.Caller, 8_000, 500).ShouldBe(8_000, 80);
        Leg.Level(kept.Center, 8_000, 800).ShouldBe(8_000, 80);
        Leg.Level(kept.Center, 8_000, 1_100).ShouldBe(8_000, 80);
        foreach (var absent in new[] { 500, 1_400, 1_700, 2_000 })
        {
            Leg.Level(kept.Center, 8_000, absent).ShouldBeLessThan(20, $"{absent} Hz: neither the caller, nor a whisper, nor music");
        }

        foreach (var absent in new[] { 800, 1_100, 1_400, 1_700 })
        {
            Leg.Level(kept.Caller, 8_000, absent).ShouldBeLessThan(8);
        }

        supervisor.Seat.Part = CallPart.Barger;
        Leg.Run(2_000, caller, agent, outside, supervisor);
        Leg.Level(kept.Center, 8_000, 1_400).ShouldBe(8_000, 80);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Prompts_are_on_the_right_where_that_is_wanted(bool isWanted)
    {
        using var room = new Room { TapsPrompts = isWanted };
        var kept = new Kept();
        var caller = new Leg(room.Enter(SeatKind.Caller));
        room.Recording = kept;
        _ = caller.Seat.Player.PlayAsync([Tones.Clip(900, 3)]);
        Leg.Run(2_000, caller);
        kept.Center.Count.ShouldBe(16_000, "no agent is needed");
        Leg.Level(kept.Center, 8_000, 900).ShouldBe(isWanted ? 8_000 : 0, 80);
    }

    [Fact]
    public void What_is_said_while_the_caller_is_held_is_not_kept()
    {
        using var room = new Room();
        var kept = new Kept();
        var caller = new Leg(room.Enter(SeatKind.Caller)) { Frequency = 500 };
        var agent = new Leg(room.Enter(SeatKind.Agent)) { Frequency = 800 };
        room.Recording = kept;
        caller.Seat.IsHeld = true;
        Leg.Run(1_000, caller, agent);
        kept.Caller.Count.ShouldBe(8_000, "time counts");
        kept.Caller.Concat(kept.Center).ShouldAllBe(static s => s == 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    public void Both_sides_stay_aligned(int ppm)
    {
        using var room = new Room();
        var kept = new Kept();
        var caller = room.Enter(SeatKind.Caller);
        var agent = room.Enter(SeatKind.Agent);
        room.Recording = kept;
        var random = new Random(7);
        var (callerAt, agentAt, count) = (0.0, 3.1, 0);
        var frame = new short[160];

        // The caller says noise; the agent repeats it at once, on another clock.
        var noise = Enumerable.Range(0, 160 * 3_100).Select(_ => (short)random.Next(-6_000, 6_000)).ToArray();
        var agentCount = 0;
        while (count < 3_000)
        {
            if (callerAt <= agentAt)
            {
                caller.Hear(noise.AsSpan(160 * count++, 160), 8_000);
                Array.Clear(frame);
                caller.Say(frame, 8_000);
                callerAt += 20;
            }
            else
            {
                agent.Hear(noise.AsSpan(160 * agentCount++, 160), 8_000);
                Array.Clear(frame);
                agent.Say(frame, 8_000);
                agentAt += 20 * (1 + (ppm / 1e6));
            }
        }

        kept.Caller.Count.ShouldBe(160 * 3_000);
        kept.Center.Count.ShouldBe(160 * 3_000);
        var offsets = Enumerable.Range(1, 58).Select(second => Offset(kept, second * 8_000, noise)).ToList();
        if (ppm == 0)
        {
            offsets.Distinct().Count().ShouldBe(1, "to the sample, and for the whole call");
        }

        // The frame the agent's clock is behind, a frame, and what makes up for the drift. Never more.
        offsets.ShouldAllBe(static o => o >= -160 && o <= 480);
    }

    [Fact]
    public void A_recording_that_is_taken_away_is_not_written_to_any_more()
    {
        using var room = new Room(16_000);
        var kept = new Kept();
        var caller = new Leg(room.Enter(SeatKind.Caller)) { Frequency = 500 };
        Leg.Run(100, caller);
        kept.Caller.ShouldBeEmpty();
        room.Recording = kept;
        Leg.Run(100, caller);
        room.Recording = null;
        Leg.Run(100, caller);
        kept.Caller.Count.ShouldBe(1_600, "100 ms at 16 kHz");
    }

    [Fact]
    public void Another_caller_drives_it_once_the_first_has_left()
    {
        using var room = new Room();
        var kept = new Kept();
        var first = new Leg(room.Enter(SeatKind.Caller)) { Frequency = 500 };
        var second = new Leg(room.Enter(SeatKind.Caller)) { Frequency = 900 };
        room.Recording = kept;
        Leg.Run(1_000, first, second);
        kept.Caller.Count.ShouldBe(8_000);
        room.Leave(first.Seat);
        Leg.Run(1_000, first, second);
        kept.Caller.Count.ShouldBe(16_000);
        Leg.Level(kept.Caller, 8_000, 900, 6_000).ShouldBe(8_000, 80);
    }

    // How much later the agent's repetition of the noise stands than the caller's.
    private static int Offset(Kept kept, int at, short[] noise)
    {
        var window = 400;
        return Place(kept.Center, at, noise, window) is { } right && Place(kept.Caller, at, noise, window) is { } left
            ? left - right
            : throw new InvalidOperationException($"The noise of {at} is not there.");
    }

    // Where in the noise lies what stands at a place of the recording.
    private static int? Place(List<short> side, int at, short[] noise, int window)
    {
        var (best, most) = (0, 0.0);
        for (var place = Math.Max(0, at - 1_600); place < at + 1_600; place++)
        {
            double product = 0, energy = 1, own = 1;
            for (var i = 0; i < window; i++)
            {
                product += (double)side[at + i] * noise[place + i];
                energy += (double)noise[place + i] * noise[place + i];
                own += (double)side[at + i] * side[at + i];
            }

            if (product / Math.Sqrt(energy * own) > most)
            {
                (best, most) = (place, product / Math.Sqrt(energy * own));
            }
        }

        return most > 0.6 ? best : null;
    }

    private sealed class Kept : ICallRecording
    {
        public List<short> Caller { get; } = [];

        public List<short> Center { get; } = [];

        public bool HasFailed => false;

        public TimeSpan Heard => TimeSpan.Zero;

        public TimeSpan Quiet => TimeSpan.Zero;

        public void Write(ReadOnlySpan<short> caller, ReadOnlySpan<short> center)
        {
            caller.Length.ShouldBe(center.Length);
            Caller.AddRange(caller);
            Center.AddRange(center);
        }

        public ValueTask PauseAsync(string by) => default;

        public ValueTask ResumeAsync(string by) => default;

        public ValueTask DisposeAsync() => default;
    }
}

using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Sound;

namespace ContactCenter.Channels.Voice.Tests.Sound;

public sealed class RoomTests
{
    private const double Silence = 4;

    [Theory]
    [InlineData(8_000, 8_000, 8_000, 20, 20)]
    [InlineData(8_000, 16_000, 8_000, 20, 20)]
    [InlineData(16_000, 8_000, 16_000, 20, 20)]
    [InlineData(16_000, 16_000, 48_000, 20, 20)]
    [InlineData(8_000, 8_000, 8_000, 10, 60)]
    [InlineData(8_000, 8_000, 16_000, 30, 20)]
    public void Two_hear_each_other_at_the_level_they_speak_and_not_themselves(int room, int one, int two, int oneMs, int twoMs)
    {
        using var hall = new Room(room);
        var caller = new Leg(hall.Enter(SeatKind.Caller), one, oneMs) { Frequency = 500 };
        var agent = new Leg(hall.Enter(SeatKind.Agent), two, twoMs) { Frequency = 800 };
        Leg.Run(3_000, caller, agent);
        agent.AmplitudeOf(500).ShouldBe(8_000, 80);
        agent.AmplitudeOf(800).ShouldBeLessThan(8);
        caller.AmplitudeOf(800).ShouldBe(8_000, 80);
        caller.AmplitudeOf(500).ShouldBeLessThan(8);
        caller.Seat.FramesHeard.ShouldBe(3_000 / oneMs);
        caller.Seat.FramesSaid.ShouldBe(3_000 / oneMs);
        caller.Seat.IsSpeaking.ShouldBeTrue();
    }

    [Fact]
    public void One_voice_comes_through_to_the_bit_and_no_later_than_a_frame()
    {
        using var room = new Room();
        var caller = new Leg(room.Enter(SeatKind.Caller)) { Frequency = 437, Amplitude = 32_000 };
        var agent = new Leg(room.Enter(SeatKind.Agent));
        Leg.Run(1_000, caller, agent);
        var said = Enumerable.Range(0, 8_000).Select(static i => (short)Math.Round(32_000 * Math.Sin(2 * Math.PI * 437 * i / 8_000))).ToArray();
        var lag = Enumerable.Range(0, 161).First(l => agent.Heard[1_000..2_000].SequenceEqual(said[(1_000 - l)..(2_000 - l)]));
        lag.ShouldBeLessThanOrEqualTo(160);
        agent.Heard[1_000..].ShouldBe(said[(1_000 - lag)..(8_000 - lag)]);
    }

    [Fact]
    public void Whoever_speaks_softly_and_then_not_at_all_is_told_by_the_voice()
    {
        using var room = new Room();
        var caller = new Leg(room.Enter(SeatKind.Caller)) { Frequency = 500 };
        Leg.Run(500, caller);
        caller.Seat.IsSpeaking.ShouldBeTrue();
        caller.Frequency = 0;
        Leg.Run(500, caller);
        caller.Seat.IsSpeaking.ShouldBeFalse();
    }

    [Fact]
    public void In_a_conference_of_three_everybody_hears_both_others()
    {
        using var room = new Room();
        var (caller, agent, third) = Three(room, SeatKind.Outside);
        Leg.Run(2_000, caller, agent, third);
        foreach (var leg in new[] { caller, agent, third })
        {
            foreach (var other in new[] { caller, agent, third })
            {
                var level = leg.AmplitudeOf(other.Frequency);
                if (ReferenceEquals(leg, other))
                {
                    level.ShouldBeLessThan(8);
                }
                else
                {
                    level.ShouldBe(8_000, 80);
                }
            }
        }
    }

    [Theory]
    [InlineData(CallPart.Listener, false, false)]
    [InlineData(CallPart.Whisperer, false, true)]
    [InlineData(CallPart.Barger, true, true)]
    public void A_supervisor_hears_all_and_is_heard_as_the_part_says(CallPart part, bool byCaller, bool byAgent)
    {
        using var room = new Room();
        var (caller, agent, supervisor) = Three(room, SeatKind.Supervisor);
        var outside = new Leg(room.Enter(SeatKind.Outside));
        supervisor.Seat.Part.ShouldBe(CallPart.Listener);
        supervisor.Seat.Part = part;
        Leg.Run(2_000, caller, agent, supervisor, outside);
        supervisor.AmplitudeOf(caller.Frequency).ShouldBe(8_000, 80);
        supervisor.AmplitudeOf(agent.Frequency).ShouldBe(8_000, 80);
        Check(caller, byCaller);
        Check(outside, byCaller);
        Check(agent, byAgent);

        void Check(Leg leg, bool isHeard)
        {
            var level = leg.AmplitudeOf(supervisor.Frequency);
            if (isHeard)
            {
                level.ShouldBe(8_000, 80);
            }
            else
            {
                level.ShouldBeLessThan(Silence);
            }
        }
    }

    [Fact]
    public void Whoever_is_held_hears_the_own_music_alone_and_is_heard_by_nobody()
    {
        using var room = new Room();
        var (caller, agent, third) = Three(room, SeatKind.Outside);
        caller.Seat.Player.Loop(Tones.Clip(1_500, 1, amplitude: 4_000));
        caller.Seat.IsHeld = true;
        Leg.Run(2_000, caller, agent, third);
        caller.AmplitudeOf(1_500).ShouldBe(4_000, 400);
        caller.AmplitudeOf(agent.Frequency).ShouldBeLessThan(Silence);
        agent.AmplitudeOf(caller.Frequency).ShouldBeLessThan(Silence);
        agent.AmplitudeOf(third.Frequency).ShouldBe(8_000, 80);
        agent.AmplitudeOf(1_500).ShouldBeLessThan(Silence);

        caller.Seat.IsHeld = false;
        caller.Seat.Player.Loop(null);
        Leg.Run(2_000, caller, agent, third);
        caller.AmplitudeOf(agent.Frequency).ShouldBe(8_000, 80);
        caller.AmplitudeOf(1_500).ShouldBeLessThan(Silence);
        agent.AmplitudeOf(caller.Frequency).ShouldBe(8_000, 80);
    }

    [Fact]
    public void Whoever_is_muted_hears_on_and_is_heard_by_nobody()
    {
        using var room = new Room();
        var (caller, agent, third) = Three(room, SeatKind.Outside);
        agent.Seat.IsMuted = true;
        Leg.Run(2_000, caller, agent, third);
        agent.AmplitudeOf(caller.Frequency).ShouldBe(8_000, 80);
        caller.AmplitudeOf(agent.Frequency).ShouldBeLessThan(Silence);
        third.AmplitudeOf(agent.Frequency).ShouldBeLessThan(Silence);
        agent.Seat.IsMuted = false;
        Leg.Run(2_000, caller, agent, third);
        caller.AmplitudeOf(agent.Frequency).ShouldBe(8_000, 80);
    }

    [Fact]
    public void What_was_said_while_muted_is_not_heard_after()
    {
        using var room = new Room();
        var caller = new Leg(room.Enter(SeatKind.Caller));
        var agent = new Leg(room.Enter(SeatKind.Agent)) { Frequency = 700 };
        agent.Seat.IsMuted = true;
        Leg.Run(1_000, caller, agent);
        agent.Frequency = 0;
        agent.Seat.IsMuted = false;
        Leg.Run(1_000, caller, agent);
        caller.Heard.ShouldAllBe(static s => s == 0);
    }

    [Fact]
    public void Whoever_leaves_is_not_heard_any_more_and_hears_nothing()
    {
        using var room = new Room();
        var (caller, agent, third) = Three(room, SeatKind.Outside);
        Leg.Run(1_000, caller, agent, third);
        room.Leave(third.Seat);
        room.Leave(third.Seat);
        Leg.Run(1_100, caller, agent, third);
        third.WasSound.ShouldBeFalse();
        third.Heard[^160..].ShouldAllBe(static s => s == 0);
        caller.AmplitudeOf(third.Frequency).ShouldBeLessThan(Silence);
        caller.AmplitudeOf(agent.Frequency).ShouldBe(8_000, 80);
        room.Enter(SeatKind.Agent);
        caller.Seat.Paths.Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("mute")]
    [InlineData("hold")]
    [InlineData("leave")]
    [InlineData("part")]
    [InlineData("silence")]
    public void A_change_of_who_hears_whom_does_not_click(string change)
    {
        using var room = new Room();
        var caller = new Leg(room.Enter(SeatKind.Caller));
        var other = new Leg(room.Enter(SeatKind.Supervisor)) { Frequency = 300 };
        other.Seat.Part = CallPart.Barger;
        Leg.Run(1_000, caller, other);
        switch (change)
        {
            case "mute": other.Seat.IsMuted = true; break;
            case "hold": other.Seat.IsHeld = true; break;
            case "leave": room.Leave(other.Seat); break;
            case "part": other.Seat.Part = CallPart.Whisperer; break;
            default: Leg.Run(500, caller); break;
        }

        Leg.Run(500, caller, other);
        (other.Seat.IsMuted, other.Seat.IsHeld, other.Seat.Part) = (false, false, CallPart.Barger);
        Leg.Run(500, caller, other);
        var steepest = 8_000 * 2 * Math.PI * 300 / 8_000;
        caller.Heard.Zip(caller.Heard.Skip(1)).Max(static p => Math.Abs(p.First - p.Second)).ShouldBeLessThan((int)(steepest * 1.25));
    }

    [Fact]
    public void Many_loud_voices_bend_and_do_not_break()
    {
        using var room = new Room();
        var legs = Enumerable.Range(0, 6).Select(i => new Leg(room.Enter(SeatKind.Agent)) { Frequency = 300 + (70 * i), Amplitude = 30_000 }).ToArray();
        var caller = new Leg(room.Enter(SeatKind.Caller));
        Leg.Run(1_000, [.. legs, caller]);
        caller.Heard.Max(static s => Math.Abs((int)s)).ShouldBeInRange(30_000, 32_767);
        caller.Heard.Zip(caller.Heard.Skip(1)).Count(static p => Math.Abs(p.First) == 32_767 && p.First == p.Second).ShouldBeLessThan(100, "it is not cut flat");
    }

    [Fact]
    public void Nobody_who_is_alone_hears_anything()
    {
        using var room = new Room();
        var caller = new Leg(room.Enter(SeatKind.Caller)) { Frequency = 500 };
        Leg.Run(500, caller);
        caller.WasSound.ShouldBeFalse();
        caller.Heard.ShouldAllBe(static s => s == 0);
    }

    [Fact]
    public void A_room_has_its_bounds()
    {
        Should.Throw<ArgumentOutOfRangeException>(static () => new Room(11_025)).Message.ShouldContain("8000 or 16000");
        var room = new Room();
        var seats = Enumerable.Range(0, Room.MaxSeats).Select(_ => room.Enter(SeatKind.Agent)).ToList();
        Should.Throw<InvalidOperationException>(() => room.Enter(SeatKind.Agent)).Message.ShouldContain("32 seats");
        room.Leave(seats[0]);
        room.Enter(SeatKind.Caller);
        room.Dispose();
        Should.Throw<ObjectDisposedException>(() => room.Enter(SeatKind.Agent));
        seats[1].Say(new short[160], 8_000).ShouldBeFalse();
    }

    private static (Leg Caller, Leg Agent, Leg Third) Three(Room room, SeatKind kind) => (
        new Leg(room.Enter(SeatKind.Caller)) { Frequency = 500 },
        new Leg(room.Enter(SeatKind.Agent)) { Frequency = 800 },
        new Leg(room.Enter(kind)) { Frequency = 1_100 });
}

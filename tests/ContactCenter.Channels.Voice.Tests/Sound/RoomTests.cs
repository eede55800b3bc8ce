using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Sound;

namespace ContactCenter.Channels.Voice.Tests.Sound;

public sealed class RoomTests
{
    [Fact]
    public void Two_hear_each_other_at_the_level_they_speak_and_not_themselves()
    {
        using var room = new Room();
        var caller = new Leg(room.Enter(SeatKind.Caller)) { Frequency = 500 };
        var agent = new Leg(room.Enter(SeatKind.Agent)) { Frequency = 800 };
        Leg.Run(2_000, caller, agent);
        agent.AmplitudeOf(500).ShouldBe(8_000, 80);
        agent.AmplitudeOf(800).ShouldBeLessThan(8);
        caller.AmplitudeOf(800).ShouldBe(8_000, 80);
        caller.AmplitudeOf(500).ShouldBeLessThan(8);
        agent.Seat.FramesHeard.ShouldBe(100);
        agent.Seat.FramesSaid.ShouldBe(100);
        agent.Seat.IsSpeaking.ShouldBeTrue();
    }
}

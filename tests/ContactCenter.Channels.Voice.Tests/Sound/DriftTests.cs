using ContactCenter.Channels.Voice.Sound;

namespace ContactCenter.Channels.Voice.Tests.Sound;

public sealed class DriftTests
{
    private const int Minutes = 10;

    [Theory]
    [InlineData(200, -200, 20, 20)]
    [InlineData(-200, 200, 20, 20)]
    [InlineData(200, -200, 60, 20)]
    [InlineData(-200, 200, 30, 20)]
    public void Clocks_that_drift_for_ten_minutes_leave_no_gap_and_let_nothing_grow(int speakerPpm, int listenerPpm, int speakerMs, int listenerMs)
    {
        using var room = new Room();
        var speaker = new Leg(room.Enter(SeatKind.Caller), frameMs: speakerMs) { Frequency = 440 };
        var listener = new Leg(room.Enter(SeatKind.Agent), frameMs: listenerMs);
        var path = listener.Seat.Paths.Single();
        var (speaks, listens) = (0.0, 7.3);
        double speakerStep = speakerMs * (1 + (speakerPpm / 1e6)), listenerStep = listenerMs * (1 + (listenerPpm / 1e6));
        var (most, quietest) = (0, double.MaxValue);
        while (listens < Minutes * 60_000)
        {
            if (speaks <= listens)
            {
                speaker.Speak();
                speaks += speakerStep;
                continue;
            }

            listener.Listen();
            listens += listenerStep;
            most = Math.Max(most, path.Waiting);
            if (listens > 500)
            {
                quietest = Math.Min(quietest, Level(listener.Heard));
            }
        }

        // 60 ms at 8 kHz.
        most.ShouldBeLessThanOrEqualTo(480);
        quietest.ShouldBeGreaterThan(8_000 / Math.Sqrt(2) * 0.9, "every frame has the tone in it");
        var drift = Math.Abs(speakerPpm - listenerPpm) / 1e6 * Minutes * 60_000;
        path.Slips.ShouldBeInRange((long)(drift / 30), (long)(drift / 2) + 4, $"each makes up for some of {drift} ms");
        var steepest = 8_000 * 2 * Math.PI * 440 / 8_000;
        listener.Heard.Skip(800).Zip(listener.Heard.Skip(801)).Max(static p => Math.Abs(p.First - p.Second)).ShouldBeLessThan((int)(steepest * 1.4), "no slip clicks");
    }

    [Fact]
    public void Threads_that_come_late_now_and_then_are_no_reason_to_fall_behind()
    {
        using var room = new Room();
        var speaker = new Leg(room.Enter(SeatKind.Caller)) { Frequency = 440 };
        var listener = new Leg(room.Enter(SeatKind.Agent));
        var path = listener.Seat.Paths.Single();
        var random = new Random(20_261_129);
        var late = 0;
        for (var tick = 0; tick < 30_000; tick++)
        {
            // What did not come in time comes with the next.
            late += random.Next(100) == 0 ? 1 : 0;
            if (late is 0 or > 3)
            {
                for (; late >= 0; late--)
                {
                    speaker.Speak();
                }

                late = 0;
            }
            else
            {
                late++;
            }

            listener.Listen();
            path.Waiting.ShouldBeLessThanOrEqualTo(480);
        }
    }

    [Fact]
    public void Whoever_falls_silent_is_faded_out_and_heard_again_when_something_comes()
    {
        using var room = new Room();
        var speaker = new Leg(room.Enter(SeatKind.Caller)) { Frequency = 440 };
        var listener = new Leg(room.Enter(SeatKind.Agent));
        Leg.Run(1_000, speaker, listener);
        Leg.Run(1_000, listener);
        listener.WasSound.ShouldBeFalse();
        listener.Heard[(8_000 + 800)..].ShouldAllBe(static s => s == 0);
        Leg.Run(1_000, speaker, listener);
        listener.AmplitudeOf(440, 7_000).ShouldBe(8_000, 200);
        listener.Seat.Paths.Single().Waiting.ShouldBeLessThanOrEqualTo(160);
    }

    [Fact]
    public void A_listener_who_was_away_does_not_hear_the_past()
    {
        using var room = new Room();
        var speaker = new Leg(room.Enter(SeatKind.Caller)) { Frequency = 440 };
        var listener = new Leg(room.Enter(SeatKind.Agent));
        Leg.Run(1_000, speaker, listener);
        Leg.Run(5_000, speaker);
        Leg.Run(100, speaker, listener);
        listener.Seat.Paths.Single().Waiting.ShouldBeLessThanOrEqualTo(160);
    }

    private static double Level(List<short> heard)
    {
        var sum = 0.0;
        for (var i = heard.Count - 160; i < heard.Count; i++)
        {
            sum += (double)heard[i] * heard[i];
        }

        return Math.Sqrt(sum / 160);
    }
}

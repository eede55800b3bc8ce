using ContactCenter.Sip.Rtp.Sockets;

namespace ContactCenter.Sip.Tests.Rtp.Sockets;

public sealed class PacedWheelTests
{
    [Fact]
    public void Streams_of_20_ms_share_the_milliseconds_evenly()
    {
        var wheel = new PacedWheel();
        var all = Enumerable.Range(0, 1_600).Select(static _ => new Turns()).ToList();
        all.ForEach(t => wheel.Add(t, 20));
        wheel.Advance(At(0));
        for (var i = 1; i <= 20; i++)
        {
            var before = all.Sum(static t => t.Count);
            wheel.Advance(At(i)).ShouldBe(At(i + 1));
            (all.Sum(static t => t.Count) - before).ShouldBe(80, $"millisecond {i}");
        }

        wheel.Count.ShouldBe(1_600);
    }

    [Fact]
    public void Each_has_its_turn_once_a_period_whatever_the_wakes_are()
    {
        var wheel = new PacedWheel();
        var (ten, thirty) = (new Turns(), new Turns());
        wheel.Advance(At(0));
        wheel.Add(ten, 10);
        wheel.Add(thirty, 30);
        var random = new Random(3);
        var now = 0.0;
        while (now < 3_000)
        {
            now = Math.Min(3_000, now + (random.NextDouble() * random.Next(1, 40)));
            wheel.Advance(TimeSpan.FromMilliseconds(now));
        }

        (ten.Count, thirty.Count).ShouldBe((300, 100));
        ten.Total.ShouldBe(300);
    }

    [Fact]
    public void After_a_standstill_turns_are_left_out_and_told()
    {
        var wheel = new PacedWheel();
        var turns = new Turns();
        wheel.Add(turns, 20);
        wheel.Advance(At(0));
        wheel.Advance(At(100));
        var (count, total) = (turns.Count, turns.Total);
        wheel.Advance(At(5_100));
        wheel.Advance(At(5_120));
        (turns.Count - count).ShouldBeInRange(1, 2);
        (turns.Total - total).ShouldBeInRange(250, 252, "the time that has passed is not lost");
    }

    [Fact]
    public void Whoever_leaves_has_no_turn_any_more_and_may_leave_in_its_turn()
    {
        var wheel = new PacedWheel();
        Turns? leaving = null;
        leaving = new Turns(() => wheel.Remove(leaving!, 20));
        var others = Enumerable.Range(0, 40).Select(static _ => new Turns()).ToList();
        wheel.Add(leaving, 20);
        others.ForEach(t => wheel.Add(t, 20));
        wheel.Advance(At(0));
        wheel.Advance(At(100));
        leaving.Count.ShouldBe(1);
        others.ShouldAllBe(static t => t.Count >= 5);
        wheel.Count.ShouldBe(40);
        wheel.Remove(leaving, 20);
        wheel.Count.ShouldBe(40);
    }

    private static TimeSpan At(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private sealed class Turns(Action? each = null) : IPaced
    {
        public int Count { get; private set; }

        public int Total { get; private set; }

        public void Tick(TimeSpan now, int turns)
        {
            Count++;
            Total += turns;
            each?.Invoke();
        }
    }
}

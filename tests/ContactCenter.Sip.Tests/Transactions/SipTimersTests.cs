using ContactCenter.Sip.Transactions;

namespace ContactCenter.Sip.Tests.Transactions;

public sealed class SipTimersTests
{
    [Fact]
    public void The_times_are_those_of_the_RFC()
    {
        var timers = SipTimers.Default;
        (timers.T1.TotalMilliseconds, timers.T2.TotalSeconds, timers.T4.TotalSeconds).ShouldBe((500, 4, 5));
        (timers.GiveUp.TotalSeconds, timers.D.TotalSeconds).ShouldBe((32, 32));
        new SipTimers { T1 = TimeSpan.FromMilliseconds(100) }.D.TotalSeconds.ShouldBe(32); // "at least", whatever T1
    }

    [Fact]
    public void Each_wait_is_twice_the_one_before_up_to_T2()
    {
        var waits = new List<double>();
        for (var wait = SipTimers.Default.T1; waits.Count < 6; wait = SipTimers.Default.Next(wait))
        {
            waits.Add(wait.TotalSeconds);
        }

        waits.ShouldBe([0.5, 1, 2, 4, 4, 4]);
    }

    [Fact]
    public void A_time_out_of_range_is_named() =>
        Should.Throw<ArgumentOutOfRangeException>(static () => new SipTimers { T1 = TimeSpan.Zero }).Message.ShouldStartWith("T1 is 00:00:00; set it to 1 ms up to 00:00:10.");
}

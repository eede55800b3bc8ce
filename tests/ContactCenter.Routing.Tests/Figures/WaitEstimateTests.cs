namespace ContactCenter.Routing.Tests.Figures;

/// <summary>Expected waits, their error, and what they are worth on a line whose load changes.</summary>
public sealed class WaitEstimateTests
{
    [Fact]
    public void Nothing_seen_is_nothing_said_and_the_head_of_a_first_line_is_its_wait_so_far()
    {
        var estimate = new WaitEstimate();
        estimate.Expected(null, 5_000).ShouldBeNull();
        estimate.Read(null, 5_000).ShouldBeNull();
        estimate.Expected(1_000, 5_000).ShouldBe(4_000);
        estimate.Expected(9_000, 5_000).ShouldBe(0); // a clock that was put back
    }

    [Fact]
    public void The_last_one_taken_counts_until_the_head_has_waited_longer()
    {
        var estimate = new WaitEstimate();
        estimate.Entered(waited: 30_000, expected: null, at: 100_000);
        estimate.Expected(null, 101_000).ShouldBe(30_000); // nobody waits
        estimate.Expected(80_000, 101_000).ShouldBe(30_000); // the head has waited 21 s
        estimate.Expected(80_000, 150_000).ShouldBe(70_000); // nobody is taken any more
        estimate.Expected(120_000, 125_000).ShouldBe(5_000); // a new line: the old wait says nothing
        estimate.Entered(waited: 1_000, expected: null, at: 90_000); // told late
        estimate.Expected(null, 101_000).ShouldBe(30_000);
    }

    [Fact]
    public void The_error_is_the_mean_of_what_expectations_were_off_the_newer_ones_more()
    {
        var estimate = new WaitEstimate();
        estimate.ErrorMs.ShouldBeNull();
        estimate.Entered(10_000, 14_000, 1);
        estimate.ErrorMs.ShouldBe(4_000);
        estimate.Entered(10_000, 10_000, 2);
        estimate.ErrorMs.ShouldBe(3_750); // less a sixteenth
        estimate.Entered(10_000, null, 3);
        estimate.Read(null, 4).ShouldBe(new WaitEstimateView(TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(3_750), 2));
        for (var i = 0; i < 500; i++)
        {
            estimate.Entered(10_000, 9_000, 5 + i);
        }

        estimate.ErrorMs.ShouldNotBeNull().ShouldBeInRange(999, 1_001);
        new WaitEstimate(estimate.Snapshot()).Snapshot().ShouldBe(estimate.Snapshot());
        new WaitEstimate(estimate.Snapshot()).Read(3, 900).ShouldBe(estimate.Read(3, 900));
    }

    [Fact]
    public void No_time_or_wait_breaks_it()
    {
        var estimate = new WaitEstimate();
        foreach (var value in new[] { long.MinValue, -1, 0, long.MaxValue })
        {
            estimate.Entered(value, -value, value);
            estimate.Entered(0, value, 1);
        }

        estimate.ErrorMs.ShouldNotBeNull().ShouldBeInRange(0, QueueFigures.LongestWait);
        estimate.Expected(null, 0).ShouldNotBeNull().ShouldBeInRange(0, QueueFigures.LongestWait);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void On_a_line_whose_load_changes_it_is_closer_than_the_mean_of_all_waits(int seed)
    {
        // Ten agents, 100 s each; the load changes every 20 minutes from 0.8 to 1.2 of what they can do.
        var random = new Random(seed);
        var estimate = new WaitEstimate();
        var free = new long[10];
        var line = new Queue<(long Came, long? Expected, long? Mean)>();
        long now = 0, waits = 0, served = 0, ownError = 0, meanError = 0, compared = 0;
        while (now < 48L * 3_600_000)
        {
            now += (long)(-Math.Log(1 - random.NextDouble()) * 10_000 / (now / 1_200_000 % 2 == 0 ? 1.2 : 0.8));
            while (line.Count > 0 && free.Min() <= now)
            {
                Take(line.Dequeue());
            }

            var expected = free.Min() <= now ? 0 : estimate.Expected(line.Count > 0 ? line.Peek().Came : null, now);
            line.Enqueue((now, expected, served > 0 ? waits / served : null));
            if (free.Min() <= now)
            {
                Take(line.Dequeue());
            }
        }

        compared.ShouldBeGreaterThan(10_000);
        (ownError * 2).ShouldBeLessThan(meanError);

        void Take((long Came, long? Expected, long? Mean) one)
        {
            var agent = Array.IndexOf(free, free.Min());
            var at = Math.Max(free[agent], one.Came);
            free[agent] = at + (long)(-Math.Log(1 - random.NextDouble()) * 100_000);
            estimate.Entered(at - one.Came, one.Expected, at);
            if (one is { Expected: { } expected, Mean: { } mean })
            {
                (ownError, meanError, compared) = (ownError + Math.Abs(at - one.Came - expected), meanError + Math.Abs(at - one.Came - mean), compared + 1);
            }

            (waits, served) = (waits + at - one.Came, served + 1);
        }
    }
}

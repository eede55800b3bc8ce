namespace ContactCenter.Simulation.Tests.Staffing;

public sealed class ShiftCoverTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void A_textbook_day_is_covered_at_the_least_cost()
    {
        // Six shifts of eight hours from 0, 4, 8, 12, 16 and 20 o'clock, wrapped into a day of 4-hour needs.
        ShiftPattern[] patterns = [Shift("a", 0, 8), Shift("b", 4, 12), Shift("c", 8, 16), Shift("d", 12, 20), Shift("e", 16, 24)];
        var plan = ShiftCover.Solve(TimeSpan.FromHours(4), [4, 8, 10, 7, 12, 4], patterns);
        plan.IsOptimal.ShouldBeTrue();
        (plan.Cost / 8).ShouldBe(Exhaustive([4, 8, 10, 7, 12, 4], patterns, TimeSpan.FromHours(4), 13) / 8, 1e-9);
        plan.AtWork.Zip([4, 8, 10, 7, 12, 4]).ShouldAllBe(pair => pair.First >= pair.Second);
        plan.LowerBound.ShouldBe(plan.Cost);
    }

    [Fact]
    public void Random_needs_with_breaks_and_limits_are_covered_as_cheaply_as_trying_everything()
    {
        var chance = RandomStream.For(1, 0, "cover");
        for (var trial = 0; trial < 60; trial++)
        {
            ShiftPattern[] patterns =
            [
                Shift("long", 0, 8) with { Breaks = [new ShiftBreak(Hour * (1 + chance.NextIndex(6)), Hour)], Cost = 5 + chance.NextIndex(4) },
                Shift("early", 0, 4) with { Cost = 3 },
                Shift("late", 4, 8) with { Cost = 3, Most = 2 },
                Shift("middle", 2 + chance.NextIndex(2), 6) with { Cost = 2 + chance.NextIndex(3) },
            ];
            int[] needs = [.. Enumerable.Range(0, 8).Select(_ => chance.NextIndex(4))];
            var least = Exhaustive(needs, patterns, Hour, 6);
            if (double.IsInfinity(least))
            {
                Should.Throw<ScenarioException>(() => ShiftCover.Solve(Hour, needs, patterns));
                continue;
            }

            var plan = ShiftCover.Solve(Hour, needs, patterns);
            plan.Cost.ShouldBe(least, 1e-9, $"trial {trial}");
            plan.IsOptimal.ShouldBeTrue();
            plan.AtWork.Zip(needs).ShouldAllBe(pair => pair.First >= pair.Second);
            plan.Agents[2].ShouldBeLessThanOrEqualTo(2);
        }
    }

    [Fact]
    public void A_cover_that_stopped_early_says_how_good_it_may_be()
    {
        var chance = RandomStream.For(2, 0, "cover");
        ShiftPattern[] patterns = [.. Enumerable.Range(0, 40).Select(i => Shift($"s{i}", i % 12, Math.Min(24, (i % 12) + 6 + (i % 5)))
            with { Breaks = [new ShiftBreak(Hour * ((i % 12) + 1 + (i % 4)), Hour)], Cost = 5 + (i % 5) + (0.1 * chance.NextIndex(7)) })];
        int[] needs = [.. Enumerable.Range(0, 16).Select(i => 5 + chance.NextIndex(20))];
        var early = ShiftCover.Solve(Hour, needs, patterns, mostNodes: 1);
        var full = ShiftCover.Solve(Hour, needs, patterns);
        early.AtWork.Zip(needs).ShouldAllBe(pair => pair.First >= pair.Second);
        early.LowerBound.ShouldBeLessThanOrEqualTo(full.Cost + 1e-9);
        full.LowerBound.ShouldBeInRange(early.LowerBound - 1e-9, full.Cost + 1e-9);
        full.Cost.ShouldBeLessThanOrEqualTo(early.Cost + 1e-9);
    }

    [Fact]
    public void An_interval_no_shift_covers_is_named() =>
        Should.Throw<ScenarioException>(() => ShiftCover.Solve(Hour, [1, 1, 3], [Shift("a", 0, 2), Shift("b", 1, 3) with { Most = 2 }]))
            .Message.ShouldContain("The interval at 02:00:00 needs 3 agents, and the shifts that cover it have 2.");

    private static ShiftPattern Shift(string name, int from, int to) => new() { Name = name, From = Hour * from, To = Hour * to };

    private static double Exhaustive(int[] needs, ShiftPattern[] patterns, TimeSpan interval, int most)
    {
        var least = double.PositiveInfinity;
        void Try(int p, int[] still, double cost)
        {
            if (cost >= least)
            {
                return;
            }

            if (p == patterns.Length)
            {
                least = still.All(static need => need <= 0) ? cost : least;
                return;
            }

            for (var count = 0; count <= Math.Min(most, patterns[p].Most ?? most); count++)
            {
                var used = count;
                Try(p + 1, [.. still.Select((need, i) => patterns[p].Covers(i * interval, (i + 1) * interval) ? need - used : need)], cost + (count * patterns[p].Price));
            }
        }

        Try(0, needs, 0);
        return least;
    }
}

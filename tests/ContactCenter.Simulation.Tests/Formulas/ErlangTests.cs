namespace ContactCenter.Simulation.Tests.Formulas;

/// <summary>The formulas against published values and values of an independent program that uses the other way to Erlang A (state by state).</summary>
public sealed class ErlangTests
{
    [Theory] // agents, per minute, handling min, within min, patience min; B; C: P(wait), mean wait s, SL; A: P(wait), P(abandon), mean wait s, of the served s, SL all, occupancy
    [InlineData(1, 0.8, 1, 0.5, 2, 0.444444, 0.800000, 240.0000, 0.276130, 0.595247, 0.255941, 30.7129, 24.7264, 0.539424, 0.595247)]
    [InlineData(5, 4, 1, 0.5, 2, 0.199067, 0.554113, 33.2468, 0.663914, 0.415052, 0.077969, 9.3562, 8.4444, 0.825214, 0.737625)]
    [InlineData(14, 10.0 / 3, 3, 1.0 / 3, 5, 0.056819, 0.174132, 7.8359, 0.888350, 0.145260, 0.013984, 4.1951, 3.8785, 0.916792, 0.704297)]
    [InlineData(50, 48, 1, 1.0 / 3, 2, 0.083337, 0.694456, 20.8337, 0.643455, 0.467774, 0.030912, 3.7095, 3.6159, 0.943019, 0.930324)]
    [InlineData(55, 12, 4, 1.0 / 4, 5, 0.038374, 0.238701, 8.1840, 0.845883, 0.180119, 0.011222, 3.3666, 3.2170, 0.907000, 0.862934)]
    [InlineData(200, 190, 1, 1.0 / 3, 1, 0.027968, 0.365264, 2.1916, 0.986970, 0.243347, 0.010109, 0.6066, 0.5910, 0.989891, 0.940396)]
    [InlineData(1000, 990, 1, 1.0 / 3, 1, 0.018966, 0.659080, 3.9545, 0.976488, 0.379521, 0.008283, 0.4970, 0.4922, 0.991717, 0.981800)]
    public void The_table_is_met_to_its_last_digit(
        int agents, double perMinute, double handling, double within, double patience, double b,
        double waitsC, double meanC, double levelC, double waitsA, double leaveA, double meanA, double servedA, double levelA, double occupancyA)
    {
        var (time, limit) = (TimeSpan.FromMinutes(handling), TimeSpan.FromMinutes(within));
        ErlangB.Blocking(agents, perMinute * handling).ShouldBe(b, 5.1e-7);

        var c = new ErlangC(agents, perMinute * 60, time);
        c.WaitProbability.ShouldBe(waitsC, 5.1e-7);
        c.MeanWaitSeconds.ShouldBe(meanC, 5.1e-5);
        c.ServiceLevel(limit).ShouldBe(levelC, 5.1e-7);

        var a = new ErlangA(agents, perMinute * 60, time, TimeSpan.FromMinutes(patience));
        a.WaitProbability.ShouldBe(waitsA, 5.1e-7);
        a.AbandonProbability.ShouldBe(leaveA, 5.1e-7);
        a.MeanWaitSeconds.ShouldBe(meanA, 5.1e-5);
        a.ServedMeanWaitSeconds.ShouldBe(servedA, 5.1e-5);
        a.ServiceLevel(limit).ShouldBe(levelA, 5.1e-7);
        a.Occupancy.ShouldBe(occupancyA, 5.1e-7);
    }

    [Fact]
    public void No_service_level_is_over_one_however_large_the_load()
    {
        var flooded = new ErlangA(1, 1e9, TimeSpan.FromDays(30), TimeSpan.FromDays(30));
        foreach (var formula in Enum.GetValues<ServiceLevelFormula>())
        {
            flooded.ServiceLevel(TimeSpan.FromSeconds(20), formula, TimeSpan.FromSeconds(5)).ShouldBeInRange(0, 1);
        }
    }

    [Fact]
    public void An_overload_is_unstable_without_patience_and_stable_with_it()
    {
        var (minute, limit) = (TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(20));
        var c = new ErlangC(50, 55 * 60, minute);
        c.IsStable.ShouldBeFalse();
        (c.WaitProbability, c.ServiceLevel(limit), c.MeanWaitSeconds, c.Occupancy).ShouldBe((1, 0, double.PositiveInfinity, 1));

        var a = new ErlangA(50, 55 * 60, minute, TimeSpan.FromMinutes(2));
        a.WaitProbability.ShouldBe(0.866234, 5.1e-7);
        a.AbandonProbability.ShouldBe(0.102080, 5.1e-7);
        a.MeanWaitSeconds.ShouldBe(12.2496, 5.1e-5);
        a.ServiceLevel(limit).ShouldBe(0.692264, 5.1e-7);
        a.Occupancy.ShouldBe(0.987712, 5.1e-7);
    }

    [Theory]
    [InlineData(5, 1.3608)]
    [InlineData(10, 4.4612)]
    [InlineData(20, 12.031)]
    [InlineData(50, 37.901)]
    [InlineData(100, 84.064)]
    public void The_classical_table_at_one_percent_is_met(int servers, double load)
    {
        ErlangB.LoadFor(servers, 0.01).ShouldBe(load, load * 5e-5);
        ErlangB.ServersFor(load * 0.9999, 0.01).ShouldBe(servers);
    }

    [Fact]
    public void A_worked_example_of_another_library_is_met_to_twelve_digits()
    {
        var c = new ErlangC(14, 200, TimeSpan.FromMinutes(3));
        c.ServiceLevel(TimeSpan.FromSeconds(20)).ShouldBe(0.8883500191794669, 1e-12);
        c.WaitProbability.ShouldBe(0.1741319335950498, 1e-12);
        var demand = new QueueDemand { PerHour = 200, Handling = TimeSpan.FromMinutes(3) };
        ErlangStaffing.AgentsFor(demand).Agents.ShouldBe(14);
        ErlangStaffing.AgentsFor(demand).OnRoster(0.3).ShouldBe(20);

        var patient = ErlangStaffing.AgentsFor(demand with { Patience = TimeSpan.FromMinutes(5) });
        patient.Agents.ShouldBe(13);
        patient.ServiceLevel.ShouldBe(0.858, 5e-4);
        patient.Occupancy.ShouldBe(0.750, 5e-4);
        patient.AbandonProbability.ShouldBe(0.025, 5e-4);
        patient.WaitProbability.ShouldBe(0.226, 5e-4);
    }

    [Fact]
    public void The_worked_example_of_360_calls_is_met()
    {
        var c = new ErlangC(55, 720, TimeSpan.FromMinutes(4));
        c.WaitProbability.ShouldBe(0.239, 5e-4);
        c.MeanWaitSeconds.ShouldBe(8.2, 0.05);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 4)]
    [InlineData(5, 8)]
    [InlineData(10, 14)]
    [InlineData(20, 24)]
    [InlineData(50, 56)]
    [InlineData(100, 107)]
    [InlineData(200, 208)]
    [InlineData(500, 510)]
    [InlineData(1000, 1011)]
    public void Agents_for_80_20_at_180_seconds(int load, int agents) =>
        ErlangStaffing.AgentsFor(new QueueDemand { PerHour = load * 20, Handling = TimeSpan.FromSeconds(180) }).Agents.ShouldBe(agents);

    [Fact]
    public void Patience_takes_the_queue_away_as_Garnett_Mandelbaum_and_Reiman_showed()
    {
        var c = new ErlangC(50, 48 * 60, TimeSpan.FromMinutes(1));
        c.MeanWaitSeconds.ShouldBe(20.8, 0.05);
        c.WaitQuantileSeconds(0.9).ShouldBe(58.1, 0.05);
        c.QueueLength.ShouldBe(17, 0.5);
        c.Occupancy.ShouldBe(0.96, 1e-9);

        var a = new ErlangA(50, 48 * 60, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2));
        a.AbandonProbability.ShouldBe(0.031, 5e-4);
        a.MeanWaitSeconds.ShouldBe(3.7, 0.05);
        a.WaitQuantileSeconds(0.9).ShouldBe(12.44, 0.005);
        a.QueueLength.ShouldBe(3, 0.5);
        a.Occupancy.ShouldBe(0.93, 5e-3);
    }

    [Fact]
    public void The_limits_of_heavy_traffic_are_reached()
    {
        HeavyTraffic.WaitProbability(0.5).ShouldBe(0.5045, 5e-5);
        HeavyTraffic.WaitProbability(1).ShouldBe(0.2234, 5e-5);

        // 10,000 Erlang and β = 0.5: 10,050 agents; patience twice the handling time.
        var (minute, hourly) = (TimeSpan.FromMinutes(1), 600_000);
        new ErlangC(10_050, hourly, minute).WaitProbability.ShouldBe(HeavyTraffic.WaitProbability(0.5), 0.01);
        var a = new ErlangA(10_050, hourly, minute, minute * 2);
        a.WaitProbability.ShouldBe(HeavyTraffic.WaitProbability(0.5, 0.5), 0.01);
        (a.AbandonProbability * Math.Sqrt(10_050)).ShouldBe(HeavyTraffic.ScaledAbandonProbability(0.5, 0.5), 0.01);
    }

    [Fact]
    public void Endless_patience_is_Erlang_C_and_no_patience_is_Erlang_B()
    {
        var minute = TimeSpan.FromMinutes(1);
        var patient = new ErlangA(20, 17 * 60, minute, TimeSpan.FromDays(30));
        var c = new ErlangC(20, 17 * 60, minute);
        patient.WaitProbability.ShouldBe(c.WaitProbability, 1e-4);
        patient.MeanWaitSeconds.ShouldBe(c.MeanWaitSeconds, 0.02);
        new ErlangA(20, 17 * 60, minute, TimeSpan.FromMilliseconds(1)).AbandonProbability.ShouldBe(ErlangB.Blocking(20, 17), 1e-4);
    }

    [Theory]
    [InlineData(5_000, 300, 60, 60)] // 5,000 agents for 300 Erlang
    [InlineData(100, 10_000, 60, 3_600)] // a hundred times too much work, and an hour's patience
    [InlineData(1, 0.001, 1, 1)]
    public void Extreme_loads_neither_overflow_nor_cancel(int agents, double erlangs, double handling, double patience)
    {
        var a = new ErlangA(agents, erlangs / handling * 3600, TimeSpan.FromSeconds(handling), TimeSpan.FromSeconds(patience));
        a.WaitProbability.ShouldBeInRange(0, 1);
        (erlangs * (1 - a.AbandonProbability) / agents).ShouldBe(Math.Min(1, erlangs / agents), 1e-3);
        var level = a.ServiceLevel(TimeSpan.FromSeconds(20));
        level.ShouldBeInRange(0, 1);
        a.ServiceLevel(TimeSpan.FromSeconds(20), ServiceLevelFormula.LateAbandons).ShouldBeInRange(level, 1 + 1e-12);
        a.ServiceLevel(TimeSpan.FromSeconds(20), ServiceLevelFormula.Served).ShouldBeInRange(level, 1 + 1e-12);
    }

    [Fact]
    public void Formulas_of_the_service_level_are_what_their_names_say()
    {
        var a = new ErlangA(5, 240, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2));
        var within = TimeSpan.FromSeconds(30);
        var all = a.ServiceLevel(within);
        a.ServiceLevel(within, ServiceLevelFormula.Served).ShouldBe(all / (1 - a.AbandonProbability), 1e-12);
        a.ServiceLevel(within, ServiceLevelFormula.WithoutShortAbandons, within).ShouldBe(a.ServiceLevel(within, ServiceLevelFormula.LateAbandons), 1e-12);
        a.ServiceLevel(within, ServiceLevelFormula.WithoutShortAbandons, TimeSpan.Zero).ShouldBe(all, 1e-12);
        a.ServiceLevel(TimeSpan.FromDays(1), ServiceLevelFormula.LateAbandons).ShouldBe(1, 1e-9);
    }

    [Fact]
    public void A_limited_queue_is_between_Erlang_B_and_Erlang_C()
    {
        var minute = TimeSpan.FromMinutes(1);
        new FiniteQueue(20, 0, 17 * 60, minute).BlockingProbability.ShouldBe(ErlangB.Blocking(20, 17), 1e-12);
        var c = new ErlangC(20, 17 * 60, minute);
        var roomy = new FiniteQueue(20, 2_000, 17 * 60, minute);
        roomy.WaitProbability.ShouldBe(c.WaitProbability, 1e-12);
        roomy.MeanWaitSeconds.ShouldBe(c.MeanWaitSeconds, 1e-9);
        roomy.ServiceLevel(TimeSpan.FromSeconds(20)).ShouldBe(c.ServiceLevel(TimeSpan.FromSeconds(20)), 1e-12);

        // 90 agents and 30 places for 84 Erlang of 10 minutes: the pooled case of skill-based routing.
        var pooled = new FiniteQueue(90, 30, 504, TimeSpan.FromMinutes(10));
        pooled.BlockingProbability.ShouldBe(0.00364, 5e-6);
        pooled.WaitProbability.ShouldBe(0.3797, 5e-5);
        (pooled.MeanWaitSeconds / 60).ShouldBe(0.450, 5e-4);

        var overload = new FiniteQueue(10, 5_000, 100 * 60, minute);
        overload.BlockingProbability.ShouldBe(0.9, 1e-9);
        overload.Occupancy.ShouldBe(1, 1e-9);
    }

    [Fact]
    public void What_makes_no_sense_is_refused_with_the_remedy()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new ErlangC(0, 100, TimeSpan.FromMinutes(1))).Message.ShouldContain("give 1 to");
        Should.Throw<ArgumentOutOfRangeException>(() => new ErlangA(10, double.NaN, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)));
        Should.Throw<ArgumentOutOfRangeException>(() => new ErlangA(10, 10, TimeSpan.FromMinutes(1), TimeSpan.Zero)).Message.ShouldContain("patience");
        Should.Throw<ArgumentOutOfRangeException>(() => ErlangB.Blocking(3, double.NaN));
        Should.Throw<ArgumentOutOfRangeException>(() => HeavyTraffic.WaitProbability(0)).Message.ShouldContain("never catch up");
    }

    [Fact]
    public void Each_interval_gets_its_own_number()
    {
        var day = ErlangStaffing.ByInterval(TimeSpan.FromMinutes(30), [0, 100, 20], TimeSpan.FromMinutes(3));
        day.Select(answer => answer.Agents).ShouldBe([0, 14, ErlangStaffing.AgentsFor(new QueueDemand { PerHour = 40, Handling = TimeSpan.FromMinutes(3) }).Agents]);
    }
}

namespace ContactCenter.Simulation.Tests.Policies;

public sealed class PolicyTestTests
{
    [Fact]
    public void A_policy_that_keeps_everything_passes_and_gives_its_figures()
    {
        var result = PolicyTest.Of(Center(agents: 18))
            .Simulating(days: 10)
            .ServiceLevelHolds("faults")
            .ServiceLevelHolds("faults", 70, TimeSpan.FromSeconds(20), ServiceLevelFormula.All)
            .NoEmergencyWaitsOver(TimeSpan.FromMinutes(2))
            .NobodyStarves(TimeSpan.FromMinutes(30))
            .AbandonedAtMost("faults", 5)
            .OccupancyAtMost("team", 95)
            .Expect("everyone is served or leaves", static result => result.Total.Refused.Value == 0)
            .Check();
        result.Days.ShouldBe(10);
    }

    [Fact]
    public void Every_violation_is_told_with_the_figures_that_show_it()
    {
        var violation = Should.Throw<PolicyViolationException>(() => PolicyTest.Of(Center(agents: 11))
            .Simulating(days: 10)
            .ServiceLevelHolds("faults")
            .ServiceLevelHoldsInEachInterval("faults", percent: 95)
            .NoEmergencyWaitsOver(TimeSpan.FromSeconds(2))
            .NobodyStarves(TimeSpan.FromSeconds(30))
            .AbandonedAtMost("faults", 0.1)
            .OccupancyAtMost("team", 50)
            .Expect("pigs fly", static _ => false)
            .Check());
        violation.Violations.Length.ShouldBe(7);
        violation.Message.ShouldStartWith("The policy of 'center' does not keep what is expected of it:\n- 'faults' keeps 80 % in 20 s (All): it is ");
        violation.Violations[1].ShouldStartWith("'faults' keeps 95 % in 20 s (All): it is ");
        violation.Violations[2].ShouldStartWith("no emergency waits over 2 s: 'urgent' of ");
        violation.Violations[3].ShouldStartWith("no contact waits over 30 s: ");
        violation.Violations[4].ShouldStartWith("at most 0.1 % leave 'faults': it is ");
        violation.Violations[6].ShouldBe("pigs fly: it does not hold.");
    }

    [Fact]
    public void A_level_that_is_not_certain_does_not_hold()
    {
        var scenario = Center(agents: 14);
        var level = Simulator.Run(scenario, new SimulationOptions { Days = 5 }).Queue("faults").ServiceLevel.Value;
        Should.Throw<PolicyViolationException>(() => PolicyTest.Of(scenario).Simulating(days: 5).ServiceLevelHolds("faults", level * 100).Check())
            .Message.ShouldContain("not certain. Simulate more days");
    }

    [Fact]
    public void Who_is_never_served_has_starved()
    {
        var scenario = Center(agents: 14) with { Groups = [], Overtime = TimeSpan.Zero };
        scenario = scenario with { Contacts = [scenario.Contacts[0] with { Patience = null }] };
        Should.Throw<PolicyViolationException>(() => PolicyTest.Of(scenario).Simulating(days: 1).NobodyStarves(TimeSpan.FromDays(1)).Check())
            .Message.ShouldContain("was never served");
    }

    [Fact]
    public void A_queue_that_is_not_there_is_named()
    {
        void Named(Action<PolicyTest> expect) => Should.Throw<ArgumentException>(() => expect(PolicyTest.Of(Center(1)))).Message.ShouldContain("There is no queue 'fault'; there are: faults.");
        Named(test => test.ServiceLevelHolds("fault"));
        Named(test => test.ServiceLevelHoldsInEachInterval("fault"));
        Named(test => test.NobodyWaitsOver(TimeSpan.Zero, "fault"));
        Named(test => test.AbandonedAtMost("fault", 5));
        Should.Throw<ArgumentException>(() => PolicyTest.Of(Center(1)).ServiceLevelHolds("faults", double.NaN)).Message.ShouldContain("give a target over 0");
    }

    [Fact]
    public void Two_promises_of_one_queue_are_judged_each_by_its_own_goal()
    {
        var scenario = Center(agents: 11);
        var alone = Should.Throw<PolicyViolationException>(() => PolicyTest.Of(scenario).Simulating(days: 10).ServiceLevelHolds("faults", 80, TimeSpan.FromSeconds(20)).Check());
        alone.Violations.ShouldHaveSingleItem().ShouldStartWith("'faults' keeps 80 % in 20 s (All): it is ");
        Should.Throw<PolicyViolationException>(() => PolicyTest.Of(scenario).Simulating(days: 10)
            .ServiceLevelHolds("faults", 80, TimeSpan.FromSeconds(20)).ServiceLevelHolds("faults", 20, TimeSpan.FromSeconds(300)).Check()).Violations.ShouldBe(alone.Violations);
        Should.Throw<PolicyViolationException>(() => PolicyTest.Of(scenario).Simulating(days: 10)
            .ServiceLevelHolds("faults", 80, TimeSpan.FromSeconds(20)).ServiceLevelHoldsInEachInterval("faults", 5, TimeSpan.FromSeconds(600)).Check()).Violations.ShouldBe(alone.Violations);
    }

    [Fact]
    public void A_promise_is_judged_as_if_it_were_the_queues_own_goal()
    {
        var goal = new ServiceLevelGoal { Target = 0.7, Within = TimeSpan.FromSeconds(45), Formula = ServiceLevelFormula.WithoutShortAbandons, ShortAbandon = TimeSpan.FromSeconds(9) };
        var scenario = Center(agents: 12) with { WarmUp = TimeSpan.FromMinutes(40) };
        var options = new SimulationOptions { Days = 4, KeepContacts = true };
        var under = Simulator.Run(scenario, options).Under("faults", goal);
        var own = Simulator.Run(scenario with { Queues = [scenario.Queues[0] with { Goal = goal }] }, options).Queue("faults");
        foreach (var formula in Enum.GetValues<ServiceLevelFormula>())
        {
            under.ServiceLevelBy(formula).ShouldBe(own.ServiceLevelBy(formula));
            under.ByInterval.Select(interval => interval.ServiceLevelBy(formula)).ShouldBe(own.ByInterval.Select(interval => interval.ServiceLevelBy(formula)));
        }
    }

    [Fact]
    public void Where_nobody_came_nothing_is_kept()
    {
        var scenario = Center(agents: 1);
        scenario = scenario with { Contacts = [scenario.Contacts[0] with { Arrivals = new Arrivals.Poisson(0) }], Groups = [] };
        var violations = Should.Throw<PolicyViolationException>(() => PolicyTest.Of(scenario).Simulating(days: 3)
            .ServiceLevelHolds("faults").ServiceLevelHoldsInEachInterval("faults").AbandonedAtMost("faults", 5).Check()).Violations;
        violations.Length.ShouldBe(3);
        violations.ShouldAllBe(violation => violation.Contains("nobody came", StringComparison.Ordinal) && !violation.Contains("NaN", StringComparison.Ordinal));
    }

    [Fact]
    public void A_single_day_is_not_certain() =>
        Should.Throw<PolicyViolationException>(() => PolicyTest.Of(Center(agents: 30)).Simulating(days: 1).ServiceLevelHolds("faults").AbandonedAtMost("faults", 50).Check())
            .Violations.ShouldAllBe(violation => violation.Contains(" % on a single day", StringComparison.Ordinal) && violation.Contains("Simulate more days", StringComparison.Ordinal));

    internal static Scenario Center(int agents) => new ScenarioBuilder("center")
        .Lasting(TimeSpan.FromHours(4))
        .AddQueue("faults", q => q.RequireSkill("gas").ServiceLevel(80, TimeSpan.FromSeconds(20)))
        .AddContacts("faults", c => c.ArrivingPerHour(200).Taking(new Duration.Lognormal(TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(2)))
            .WaitingAtMost(new Duration.Exponential(TimeSpan.FromMinutes(5))))
        .AddContacts("faults", c => c.Named("urgent").ArrivingPerHour(5).WithPriority(Priority.Emergency))
        .AddAgents("team", a => a.Skill("gas", 5).Count(agents))
        .Build();
}

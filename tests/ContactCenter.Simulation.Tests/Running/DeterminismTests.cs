namespace ContactCenter.Simulation.Tests.Running;

/// <summary>The same scenario and seed give the same day; a change changes what it must and nothing else.</summary>
public sealed class DeterminismTests
{
    private static readonly SimulationOptions Kept = new() { Days = 2, KeepContacts = true };

    [Fact]
    public void The_same_seed_gives_the_same_days_one_by_one_or_at_the_same_time()
    {
        var scenario = Published.PublishedScenarios.MultiSkill();
        var first = Simulator.Run(scenario, Kept);
        var second = Simulator.Run(scenario, Kept with { Parallelism = 2 });
        first.ContactsOf(1).ShouldBe(second.ContactsOf(1));
        first.ContactsOf(0).ShouldNotBe(first.ContactsOf(1));
        Simulator.Run(scenario, Kept with { Seed = 2 }).ContactsOf(0).ShouldNotBe(first.ContactsOf(0));
    }

    [Fact]
    public void The_router_says_the_same_to_the_last_byte()
    {
        static string Transcript()
        {
            var text = new System.Text.StringBuilder();
            Simulator.Run(Published.PublishedScenarios.MultiSkill(), new SimulationOptions
            {
                Days = 1,
                Listener = (_, record) => text.Append(record.Cause).Append(record.At.Ticks).Append(System.Text.Encoding.UTF8.GetString(Routing.RouterCodec.Write(record.Event))),
            });
            return text.ToString();
        }

        Transcript().ShouldBe(Transcript());
    }

    [Fact]
    public void More_agents_meet_the_same_customers()
    {
        var few = Simulator.Run(StationaryTests.Steady(5, 240, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)), Kept).ContactsOf(0);
        var many = Simulator.Run(StationaryTests.Steady(9, 240, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)), Kept).ContactsOf(0);
        few.Select(contact => contact.ArrivedAt).ShouldBe(many.Select(contact => contact.ArrivedAt));
        few.Zip(many).Count(pair => pair.First.Wait > pair.Second.Wait).ShouldBeGreaterThan(100);

        // Who left after w seconds is a customer of that patience: with more agents served, or gone after the same time.
        few.Zip(many).Where(pair => pair.First.Fate == ContactFate.Abandoned && pair.Second.Fate == ContactFate.Abandoned)
            .ShouldAllBe(pair => pair.First.Wait == pair.Second.Wait);
    }

    [Fact]
    public void Another_contact_type_leaves_the_others_as_they_were()
    {
        var one = StationaryTests.Steady(9, 240, TimeSpan.FromMinutes(1));
        var two = one with { Contacts = one.Contacts.Insert(0, one.Contacts[0] with { Name = "other", Arrivals = new Arrivals.Poisson(60) }) };
        Simulator.Run(two, Kept).ContactsOf(0).Where(contact => contact.Type == "c").Select(contact => contact.ArrivedAt)
            .ShouldBe(Simulator.Run(one, Kept).ContactsOf(0).Select(contact => contact.ArrivedAt));
    }

    [Fact]
    public void A_busier_day_brings_the_same_contacts_closer_together()
    {
        var scenario = StationaryTests.Steady(9, 240, TimeSpan.FromMinutes(1));
        var twice = scenario with { Contacts = [scenario.Contacts[0] with { Arrivals = new Arrivals.Poisson(480) }] };
        var usual = Simulator.Run(scenario, Kept).ContactsOf(0)[100];
        Simulator.Run(twice, Kept).ContactsOf(0)[100].ArrivedAt.TotalSeconds.ShouldBe(usual.ArrivedAt.TotalSeconds / 2, 0.01);
    }
}

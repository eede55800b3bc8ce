using ContactCenter.Routing;

namespace ContactCenter.Simulation.Tests.Scenarios;

public sealed class ScenarioJsonTests
{
    private const string Small = """
        {
          "name": "Monday", "length": "01:00:00", // an hour is enough
          "queues": [ { "settings": { "id": "faults", "skills": [ { "skill": "gas", "level": 3 } ] }, "goal": { "target": 0.9, "within": "00:00:30" } } ],
          "contacts": [ { "name": "call", "queue": "faults",
            "arrivals": { "kind": "poisson", "perHour": 60 },
            "handling": { "mean": "00:03:00", "kind": "exponential" } } ],
          "groups": [ { "settings": { "id": "team", "skills": [ { "skill": "gas", "level": 5 } ] }, "staffing": [ 5 ] } ],
        }
        """;

    [Fact]
    public void A_scenario_is_read_and_what_is_not_said_is_the_default()
    {
        var scenario = ScenarioJson.Read(Small);
        scenario.Length.ShouldBe(TimeSpan.FromHours(1));
        scenario.Interval.ShouldBe(TimeSpan.FromMinutes(30));
        scenario.Queues[0].Settings.ShouldBe(new QueueSettings { Id = new QueueId("faults"), Skills = [new SkillLevel(new SkillId("gas"), 3)] });
        scenario.Queues[0].Goal.ShouldBe(new ServiceLevelGoal { Target = 0.9, Within = TimeSpan.FromSeconds(30) });
        scenario.Groups[0].Settings.Capacity.ShouldBe(100);
        scenario.Contacts[0].Channel.ShouldBe(Channels.ChannelKind.Voice);
        scenario.Contacts[0].Handling.ShouldBe(PublishedThreeMinutes);
        Simulator.Run(scenario, new SimulationOptions { Days = 2 }).Total.Arrived.Value.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void What_is_written_is_read_as_it_was()
    {
        foreach (var scenario in new[] { Published.PublishedScenarios.MultiSkill(), Published.PublishedScenarios.SkillChain(2), ScenarioJson.Read(Small) })
        {
            var json = ScenarioJson.Write(scenario);
            ScenarioJson.Write(ScenarioJson.Read(json)).ShouldBe(json);
            var options = new SimulationOptions { Days = 1, KeepContacts = true };
            Simulator.Run(ScenarioJson.Read(json), options).ContactsOf(0).ShouldBe(Simulator.Run(scenario, options).ContactsOf(0));
        }
    }

    [Theory]
    [InlineData("\"perHour\": 60", "\"perHours\": 60", "Line 5, at $.contacts[0].arrivals")]
    [InlineData("\"00:03:00\"", "\"3 minutes\"", "Write times as hh:mm:ss")]
    [InlineData("\"name\": \"call\", ", "", "name")]
    [InlineData("\"kind\": \"exponential\"", "\"kind\": \"normal\"", "kind")]
    [InlineData(", \"kind\": \"exponential\"", "", "kind")]
    [InlineData("\"mean\": \"00:03:00\", ", "", "mean")]
    [InlineData("\"skill\": \"gas\", \"level\": 3", "\"skill\": \"\", \"level\": 3", "skill")]
    [InlineData("\"length\": \"01:00:00\",", "\"lengths\": \"01:00:00\",", "lengths")]
    [InlineData("\"staffing\": [ 5 ]", "\"staffing\": 5", "staffing")]
    public void A_mistake_is_named_with_its_place(string was, string isNow, string says) =>
        Should.Throw<ScenarioException>(() => ScenarioJson.Read(Small.Replace(was, isNow, StringComparison.Ordinal))).Message.ShouldContain(says);

    [Theory]
    [InlineData("\"queue\": \"faults\"", "\"queue\": \"fault\"", "name one of: faults")]
    [InlineData("\"perHour\": 60", "\"perHour\": -1", "give 0 or more")]
    [InlineData("\"level\": 3", "\"level\": 11", "level 11")] // the router says so
    [InlineData("\"length\": \"01:00:00\"", "\"length\": \"00:00:00\"", "length is 00:00:00")]
    [InlineData("\"target\": 0.9", "\"target\": 90", "promises 90")]
    [InlineData("[ 5 ]", "[ -5 ]", "staffing")]
    [InlineData("\"mean\": \"00:03:00\"", "\"mean\": \"00:00:00\"", "handling has a mean of 00:00:00; give more than 0")]
    public void What_cannot_be_simulated_is_refused_with_the_remedy(string was, string isNow, string says) =>
        Should.Throw<ScenarioException>(() => Simulator.Run(ScenarioJson.Read(Small.Replace(was, isNow, StringComparison.Ordinal)))).Message.ShouldContain(says);

    [Fact]
    public void Every_fault_is_listed_at_once()
    {
        var message = Should.Throw<ScenarioException>(() => new ScenarioBuilder()
            .AddQueue("a").AddQueue("a")
            .AddContacts("b", c => c.CallingAgain(2, new Duration.Fixed(TimeSpan.Zero)))
            .AddAgents("team", a => a.Shift(TimeSpan.FromHours(2), TimeSpan.FromHours(1)))
            .Build()).Message;
        message.ShouldContain("the queue 'a' is there 2 times");
        message.ShouldContain("the queue 'b', which is not there");
        message.ShouldContain("the probability 2");
        message.ShouldContain("the shift from 02:00:00 to 01:00:00");
    }

    [Fact]
    public async Task Contacts_come_from_a_file_beside_the_scenario()
    {
        var folder = Directory.CreateTempSubdirectory("ccsim");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "calls.csv"), "at,handling,note,patience\n00:00:10,60,first,\n2026-03-02T08:30:00Z,90.5,,00:01:00\n\n");
            var file = Path.Combine(folder.FullName, "day.json");
            await File.WriteAllTextAsync(file, Small.Replace("\"kind\": \"poisson\", \"perHour\": 60", "\"kind\": \"csv\", \"file\": \"calls.csv\"", StringComparison.Ordinal));
            var scenario = await ScenarioJson.LoadAsync(file);
            scenario.Contacts[0].Arrivals.ShouldBeOfType<Arrivals.Listed>().Contacts.ShouldBe(
            [
                new ListedContact(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60)),
                new ListedContact(TimeSpan.FromMinutes(30), TimeSpan.FromSeconds(90.5), TimeSpan.FromMinutes(1)),
            ]);
            Simulator.Run(scenario, new SimulationOptions { Days = 1 }).Total.Served.Value.ShouldBe(2);

            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "calls.csv"), "at\n08:00\nsoon");
            (await Should.ThrowAsync<ScenarioException>(() => ScenarioJson.LoadAsync(file))).Message.ShouldContain("Line 3: at is 'soon'; give hh:mm:ss, or seconds.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("", "no 'at'")]
    [InlineData("when,handling", "no 'at'")]
    [InlineData("at\n-00:00:01", "Line 2")]
    [InlineData("at\n2026-03-01T08:00:00Z", "from the start")]
    [InlineData("at,patience\n1,99999999999", "Line 2: patience")]
    public void A_wrong_line_of_a_list_is_named(string text, string says) =>
        Should.Throw<ScenarioException>(() => ContactCsv.Read(new StringReader(text), new Scenario { Length = default }.Start)).Message.ShouldContain(says);

    private static readonly Duration PublishedThreeMinutes = new Duration.Exponential(TimeSpan.FromMinutes(3));
}

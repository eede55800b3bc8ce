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
    [InlineData("\"queue\": \"faults\"", "\"queue\": \"faults\", \"priority\": 500", "priority 500; give 0 to 100, or 1000")]
    [InlineData("\"queue\": \"faults\"", "\"queue\": \"faults\", \"skills\": [ { \"skill\": \"gas\", \"level\": 11 } ]", "asks the skill 'gas' at level 11")]
    [InlineData("\"name\": \"Monday\"", "\"start\": \"9999-12-31T23:00:00Z\"", "give a year from 1970 to 9990")]
    [InlineData("\"id\": \"team\"", "\"id\": \"gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg\"", "an id of 64 characters")]
    [InlineData("{ \"kind\": \"poisson\", \"perHour\": 60 }", "{ \"kind\": \"profile\", \"interval\": \"00:30:00\", \"perInterval\": [ 10, 12, 0, 9, 8 ] }", "have 5 intervals of 00:30:00, and 2 of those that bring contacts begin at the scenario's end, 01:00:00, or later")]
    [InlineData("{ \"kind\": \"poisson\", \"perHour\": 60 }", "{ \"kind\": \"listed\", \"contacts\": [ { \"at\": \"00:10:00\" }, { \"at\": \"01:00:00\" }, { \"at\": \"30:00:00\" } ] }", "list 2 of 3 contacts at the scenario's end, 01:00:00, or later, the last at 1.06:00:00")]
    [InlineData("\"mean\": \"00:03:00\"", "\"mean\": \"00:00:00\"", "handling has a mean of 00:00:00; give more than 0")]
    public void What_cannot_be_simulated_is_refused_with_the_remedy(string was, string isNow, string says) =>
        Should.Throw<ScenarioException>(() => Simulator.Run(ScenarioJson.Read(Small.Replace(was, isNow, StringComparison.Ordinal)))).Message.ShouldContain(says);

    [Theory]
    [InlineData("\"settings\": { \"id\": \"faults\", \"skills\": [ { \"skill\": \"gas\", \"level\": 3 } ] }", "\"settings\": { \"id\": \"faults\", \"rings\": [ null ] }", "queues[0].settings.rings[0] is null")]
    [InlineData("\"settings\": { \"id\": \"faults\", \"skills\": [ { \"skill\": \"gas\", \"level\": 3 } ] }", "\"settings\": { \"id\": \"faults\", \"overflow\": [ null ] }", "queues[0].settings.overflow[0] is null")]
    [InlineData("{ \"kind\": \"poisson\", \"perHour\": 60 }", "{ \"kind\": \"listed\", \"contacts\": [ null ] }", "contacts[0].arrivals.contacts[0] is null")]
    [InlineData("\"staffing\": [ 5 ]", "\"shifts\": [ null ]", "groups[0].shifts[0] is null")]
    [InlineData("\"staffing\": [ 5 ]", "\"shifts\": [ { \"from\": \"00:00:00\", \"to\": \"01:00:00\", \"breaks\": [ null ] } ]", "groups[0].shifts[0].breaks[0] is null")]
    [InlineData("\"groups\": [ ", "\"groups\": [ null, ", "groups[0] is null; give it, or leave it out")]
    [InlineData("\"queues\": [ ", "\"queues\": [ null, ", "queues[0] is null")]
    [InlineData("\"contacts\": [ ", "\"contacts\": [ null, ", "contacts[0] is null")]
    public async Task Nothing_in_a_list_is_named_with_its_place(string was, string isNow, string says)
    {
        var json = Small.Replace(was, isNow, StringComparison.Ordinal);
        json.ShouldNotBe(Small);
        Should.Throw<ScenarioException>(() => Simulator.Run(ScenarioJson.Read(json))).Message.ShouldContain(says);
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, json);
            (await Should.ThrowAsync<ScenarioException>(() => ScenarioJson.LoadAsync(file))).Message.ShouldContain(says);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_list_that_is_nothing_is_named()
    {
        Should.Throw<ScenarioException>(() => Simulator.Run(ScenarioJson.Read(Small) with { Groups = default })).Message.ShouldContain("groups is null; give a list");
        Should.Throw<ScenarioException>(() => Simulator.Run(ScenarioJson.Read(Small.Replace("[ 5 ]", "null", StringComparison.Ordinal)))).Message.ShouldContain("staffing");
    }

    [Fact]
    public void Commands_of_a_scenario_that_cannot_be_given_are_told()
    {
        var scenario = ScenarioJson.Read(Small);
        string Refused(TimeSpan at, RouterCommand command) => Should.Throw<ScenarioException>(() => Simulator.Run(scenario with { Commands = [new TimedCommand(at, command)] }, new SimulationOptions { Days = 1 })).Message;
        var wrong = new RouterCommand.SetQueue(new QueueSettings { Id = new QueueId("faults"), OfferTimeout = TimeSpan.Zero });
        Refused(TimeSpan.FromMinutes(30), wrong).ShouldContain("the command SetQueue at 00:30:00 is refused on day 0: The queue 'faults' has an offer time-out of 00:00:00");
        Refused(TimeSpan.FromMinutes(30), new RouterCommand.RemoveQueue(new QueueId("none"))).ShouldContain("There is no queue 'none'");
        Refused(TimeSpan.FromHours(-1), wrong).ShouldContain("the command SetQueue is given at -01:00:00");
        Refused(TimeSpan.FromHours(100), wrong).ShouldContain("give 0 to the end of the overtime, 13:00:00");
    }

    [Theory]
    [InlineData("24:00:00", 24)]
    [InlineData("100:30:00", 100.5)]
    [InlineData("1.06:00:00", 30)]
    public void Hours_may_be_more_than_a_days(string length, double hours)
    {
        ScenarioJson.Read(Small.Replace("\"length\": \"01:00:00\"", $"\"length\": \"{length}\"", StringComparison.Ordinal)).Length.ShouldBe(TimeSpan.FromHours(hours));
        ContactCsv.Read(new StringReader($"at\n{length}\n"), default).ShouldHaveSingleItem().At.ShouldBe(TimeSpan.FromHours(hours));
        TimeText.TryReadLength(length, out var time).ShouldBeTrue();
        time.ShouldBe(TimeSpan.FromHours(hours));
    }

    [Theory]
    [InlineData("24")]
    [InlineData("08:00")]
    [InlineData("00:60:00")]
    [InlineData("1.24:00:00")]
    [InlineData("00:00:00,5")]
    [InlineData(" 00:00:01")]
    [InlineData("٠٠:٠٠:٠١")]
    [InlineData("")]
    public void Another_form_of_a_time_is_refused(string text)
    {
        TimeText.TryReadClock(text, out _).ShouldBeFalse();
        Should.Throw<ScenarioException>(() => ScenarioJson.Read(Small.Replace("\"00:03:00\"", $"\"{text}\"", StringComparison.Ordinal))).Message.ShouldContain("Write times as hh:mm:ss");
    }

    [Fact]
    public void Seconds_and_dates_are_read_the_same_in_every_culture()
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            foreach (var culture in new[] { "", "de-DE", "it-IT", "ar-SA" })
            {
                System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo(culture);
                TimeText.TryReadLength("62.5", out var time).ShouldBeTrue();
                time.ShouldBe(TimeSpan.FromSeconds(62.5));
                TimeText.TryReadLength("62,5", out _).ShouldBeFalse();
                TimeText.TryReadInstant("02/03/2026", out _).ShouldBeFalse();
                TimeText.TryReadInstant("2026-03-02T08:00", out var noon).ShouldBeTrue();
                noon.ShouldBe(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
                TimeText.TryReadInstant("2026-03-02T08:00:30.5+01:00", out noon).ShouldBeTrue();
                noon.ShouldBe(new DateTimeOffset(2026, 3, 2, 8, 0, 30, 500, TimeSpan.FromHours(1)));
            }
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }

        foreach (var odd in new[] { "NaN", "-Infinity", "Infinity", "-1", "1e9" })
        {
            TimeText.TryReadLength(odd, out _).ShouldBeFalse(odd);
        }
    }

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

            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "calls.csv"), "at\n08:00:00\nsoon");
            (await Should.ThrowAsync<ScenarioException>(() => ScenarioJson.LoadAsync(file))).Message.ShouldContain("Line 3: at is 'soon'; give hh:mm:ss, or seconds, or a date such as 2026-03-02T08:00Z.");
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

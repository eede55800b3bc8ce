using System.Collections.Immutable;
using ContactCenter.Routing;

namespace ContactCenter.Simulation.Tests.Published;

/// <summary>Scenarios with published results (examples of the ContactCenters library of the Université de Montréal).</summary>
internal static class PublishedScenarios
{
    /// <summary>M/M/12 from empty: 8 hours, 4.2 a minute, 2 minutes each.</summary>
    public static Scenario SingleQueue(TimeSpan? patience = null) => new()
    {
        Name = "M/M/12",
        Length = TimeSpan.FromHours(8),
        Interval = TimeSpan.FromHours(8),
        Queues = [Queue("calls")],
        Contacts =
        [
            new ContactType
            {
                Name = "call",
                Queue = new QueueId("calls"),
                Arrivals = new Arrivals.Poisson(252),
                Handling = Exponential(2),
                Patience = patience is { } mean ? new Duration.Exponential(mean) : null,
            },
        ],
        Groups = [Group("team", [12])],
    };

    /// <summary>Three types of calls, two groups, three periods of two hours, everything busier or quieter by one factor a day. One contact type per type and period, as handling and patience differ by period.</summary>
    public static Scenario MultiSkill()
    {
        double[][] rates = [[4.2, 5.3, 3.2], [5.1, 4.3, 4.8], [6.3, 5.2, 4.8]];
        double[] service = [0.5, 0.6, 0.4];
        double[] patience = [0.3, 0.4, 0.2];
        return new Scenario
        {
            Name = "MSK",
            Length = TimeSpan.FromHours(6),
            Interval = TimeSpan.FromHours(2),
            Queues = [Queue("type0", "a"), Queue("type1", "b"), Queue("type2", "c")],
            Contacts =
            [
                .. from type in Enumerable.Range(0, 3)
                   from period in Enumerable.Range(0, 3)
                   select new ContactType
                   {
                       Name = $"t{type}p{period}",
                       Queue = new QueueId($"type{type}"),
                       Arrivals = new Arrivals.Profile(TimeSpan.FromHours(2), [.. Enumerable.Range(0, 3).Select(p => p == period ? rates[type][p] * 120 : 0)]),
                       Handling = Exponential(1 / service[period]),
                       Patience = Exponential(1 / patience[period]),
                   },
            ],
            Groups = [Group("group0", [12, 18, 9], "a", "b"), Group("group1", [15, 20, 11], "b", "c")],
            DayFactor = new DayFactor(28.7),
        };
    }

    /// <summary>Six types of 14 Erlang, 90 agents with some skills each in a ring, 30 places to wait, at steady state.</summary>
    public static Scenario SkillChain(int skills) => new()
    {
        Name = $"chain of {skills}",
        Length = TimeSpan.FromHours(40),
        WarmUp = TimeSpan.FromHours(3),
        Interval = TimeSpan.FromHours(40),
        Queues = [.. Enumerable.Range(0, 6).Select(type => Queue($"type{type}", $"s{type}"))],
        Contacts =
        [
            .. Enumerable.Range(0, 6).Select(type => new ContactType
            {
                Name = $"type{type}",
                Queue = new QueueId($"type{type}"),
                Arrivals = new Arrivals.Poisson(84),
                Handling = Exponential(10),
            }),
        ],
        Groups = [.. Enumerable.Range(0, 6).Select(first => Group($"g{first}", [15], [.. Enumerable.Range(first, skills).Select(s => $"s{s % 6}")]))],
    };

    public static Duration.Exponential Exponential(double minutes) => new(TimeSpan.FromMinutes(minutes));

    private static ScenarioQueue Queue(string id, params string[] skills) => new() { Settings = new QueueSettings { Id = new QueueId(id), Skills = Skills(skills) } };

    private static AgentGroup Group(string id, ImmutableArray<int> staffing, params string[] skills) =>
        new() { Settings = new AgentSettings { Id = new AgentId(id), Skills = Skills(skills) }, Staffing = staffing };

    private static ImmutableArray<SkillLevel> Skills(string[] skills) => [.. skills.Select(skill => new SkillLevel(new SkillId(skill), 1))];
}

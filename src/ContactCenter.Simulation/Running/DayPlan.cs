using System.Collections.Immutable;
using ContactCenter.Routing;

namespace ContactCenter.Simulation;

/// <summary>All that is given for one day: everything but what the router decides.</summary>
internal sealed class DayPlan
{
    public required Scenario Scenario { get; init; }

    public ulong Seed { get; init; }

    public int Number { get; init; }

    /// <summary>Sorted by <see cref="Contact.At"/>.</summary>
    public required Contact[] Contacts { get; init; }

    /// <summary>The work as it was, of a replay; otherwise it follows from the contact types.</summary>
    public WorkItem[]? Items { get; init; }

    /// <summary>Agents under their own ids, of a replay: they come and go by commands alone.</summary>
    public IReadOnlyList<AgentSettings> Agents { get; init; } = [];

    /// <summary>Own strategies that queues may name.</summary>
    public ImmutableArray<AgentStrategy> Strategies { get; init; } = [];

    /// <summary>Contacts in order of arrival, with all their chance drawn.</summary>
    public static DayPlan Draw(Scenario scenario, SimulationOptions options, int day)
    {
        var seed = options.Seed;
        var factor = scenario.DayFactor is { Shape: var shape } ? RandomStream.For(seed, day, "day factor").NextGamma(shape) / shape : 1;
        var contacts = new List<Contact>();
        for (var type = 0; type < scenario.Contacts.Length; type++)
        {
            Draw(scenario, type, factor, seed, day, contacts);
        }

        var sorted = contacts.ToArray();
        var keys = Array.ConvertAll(sorted, static contact => contact.At);
        if (scenario.Contacts.Length > 1 || scenario.Contacts[0].Arrivals is Arrivals.Listed)
        {
            // Stable, so that contacts of one millisecond keep the order of their types.
            var order = Enumerable.Range(0, sorted.Length).OrderBy(i => keys[i]).ToArray();
            sorted = Array.ConvertAll(order, i => contacts[i]);
        }

        return new DayPlan { Scenario = scenario, Seed = seed, Number = day, Contacts = sorted, Strategies = options.Strategies };
    }

    private static void Draw(Scenario scenario, int number, double factor, ulong seed, int day, List<Contact> contacts)
    {
        var type = scenario.Contacts[number];
        RandomStream For(string purpose) => RandomStream.For(seed, day, $"{purpose}/{type.Name}");
        var (handling, wrapUp, patience) = (For("handling"), For("wrap-up"), For("patience"));
        var first = contacts.Count;
        void Add(long at, ListedContact? listed = null) => contacts.Add(new Contact
        {
            Type = number,
            Ordinal = contacts.Count - first,
            Attempt = 1,
            At = at,
            Handling = Listed(listed?.Handling) ?? type.Handling.Draw(handling),
            WrapUp = Listed(listed?.WrapUp) ?? type.WrapUp?.Draw(wrapUp) ?? -1,
            Patience = Listed(listed?.Patience) ?? type.Patience?.Draw(patience) ?? -1,
            Answering = -1,
            Agent = -1,
        });

        switch (type.Arrivals)
        {
            case Arrivals.Listed listed:
                foreach (var contact in listed.Contacts.Where(contact => contact.At < scenario.Length).OrderBy(static contact => contact.At))
                {
                    Add((long)contact.At.TotalMilliseconds, contact);
                }

                break;
            case Arrivals.Poisson poisson:
                DrawTimes(For("arrivals"), scenario.Length.TotalMilliseconds, [poisson.PerHour * scenario.Length.TotalHours * factor], scenario, at => Add(at));
                break;
            case Arrivals.Profile profile:
                DrawTimes(For("arrivals"), profile.Interval.TotalMilliseconds, [.. profile.PerInterval.Select(count => count * factor)], scenario, at => Add(at));
                break;
        }
    }

    /// <summary>A Poisson process of rate 1, read through the sum of what is expected: busier days bring the same contacts, closer together.</summary>
    private static void DrawTimes(RandomStream chance, double interval, double[] expected, Scenario scenario, Action<long> add)
    {
        var (passed, target) = (0.0, chance.NextExponential());
        for (var i = 0; i < expected.Length; i++)
        {
            while (target < passed + expected[i])
            {
                var at = (i + ((target - passed) / expected[i])) * interval;
                if (at >= scenario.Length.TotalMilliseconds)
                {
                    return;
                }

                add((long)at);
                target += chance.NextExponential();
            }

            passed += expected[i];
        }
    }

    private static long? Listed(TimeSpan? time) => time is { } given ? (long)given.TotalMilliseconds : null;
}

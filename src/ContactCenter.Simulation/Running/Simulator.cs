using System.Collections.Immutable;
using ContactCenter.Routing;

namespace ContactCenter.Simulation;

/// <summary>How to simulate.</summary>
public sealed record SimulationOptions
{
    /// <summary>How many independent days: 1 to 100,000; 30 by default.</summary>
    public int Days { get; init; } = 30;

    /// <summary>From what chance begins. The same scenario, seed and day give the same day on every machine.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How sure the intervals are to be: over 0 and under 1; 0.95 by default.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>How many days run at the same time: 1 to 1,024; 1 by default. It changes nothing but the time it takes.</summary>
    public int Parallelism { get; init; } = 1;

    /// <summary>Whether every contact is kept, for <see cref="SimulationResult.ContactsOf"/>.</summary>
    public bool KeepContacts { get; init; }

    /// <summary>Own strategies, besides those every router knows, that the scenario's queues may name; none by default. Used by several threads where days run at the same time.</summary>
    public ImmutableArray<AgentStrategy> Strategies { get; init; } = [];

    /// <summary>Told of every record of the router with the number of its day; called from several threads where days run at the same time.</summary>
    public Action<int, RouterRecord>? Listener { get; init; }
}

/// <summary>Runs scenarios on the real router in virtual time. Thread-safe; uses the processor until it is done.</summary>
public static class Simulator
{
    /// <summary>Simulates independent days of a scenario.</summary>
    /// <param name="scenario">What happens.</param>
    /// <param name="options">How to simulate; 30 days by default.</param>
    /// <param name="cancellationToken">Stops it; nothing is kept.</param>
    /// <exception cref="ScenarioException">The scenario cannot be run; every fault is listed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static SimulationResult Run(Scenario scenario, SimulationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        options ??= new SimulationOptions();
        if (options.Days is < 1 or > 100_000 || options.Parallelism is < 1 or > 1_024)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Days, $"Give 1 to 100,000 days and a parallelism of 1 to 1,024, not {options.Days} and {options.Parallelism}.");
        }

        ScenarioRules.Check(scenario);
        var days = new DayTally[options.Days];
        void RunDay(int day)
        {
            var listener = options.Listener is { } listen ? record => listen(day, record) : (Action<RouterRecord>?)null;
            days[day] = DayTally.Of(new Day(DayPlan.Draw(scenario, options, day), listener).Run(cancellationToken), scenario, options.KeepContacts);
        }

        if (options.Parallelism == 1)
        {
            for (var day = 0; day < days.Length; day++)
            {
                RunDay(day);
            }
        }
        else
        {
            try
            {
                Parallel.For(0, days.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken }, RunDay);
            }
            catch (AggregateException failures) when (failures.InnerException is ScenarioException or OperationCanceledException)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failures.InnerException);
            }
        }

        return new SimulationResult(scenario, options.Seed, options.Confidence, days);
    }
}

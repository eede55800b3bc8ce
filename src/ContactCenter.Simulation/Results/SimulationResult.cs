using System.Collections.Immutable;
using System.Globalization;

namespace ContactCenter.Simulation;

/// <summary>What simulated days came to. Immutable and thread-safe; figures are worked out when asked for.</summary>
public sealed class SimulationResult
{
    private readonly DayTally[] _days;

    internal SimulationResult(Scenario scenario, ulong seed, double confidence, DayTally[] days)
    {
        (Scenario, Seed, Confidence, _days) = (scenario, seed, confidence, days);
        Total = For("all", scenario.Queues[0].Goal, static _ => true);
        Queues = [.. scenario.Queues.Select(queue => For(queue.Settings.Id.Value, queue.Goal, type => type.Queue == queue.Settings.Id))];
        Contacts = [.. scenario.Contacts.Select(contact => For(contact.Name, GoalOf(contact), type => type == contact))];
        Groups = [.. scenario.Groups.Select((group, number) => GroupOf(group.Settings.Id.Value, number))];
        QueueLengths = [.. scenario.Queues.Select((_, queue) => Estimate.OfMean([.. days.Select(day => day.MeanQueueLengths[queue])], confidence))];
    }

    /// <summary>What was simulated.</summary>
    public Scenario Scenario { get; }

    /// <summary>From what chance began: the same scenario and seed give the same result.</summary>
    public ulong Seed { get; }

    /// <summary>How sure the intervals are, such as 0.95.</summary>
    public double Confidence { get; }

    /// <summary>How many days were simulated.</summary>
    public int Days => _days.Length;

    /// <summary>All contacts together, under the first queue's goal.</summary>
    public Figures Total { get; }

    /// <summary>The contacts that came to each queue, in the scenario's order.</summary>
    public ImmutableArray<Figures> Queues { get; }

    /// <summary>Each contact type, in the scenario's order.</summary>
    public ImmutableArray<Figures> Contacts { get; }

    /// <summary>Each group of agents, in the scenario's order.</summary>
    public ImmutableArray<GroupFigures> Groups { get; }

    /// <summary>How many waited in each queue, on average over time; in the scenario's order.</summary>
    public ImmutableArray<Estimate> QueueLengths { get; }

    /// <summary>The contacts that came to a queue.</summary>
    /// <exception cref="ArgumentException">There is no such queue.</exception>
    public Figures Queue(string id) => Find(Queues, id, "queue", static figures => figures.Name);

    /// <summary>The contacts of a type.</summary>
    /// <exception cref="ArgumentException">There is no such type.</exception>
    public Figures Contact(string name) => Find(Contacts, name, "contact type", static figures => figures.Name);

    /// <summary>A group of agents.</summary>
    /// <exception cref="ArgumentException">There is no such group.</exception>
    public GroupFigures Group(string name) => Find(Groups, name, "group", static figures => figures.Name);

    /// <summary>The contacts of a day, in order of arrival; empty unless <see cref="SimulationOptions.KeepContacts"/> was set.</summary>
    /// <param name="day">0 up to <see cref="Days"/> − 1.</param>
    public ImmutableArray<ContactOutcome> ContactsOf(int day) => _days[day].Kept;

    /// <summary>When an interval begins, in the scenario's own clock, such as <c>08:30</c>.</summary>
    /// <param name="interval">Its number from 0.</param>
    public string IntervalName(int interval)
    {
        var begins = Scenario.Start + (interval * Scenario.Interval);
        return begins.ToString(Scenario.Length > TimeSpan.FromDays(1) ? "ddd HH:mm" : "HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>A queue's contacts under a goal that need not be its own; <see cref="SimulationOptions.KeepContacts"/> must be set. Their handling is not known.</summary>
    internal Figures Under(string queue, ServiceLevelGoal goal)
    {
        var length = (long)Scenario.Interval.TotalMilliseconds;
        var days = Array.ConvertAll(_days, day =>
        {
            var intervals = new Tally[Scenario.IntervalCount];
            foreach (var contact in day.Kept.Where(contact => contact.Queue.Value == queue && contact.ArrivedAt >= Scenario.WarmUp))
            {
                intervals[(long)contact.ArrivedAt.TotalMilliseconds / length].Count(contact.Fate, contact.Wait.TotalSeconds, 0, goal);
            }

            return intervals;
        });
        var byInterval = Enumerable.Range(0, Scenario.IntervalCount).Select(i => new Figures(IntervalName(i), goal, Array.ConvertAll(days, day => day[i]), Confidence, []));
        return new Figures(queue, goal, Array.ConvertAll(days, static day => Sum(day)), Confidence, [.. byInterval]);
    }

    private static T Find<T>(ImmutableArray<T> all, string name, string what, Func<T, string> nameOf) =>
        all.FirstOrDefault(one => nameOf(one) == name)
        ?? throw new ArgumentException($"There is no {what} '{name}'; there are: {string.Join(", ", all.Select(nameOf))}.", nameof(name));

    private ServiceLevelGoal GoalOf(ContactType type) => Scenario.Queues.First(queue => queue.Settings.Id == type.Queue).Goal;

    private Figures For(string name, ServiceLevelGoal goal, Func<ContactType, bool> takes)
    {
        var types = Enumerable.Range(0, Scenario.Contacts.Length).Where(i => takes(Scenario.Contacts[i])).ToArray();
        var intervals = Enumerable.Range(0, Scenario.IntervalCount)
            .Select(interval => new Figures(IntervalName(interval), goal, Array.ConvertAll(_days, day => Sum(day, types, interval, 1)), Confidence, []));
        return new Figures(name, goal, Array.ConvertAll(_days, day => Sum(day, types, 0, Scenario.IntervalCount)), Confidence, [.. intervals]);
    }

    private static Tally Sum(DayTally day, int[] types, int first, int count)
    {
        var sum = default(Tally);
        foreach (var type in types)
        {
            sum.Add(Sum(day.Contacts[type].AsSpan(first, count)));
        }

        return sum;
    }

    private static Tally Sum(ReadOnlySpan<Tally> tallies)
    {
        var sum = default(Tally);
        foreach (ref readonly var tally in tallies)
        {
            sum.Add(tally);
        }

        return sum;
    }

    private GroupFigures GroupOf(string name, int group)
    {
        var intervals = Enumerable.Range(0, Scenario.IntervalCount).Select(i => new GroupFigures(
            IntervalName(i),
            [.. _days.Select(day => day.Usage[group].Busy[i])],
            [.. _days.Select(day => day.Usage[group].Staffed[i])],
            Math.Min(Scenario.Interval.TotalSeconds, (Scenario.Length - (i * Scenario.Interval)).TotalSeconds),
            Confidence,
            []));
        return new GroupFigures(
            name,
            [.. _days.Select(day => day.Usage[group].Busy.Sum())],
            [.. _days.Select(day => day.Usage[group].Staffed.Sum())],
            (Scenario.Length - Scenario.WarmUp).TotalSeconds,
            Confidence,
            [.. intervals]);
    }
}

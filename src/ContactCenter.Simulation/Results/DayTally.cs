using System.Collections.Immutable;

namespace ContactCenter.Simulation;

/// <summary>One simulated day, counted.</summary>
internal sealed class DayTally
{
    private DayTally(Tally[][] contacts, StaffUsage[] usage, double[] queueLengths, ImmutableArray<ContactOutcome> kept) =>
        (Contacts, Usage, MeanQueueLengths, Kept) = (contacts, usage, queueLengths, kept);

    /// <summary>By contact type, then by interval of arrival.</summary>
    public Tally[][] Contacts { get; }

    /// <summary>By group.</summary>
    public StaffUsage[] Usage { get; }

    /// <summary>By queue, in the order of the scenario.</summary>
    public double[] MeanQueueLengths { get; }

    public ImmutableArray<ContactOutcome> Kept { get; }

    public static DayTally Of(DayRecord day, Scenario scenario, bool keep)
    {
        var goals = scenario.Contacts.Select(type => scenario.Queues.First(queue => queue.Settings.Id == type.Queue).Goal).ToArray();
        var contacts = scenario.Contacts.Select(_ => new Tally[scenario.IntervalCount]).ToArray();
        var interval = (long)scenario.Interval.TotalMilliseconds;
        var warmUp = (long)scenario.WarmUp.TotalMilliseconds;
        foreach (ref readonly var contact in day.Contacts.Span)
        {
            if (contact.Stage != ContactStage.Coming && contact.At >= warmUp)
            {
                contacts[contact.Type][contact.At / interval].Count(contact, goals[contact.Type]);
            }
        }

        return new DayTally(contacts, day.Usage, day.MeanQueueLengths, keep ? Keep(day, scenario) : []);
    }

    private static ImmutableArray<ContactOutcome> Keep(DayRecord day, Scenario scenario)
    {
        var kept = ImmutableArray.CreateBuilder<ContactOutcome>();
        foreach (ref readonly var contact in day.Contacts.Span)
        {
            if (contact.Stage != ContactStage.Coming)
            {
                var type = scenario.Contacts[contact.Type];
                kept.Add(new ContactOutcome(
                    type.Name,
                    type.Queue,
                    type.Priority,
                    TimeSpan.FromMilliseconds(contact.At),
                    contact.Fate,
                    TimeSpan.FromMilliseconds(contact.Wait),
                    contact.Fate == ContactFate.Served ? day.Agents[contact.Agent].Id : null,
                    contact.Attempt));
            }
        }

        return kept.ToImmutable();
    }
}

/// <summary>One contact and what became of it.</summary>
/// <param name="Type">Its contact type.</param>
/// <param name="Queue">The queue it came to.</param>
/// <param name="Priority">How urgent it is.</param>
/// <param name="ArrivedAt">When it came, after the scenario's start.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="Wait">How long it waited, whatever ended that.</param>
/// <param name="Agent">Who had it; null unless it was served.</param>
/// <param name="Attempt">1, or more for a customer who called again.</param>
public sealed record ContactOutcome(
    string Type, QueueId Queue, Priority Priority, TimeSpan ArrivedAt, ContactFate Fate, TimeSpan Wait, AgentId? Agent, int Attempt);

using System.Collections.Immutable;
using ContactCenter.Routing;

namespace ContactCenter.Simulation;

/// <summary>
/// A day as the router's journal has it: what came, how long agents were busy with it, how long customers waited, when agents were there, and
/// the settings. Immutable.
/// </summary>
public sealed class RecordedDay
{
    internal RecordedDay(
        DateTimeOffset from,
        DateTimeOffset to,
        ImmutableArray<RecordedContact> contacts,
        ImmutableArray<CalendarSettings> calendars,
        ImmutableArray<QueueSettings> queues,
        ImmutableArray<AgentSettings> agents,
        ImmutableArray<TimedCommand> commands,
        ImmutableArray<string> notes) =>
        (From, To, Contacts, Calendars, Queues, Agents, Commands, Notes) = (from, to, contacts, calendars, queues, agents, commands, notes);

    /// <summary>When it begins.</summary>
    public DateTimeOffset From { get; }

    /// <summary>When it ends.</summary>
    public DateTimeOffset To { get; }

    /// <summary>What came, in order.</summary>
    public ImmutableArray<RecordedContact> Contacts { get; }

    /// <summary>The calendars there were, as they were set first.</summary>
    public ImmutableArray<CalendarSettings> Calendars { get; }

    /// <summary>The queues there were, as they were set first.</summary>
    public ImmutableArray<QueueSettings> Queues { get; }

    /// <summary>The agents there were, as they were set first.</summary>
    public ImmutableArray<AgentSettings> Agents { get; }

    /// <summary>What a replay cannot repeat as it was, each a sentence; empty when it can repeat all.</summary>
    public ImmutableArray<string> Notes { get; }

    /// <summary>Agents coming, going, and settings changed during the day, as commands.</summary>
    internal ImmutableArray<TimedCommand> Commands { get; }

    /// <summary>Reads a day out of a router's journal.</summary>
    /// <param name="records">The journal in order, from its first record or a later one: settings and presence are learnt from what is before the day.</param>
    /// <param name="from">When the day begins; the first record's time by default.</param>
    /// <param name="to">When it ends; the last record's time by default.</param>
    /// <exception cref="ScenarioException">There is no contact in it.</exception>
    public static RecordedDay Read(IEnumerable<RouterRecord> records, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        ArgumentNullException.ThrowIfNull(records);
        var reader = new RecordedDayReader(from, to);
        foreach (var record in records)
        {
            reader.Hear(record);
        }

        return reader.ToDay();
    }
}

/// <summary>One contact of a recorded day, and what became of it.</summary>
public sealed record RecordedContact
{
    /// <summary>The work.</summary>
    public required WorkItem Item { get; init; }

    /// <summary>When it came to the queue.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What became of it.</summary>
    public ContactFate Fate { get; init; }

    /// <summary>How long it waited, whatever ended that.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>How long its agent took to accept the offer; null when nobody did.</summary>
    public TimeSpan? Answering { get; init; }

    /// <summary>How long an agent was being asked in vain when the customer left; null when none was.</summary>
    public TimeSpan? Asked { get; init; }

    /// <summary>How long its agent was busy with it, wrap-up not included; null when it was not served, or not to its end.</summary>
    public TimeSpan? Handling { get; init; }

    /// <summary>How long the wrap-up took; null when there was none.</summary>
    public TimeSpan? WrapUp { get; init; }

    /// <summary>Who had it; null when it was not served.</summary>
    public AgentId? Agent { get; init; }

    /// <summary>Why it was taken out of the queue; null when it was not.</summary>
    public WithdrawReason? Left { get; init; }
}

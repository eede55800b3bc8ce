using System.Collections.Immutable;
using ContactCenter.Routing;

namespace ContactCenter.Simulation;

/// <summary>
/// Yesterday under other rules: the same customers come at the same times, agents are as long busy with each and there when they were, and the
/// router decides anew. What was not seen is drawn. Thread-safe.
/// </summary>
public static class Replay
{
    /// <summary>Replays a day, once with nothing changed and once under the other rules.</summary>
    /// <param name="day">The day.</param>
    /// <param name="change">The other rules.</param>
    /// <param name="options">What is promised, and from what chance the unseen is drawn.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ScenarioException">The router refuses a setting, or a changed queue or agent is not there.</exception>
    public static ReplayResult Run(RecordedDay day, ReplayChange change, ReplayOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(change);
        options ??= new ReplayOptions();
        Check(day, change);
        var contacts = Unseen.Draw(day, options.Seed);
        var unchanged = Run(day, new ReplayChange(), contacts, cancellationToken);
        var changed = Run(day, change, contacts, cancellationToken);
        var pairs = day.Contacts.Select((contact, i) => new ReplayedContact(contact, unchanged[i], changed[i])).ToImmutableArray();

        ServiceLevelGoal GoalOf(QueueId queue) => options.Goals.GetValueOrDefault(queue) ?? ServiceLevelGoal.EightyTwenty;
        var queues = pairs.GroupBy(static pair => pair.Recorded.Item.Queue).OrderBy(static queue => queue.Key.Value, StringComparer.Ordinal)
            .Select(queue => FiguresOf(queue.Key.Value, GoalOf(queue.Key), [.. queue], GoalOf)).ToImmutableArray();
        var repeated = pairs.Count(static pair => pair.Unchanged.Fate == pair.Recorded.Fate && (pair.Unchanged.Wait - pair.Recorded.Wait).Duration() <= TimeSpan.FromSeconds(1));
        return new ReplayResult(pairs, queues, FiguresOf("all", queues[0].Goal, pairs, GoalOf), (double)repeated / pairs.Length, day.Notes);
    }

    private static void Check(RecordedDay day, ReplayChange change)
    {
        var missing = change.Queues.Select(static queue => queue.Id.Value).Except(day.Queues.Select(static queue => queue.Id.Value), StringComparer.Ordinal).Select(static id => $"the queue '{id}' is not of that day; name one that was there.")
            .Concat(change.Agents.Select(static agent => agent.Id.Value).Except(day.Agents.Select(static agent => agent.Id.Value), StringComparer.Ordinal).Select(static id => $"the agent '{id}' was not there that day; add a group for new agents."))
            .ToList();
        if (missing.Count > 0)
        {
            throw new ScenarioException("replay", missing);
        }
    }

    private static ReplayedFate[] Run(RecordedDay day, ReplayChange change, Contact[] contacts, CancellationToken cancellationToken)
    {
        var (queues, agents) = (change.Queues.ToDictionary(static queue => queue.Id), change.Agents.ToDictionary(static agent => agent.Id));
        var length = day.To - day.From + TimeSpan.FromMilliseconds(1);
        var scenario = new Scenario
        {
            Name = "replay",
            Start = day.From,
            Length = length,
            Interval = length,
            Setup = [.. day.Calendars.Select(static calendar => new RouterCommand.SetCalendar(calendar))],
            Queues = [.. day.Queues.Select(queue => new ScenarioQueue { Settings = queues.GetValueOrDefault(queue.Id, queue) })],
            Groups = change.Groups,
            Commands = [.. day.Commands.Where(timed => timed.Command switch
            {
                RouterCommand.SetQueue { Settings.Id: var id } => !queues.ContainsKey(id), // changed for the whole day
                RouterCommand.SetAgent { Settings.Id: var id } => !agents.ContainsKey(id),
                _ => true,
            })],
        };
        var plan = new DayPlan
        {
            Scenario = scenario,
            Contacts = (Contact[])contacts.Clone(),
            Items = [.. day.Contacts.Select(contact => change.Items?.Invoke(contact.Item) ?? contact.Item)],
            Agents = [.. day.Agents.Select(agent => agents.GetValueOrDefault(agent.Id, agent))],
        };
        var record = new Day(plan).Run(cancellationToken);
        var fates = new ReplayedFate[contacts.Length];
        var span = record.Contacts.Span;
        for (var i = 0; i < fates.Length; i++)
        {
            fates[i] = new ReplayedFate(span[i].Fate, TimeSpan.FromMilliseconds(span[i].Wait), span[i].Fate == ContactFate.Served ? record.Agents[span[i].Agent].Id : null);
        }

        return fates;
    }

    private static ReplayFigures FiguresOf(string name, ServiceLevelGoal goal, IReadOnlyList<ReplayedContact> contacts, Func<QueueId, ServiceLevelGoal> goalOf)
    {
        DayFigures Of(Func<ReplayedContact, (ContactFate Fate, TimeSpan Wait)> which)
        {
            var tally = default(Tally);
            foreach (var contact in contacts)
            {
                var (fate, wait) = which(contact);
                tally.Count(fate, wait.TotalSeconds, 0, goalOf(contact.Recorded.Item.Queue));
            }

            var counted = tally.Denominator(goal.Formula);
            return new DayFigures(
                tally.Arrived,
                tally.Served,
                tally.Abandoned,
                tally.Refused,
                counted == 0 ? double.NaN : tally.ServedInTime / counted,
                tally.Served == 0 ? double.NaN : tally.ServedWait / tally.Served,
                tally.LongestWait);
        }

        return new ReplayFigures(
            name,
            goal,
            Of(static contact => (contact.Recorded.Fate, contact.Recorded.Wait)),
            Of(static contact => (contact.Unchanged.Fate, contact.Unchanged.Wait)),
            Of(static contact => (contact.Changed.Fate, contact.Changed.Wait)));
    }
}

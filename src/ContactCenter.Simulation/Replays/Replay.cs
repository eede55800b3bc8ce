using System.Collections.Immutable;
using ContactCenter.Routing;

namespace ContactCenter.Simulation;

/// <summary>
/// Yesterday under other rules: the same customers come at the same times, agents are as long busy with each and there when they were, and the
/// router decides anew. What was not seen is drawn. Thread-safe.
/// </summary>
public static class Replay
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1); // what happens at the day's end is of it

    /// <summary>Replays a day, once with nothing changed and once under the other rules.</summary>
    /// <param name="day">The day.</param>
    /// <param name="change">The other rules.</param>
    /// <param name="options">What is promised, and from what chance the unseen is drawn.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ScenarioException">The router refuses a setting, or a change names a queue or agent that is not there, or has one twice.</exception>
    public static ReplayResult Run(RecordedDay day, ReplayChange change, ReplayOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(change);
        options ??= new ReplayOptions();
        Check(day, change);
        var (known, notes) = KnowStrategies(day, options);
        var contacts = Unseen.Draw(day, options.Seed);
        ReplayedFate[] RunUnder(ReplayChange rules) => Run(day, rules, contacts, known, options.Strategies, cancellationToken);
        var (unchanged, changed) = (RunUnder(new ReplayChange()), RunUnder(change));
        var pairs = day.Contacts.Select((contact, i) => new ReplayedContact(contact, unchanged[i], changed[i])).ToImmutableArray();

        ServiceLevelGoal GoalOf(QueueId queue) => options.Goals.GetValueOrDefault(queue) ?? ServiceLevelGoal.EightyTwenty;
        var queues = pairs.GroupBy(static pair => pair.Recorded.Item.Queue).OrderBy(static queue => queue.Key.Value, StringComparer.Ordinal)
            .Select(queue => FiguresOf(queue.Key.Value, GoalOf(queue.Key), [.. queue], GoalOf)).ToImmutableArray();
        var repeated = pairs.Count(static pair => pair.Unchanged.Fate == pair.Recorded.Fate && (pair.Unchanged.Wait - pair.Recorded.Wait).Duration() <= TimeSpan.FromSeconds(1));
        return new ReplayResult(pairs, queues, FiguresOf("all", queues[0].Goal, pairs, GoalOf), (double)repeated / pairs.Length, [.. day.Notes, .. notes]);
    }

    private static void Check(RecordedDay day, ReplayChange change)
    {
        ScenarioRules.Refuse("replay", MissingParts.Find(change.Queues, change.Agents, change.Groups));
        ScenarioRules.Refuse("replay",
        [
            .. change.Queues.Select(static queue => queue.Id.Value).Except(day.Queues.Select(static queue => queue.Id.Value), StringComparer.Ordinal).Select(static id => $"the queue '{id}' is not of that day; name one that was there."),
            .. change.Agents.Select(static agent => agent.Id.Value).Except(day.Agents.Select(static agent => agent.Id.Value), StringComparer.Ordinal).Select(static id => $"the agent '{id}' was not there that day; add a group for new agents."),
            .. ScenarioRules.FindDoubles("queue", change.Queues.Select(static queue => queue.Id.Value)),
            .. ScenarioRules.FindDoubles("agent", change.Agents.Select(static agent => agent.Id.Value)),
            .. ScenarioRules.FindDoubles("group", change.Groups.Select(static group => group.Settings.Id.Value)),
            .. change.Groups.SelectMany(group => GroupRules.FindFaults(group, day.To - day.From + Tick)),
        ]);
    }

    /// <summary>Queues by a strategy nobody gave go by the longest idle agent, as a router does that reads such a journal.</summary>
    private static (Func<QueueSettings, QueueSettings> Known, IEnumerable<string> Notes) KnowStrategies(RecordedDay day, ReplayOptions options)
    {
        var names = options.Strategies.AddRange(AgentStrategy.LongestIdle, AgentStrategy.LeastOccupied, AgentStrategy.RoundRobin, AgentStrategy.BestSkill)
            .Select(static strategy => strategy.Name).ToHashSet(StringComparer.Ordinal);
        bool IsUnknown(QueueSettings settings) => settings.Strategy is { } name && !names.Contains(name);
        var unknown = day.Queues.Concat(day.Commands.Select(static timed => timed.Command).OfType<RouterCommand.SetQueue>().Select(static set => set.Settings)).Where(IsUnknown);
        return (
            settings => IsUnknown(settings) ? settings with { Strategy = null } : settings,
            unknown.Select(static queue => $"The queue '{queue.Id}' asked agents by '{queue.Strategy}', which is not known here; a replay asks the longest idle. Give the strategy in ReplayOptions.Strategies.").Distinct(StringComparer.Ordinal));
    }

    private static ReplayedFate[] Run(
        RecordedDay day, ReplayChange change, Contact[] contacts, Func<QueueSettings, QueueSettings> known, ImmutableArray<AgentStrategy> strategies, CancellationToken cancellationToken)
    {
        var (queues, agents) = (change.Queues.ToDictionary(static queue => queue.Id), change.Agents.ToDictionary(static agent => agent.Id));
        var length = day.To - day.From + Tick;
        var scenario = new Scenario
        {
            Name = "replay",
            Start = day.From,
            Length = length,
            Interval = length,
            Setup = [.. day.Calendars.Select(static calendar => new RouterCommand.SetCalendar(calendar))],
            Queues = [.. day.Queues.Select(queue => new ScenarioQueue { Settings = queues.GetValueOrDefault(queue.Id) ?? known(queue) })],
            Groups = change.Groups,
            Commands =
            [
                .. day.Commands.Where(timed => timed.Command switch
                {
                    RouterCommand.SetQueue { Settings.Id: var id } => !queues.ContainsKey(id), // changed for the whole day
                    RouterCommand.SetAgent { Settings.Id: var id } => !agents.ContainsKey(id),
                    _ => true,
                }).Select(timed => timed.Command is RouterCommand.SetQueue set ? timed with { Command = new RouterCommand.SetQueue(known(set.Settings)) } : timed),
            ],
        };
        var plan = new DayPlan
        {
            Scenario = scenario,
            Strategies = strategies,
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

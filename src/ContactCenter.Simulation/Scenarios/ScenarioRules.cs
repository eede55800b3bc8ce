using System.Globalization;

namespace ContactCenter.Simulation;

/// <summary>What a scenario must keep. Settings of queues and agents are checked by the router when they are set.</summary>
internal static class ScenarioRules
{
    private const double MostContacts = 50_000_000;
    private const int FirstYear = 1970;
    private const int LastYear = 9990;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <exception cref="ScenarioException">Something is not kept; all of it is listed.</exception>
    public static void Check(Scenario scenario)
    {
        Refuse(scenario.Name, MissingParts.Find(scenario));
        Refuse(scenario.Name, FindFaults(scenario));
    }

    /// <exception cref="ScenarioException">There are faults; all of them are listed.</exception>
    public static void Refuse(string name, IEnumerable<string> faults)
    {
        var all = faults.Distinct(StringComparer.Ordinal).ToList();
        if (all.Count > 0)
        {
            throw new ScenarioException(name, all);
        }
    }

    /// <summary>What is wrong with a goal, as the end of a sentence; null when nothing is.</summary>
    public static string? FindFault(ServiceLevelGoal goal) => goal.Target is not (> 0 and <= 1) || goal.Within < TimeSpan.Zero || goal.Within > TimeSpan.FromDays(7)
        || goal.ShortAbandon < TimeSpan.Zero || goal.ShortAbandon > TimeSpan.FromHours(1)
            ? Say($"promises {goal.Target} within {goal.Within:c}, short abandons {goal.ShortAbandon:c}; give a target over 0 up to 1, 0 to 7 days, and 0 to 1 hour.")
            : null;

    public static IEnumerable<string> FindDoubles(string what, IEnumerable<string> names) =>
        names.GroupBy(static name => name, StringComparer.Ordinal).Where(static group => group.Count() > 1)
            .Select(group => $"the {what} '{group.Key}' is there {group.Count()} times; names are unique.");

    private static IEnumerable<string> FindFaults(Scenario scenario)
    {
        var length = scenario.Length;
        if (length <= TimeSpan.Zero || length > Longest)
        {
            yield return $"length is {length:c}; give more than 0, up to 366 days.";
            yield break;
        }

        if (scenario.Interval < TimeSpan.FromMinutes(1) || scenario.Interval > length || scenario.IntervalCount > 20_000)
        {
            yield return $"interval is {scenario.Interval:c}; give 1 minute up to the length, {length:c}, and at most 20,000 intervals.";
            yield break;
        }

        if (scenario.WarmUp < TimeSpan.Zero || scenario.WarmUp >= length || scenario.Overtime < TimeSpan.Zero || scenario.Overtime > Longest)
        {
            yield return $"warmUp is {scenario.WarmUp:c} and overtime {scenario.Overtime:c}; give a warm-up under the length, and an overtime of 0 to 366 days.";
        }

        if (scenario.Start.UtcDateTime.Year is < FirstYear or > LastYear)
        {
            yield return $"start is {scenario.Start:u}; give a year from {FirstYear} to {LastYear}.";
        }

        if (scenario.DayFactor is { Shape: not (>= 0.1 and <= 1e6) } factor)
        {
            yield return Say($"dayFactor has the shape {factor.Shape}; give 0.1 to 1,000,000.");
        }

        var queues = scenario.Queues.Select(static queue => queue.Settings.Id).ToHashSet();
        foreach (var fault in scenario.Queues.SelectMany(FindFaults)
                     .Concat(FindDoubles("queue", scenario.Queues.Select(static queue => queue.Settings.Id.Value)))
                     .Concat(FindDoubles("contact type", scenario.Contacts.Select(static contact => contact.Name)))
                     .Concat(FindDoubles("group", scenario.Groups.Select(static group => group.Settings.Id.Value)))
                     .Concat(scenario.Contacts.SelectMany(contact => FindFaults(contact, scenario, queues)))
                     .Concat(scenario.Groups.SelectMany(group => GroupRules.FindFaults(group, length)))
                     .Concat(scenario.Commands.Where(timed => timed.At < TimeSpan.Zero || timed.At > length + scenario.Overtime).Select(timed =>
                         $"the command {timed.Command.GetType().Name} is given at {timed.At:c}; give 0 to the end of the overtime, {length + scenario.Overtime:c}.")))
        {
            yield return fault;
        }

        if (scenario.Queues.IsEmpty || scenario.Contacts.IsEmpty)
        {
            yield return "there is no queue or no contact type; give at least one of each.";
        }

        if (scenario.Groups.Sum(GroupRules.CountAgents) > GroupRules.MostAgents)
        {
            yield return $"there are more than {GroupRules.MostAgents} agents; that is as many as one scenario takes.";
        }
    }

    private static IEnumerable<string> FindFaults(ScenarioQueue queue)
    {
        if (FindFault(queue.Goal) is { } fault)
        {
            yield return $"the queue '{queue.Settings.Id}' {fault}";
        }
    }

    private static IEnumerable<string> FindFaults(ContactType contact, Scenario scenario, HashSet<QueueId> queues)
    {
        var who = $"the contact type '{contact.Name}'";
        if (string.IsNullOrWhiteSpace(contact.Name))
        {
            yield return "a contact type has no name; give it one.";
        }

        if (!queues.Contains(contact.Queue))
        {
            yield return $"{who} comes to the queue '{contact.Queue}', which is not there; add it, or name one of: {string.Join(", ", queues)}.";
        }

        if (contact.Priority is { Value: < 0 or > 100, IsEmergency: false })
        {
            yield return $"{who} has the priority {contact.Priority.Value}; give 0 to 100, or {Priority.Emergency.Value} for an emergency.";
        }

        foreach (var skill in contact.Skills.Where(static skill => skill.Level is < 1 or > 10 || skill.Skill.Value.Length == 0))
        {
            yield return $"{who} asks the skill '{skill.Skill}' at level {skill.Level}; give a skill and a level from 1 to 10.";
        }

        foreach (var (what, duration) in new[] { ("handling", contact.Handling), ("wrapUp", contact.WrapUp), ("patience", contact.Patience), ("retry.after", contact.Retry?.After) })
        {
            if (duration?.FindFault() is { } fault)
            {
                yield return $"{who}: {what} {fault}.";
            }
        }

        if (contact.WrapUp is not null && scenario.Queues.FirstOrDefault(queue => queue.Settings.Id == contact.Queue) is { Settings.WrapUp.Ticks: 0 })
        {
            yield return $"{who} has a wrap-up, but its queue '{contact.Queue}' grants none; set the queue's wrapUp to the longest time it grants.";
        }

        if (contact.Retry is { } retry && (retry.Probability is not (>= 0 and <= 1) || retry.MostAttempts is < 2 or > 100))
        {
            yield return Say($"{who}: retry has the probability {retry.Probability} and {retry.MostAttempts} attempts; give 0 to 1, and 2 to 100.");
        }

        if (FindFault(contact.Arrivals, scenario) is { } odd)
        {
            yield return $"{who}: arrivals {odd}.";
        }
    }

    private static string? FindFault(Arrivals arrivals, Scenario scenario)
    {
        switch (arrivals)
        {
            case Arrivals.Poisson { PerHour: var rate } when !(rate >= 0) || rate * scenario.Length.TotalHours > MostContacts:
                return Say($"come {rate} an hour; give 0 or more, and at most {MostContacts} in all");
            case Arrivals.Profile profile when profile.Interval <= TimeSpan.Zero || profile.PerInterval.IsDefaultOrEmpty:
                return $"have the interval {profile.Interval:c} and {(profile.PerInterval.IsDefault ? 0 : profile.PerInterval.Length)} numbers; give an interval over 0 and a number for each";
            case Arrivals.Profile profile when profile.PerInterval.Any(static count => !(count >= 0)) || profile.PerInterval.Sum() > MostContacts:
                return Say($"have a number below 0, or more than {MostContacts} in all");
            case Arrivals.Profile profile when CountLate(profile, scenario.Length) is > 0 and var late:
                return $"have {profile.PerInterval.Length} intervals of {profile.Interval:c}, and {late} of those that bring contacts begin at the scenario's end, {scenario.Length:c}, or later; raise the length, or leave them out";
            case Arrivals.Listed { Contacts.IsDefault: true }:
                return "list nothing; give contacts";
            case Arrivals.Listed listed when listed.Contacts.FirstOrDefault(static contact => contact.At < TimeSpan.Zero || contact.Handling < TimeSpan.Zero || contact.Patience < TimeSpan.Zero || contact.WrapUp < TimeSpan.Zero) is { } wrong:
                return $"list a contact at {wrong.At:c} with a time below 0";
            case Arrivals.Listed { Contacts: var contacts } when contacts.Count(contact => contact.At >= scenario.Length) is > 0 and var late:
                return $"list {late} of {contacts.Length} contacts at the scenario's end, {scenario.Length:c}, or later, the last at {contacts.Max(static contact => contact.At):c}; raise the length, or leave them out";
            case Arrivals.CsvFile csv:
                return $"are in the file '{csv.File}', which was not read; load the scenario with ScenarioJson.LoadAsync";
            default:
                return null;
        }
    }

    private static int CountLate(Arrivals.Profile profile, TimeSpan length)
    {
        var within = (int)Math.Min(profile.PerInterval.Length, Math.Ceiling(length / profile.Interval));
        return profile.PerInterval.Skip(within).Count(static count => count > 0);
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace ContactCenter.Simulation;

/// <summary>What a scenario must keep. Settings of queues and agents are checked by the router when they are set.</summary>
internal static class ScenarioRules
{
    private const int MostAgents = 100_000;
    private const double MostContacts = 50_000_000;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <exception cref="ScenarioException">Something is not kept; all of it is listed.</exception>
    public static void Check(Scenario scenario)
    {
        var faults = FindFaults(scenario).Distinct(StringComparer.Ordinal).ToList();
        if (faults.Count > 0)
        {
            throw new ScenarioException(scenario.Name, faults);
        }
    }

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
                     .Concat(scenario.Groups.SelectMany(group => FindFaults(group, scenario))))
        {
            yield return fault;
        }

        if (scenario.Queues.IsEmpty || scenario.Contacts.IsEmpty)
        {
            yield return "there is no queue or no contact type; give at least one of each.";
        }

        if (scenario.Groups.Sum(static group => (long)Math.Max(0, group.Staffing.DefaultIfEmpty(0).Max()) + group.Shifts.Sum(static shift => (long)Math.Max(0, shift.Agents))) > MostAgents)
        {
            yield return $"there are more than {MostAgents} agents; that is as many as one scenario takes.";
        }
    }

    private static IEnumerable<string> FindFaults(ScenarioQueue queue)
    {
        var goal = queue.Goal;
        if (goal.Target is not (> 0 and <= 1) || goal.Within < TimeSpan.Zero || goal.Within > TimeSpan.FromDays(7)
            || goal.ShortAbandon < TimeSpan.Zero || goal.ShortAbandon > TimeSpan.FromHours(1))
        {
            yield return Say($"the queue '{queue.Settings.Id}' promises {goal.Target} within {goal.Within:c}, short abandons {goal.ShortAbandon:c}; give a target over 0 up to 1, 0 to 7 days, and 0 to 1 hour.");
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
            case Arrivals.Listed { Contacts.IsDefault: true }:
                return "list nothing; give contacts";
            case Arrivals.Listed listed when listed.Contacts.FirstOrDefault(static contact => contact.At < TimeSpan.Zero || contact.Handling < TimeSpan.Zero || contact.Patience < TimeSpan.Zero || contact.WrapUp < TimeSpan.Zero) is { } wrong:
                return $"list a contact at {wrong.At:c} with a time below 0";
            case Arrivals.CsvFile csv:
                return $"are in the file '{csv.File}', which was not read; load the scenario with ScenarioJson.LoadAsync";
            default:
                return null;
        }
    }

    private static IEnumerable<string> FindFaults(AgentGroup group, Scenario scenario)
    {
        var who = $"the group '{group.Settings.Id}'";
        if (group.Staffing.Any(static count => count is < 0 or > MostAgents) || group.StaffingInterval <= TimeSpan.Zero)
        {
            yield return $"{who}: staffing has a number outside 0 to {MostAgents}, or an interval of 0.";
        }

        if (group.Misses is not (>= 0 and <= 1) || group.ReadyAgainAfter < TimeSpan.Zero || group.ReadyAgainAfter > scenario.Length)
        {
            yield return Say($"{who}: misses is {group.Misses} and readyAgainAfter {group.ReadyAgainAfter:c}; give 0 to 1, and 0 to the scenario's length.");
        }

        if (group.Answering?.FindFault() is { } fault)
        {
            yield return $"{who}: answering {fault}.";
        }

        foreach (var shift in group.Shifts.Where(static shift => shift.From < TimeSpan.Zero || shift.To <= shift.From || shift.Agents is < 1 or > MostAgents
                     || shift.Breaks.Any(pause => pause.At < shift.From || pause.Length <= TimeSpan.Zero || pause.At + pause.Length > shift.To)))
        {
            yield return $"{who}: the shift from {shift.From:c} to {shift.To:c} for {shift.Agents} agents ends before it begins, has nobody, or a break outside it.";
        }
    }

    private static IEnumerable<string> FindDoubles(string what, IEnumerable<string> names) =>
        names.GroupBy(static name => name, StringComparer.Ordinal).Where(static group => group.Count() > 1)
            .Select(group => $"the {what} '{group.Key}' is there {group.Count()} times; names are unique.");

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

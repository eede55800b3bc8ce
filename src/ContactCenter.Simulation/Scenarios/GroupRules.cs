using System.Globalization;

namespace ContactCenter.Simulation;

/// <summary>What a group of agents must keep, in a scenario and in a replay.</summary>
internal static class GroupRules
{
    public const int MostAgents = 100_000;
    private const int LongestId = 64; // of any identity

    public static IEnumerable<string> FindFaults(AgentGroup group, TimeSpan length)
    {
        var who = $"the group '{group.Settings.Id}'";
        if (group.Staffing.Any(static count => count is < 0 or > MostAgents) || group.StaffingInterval <= TimeSpan.Zero)
        {
            yield return $"{who}: staffing has a number outside 0 to {MostAgents}, or an interval of 0.";
        }

        if (group.Misses is not (>= 0 and <= 1) || group.ReadyAgainAfter < TimeSpan.Zero || group.ReadyAgainAfter > length)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{who}: misses is {group.Misses} and readyAgainAfter {group.ReadyAgainAfter:c}; give 0 to 1, and 0 to the scenario's length.");
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

        var number = CountAgents(group).ToString(CultureInfo.InvariantCulture);
        if (group.Settings.Id.Value.Length + 1 + number.Length > LongestId)
        {
            yield return $"{who} has an id of {group.Settings.Id.Value.Length} characters, and its agents are '{group.Settings.Id}-{number}' and so on; give at most {LongestId - 1 - number.Length}.";
        }
    }

    public static long CountAgents(AgentGroup group) => Math.Max(0, group.Staffing.DefaultIfEmpty(0).Max()) + group.Shifts.Sum(static shift => (long)Math.Max(0, shift.Agents));
}

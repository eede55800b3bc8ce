namespace ContactCenter.Simulation;

/// <summary>The tables every report of a simulation has.</summary>
internal static class ResultTables
{
    private static readonly string[] ContactHead =
        ["", "contacts", "service level", "without abandons", "without short", "late abandons", "abandoned", "refused", "ASA s", "mean wait s", "longest s"];

    private static readonly string[] IntervalHead = ["from", "contacts", "service level", "abandoned", "ASA s", "longest s"];

    private static readonly string[] GroupHead = ["group", "at work", "busy", "occupancy"];

    public static (string[] Head, List<string[]> Rows) Contacts(SimulationResult result)
    {
        var rows = result.Queues.Select(queue => Row($"queue {queue.Name}", queue)).ToList();
        if (result.Contacts.Length > result.Queues.Length)
        {
            rows.AddRange(result.Contacts.Select(type => Row($"type {type.Name}", type)));
        }

        if (result.Queues.Length > 1)
        {
            rows.Add(Row("all", result.Total));
        }

        return (ContactHead, rows);
    }

    public static (string[] Head, List<string[]> Rows) Intervals(Figures figures) =>
        (IntervalHead, figures.ByInterval.Select(static interval => new[]
        {
            interval.Name,
            Text.Number(interval.Arrived),
            Text.Percent(interval.ServiceLevel),
            Text.Percent(interval.AbandonedShare),
            Text.Number(interval.SpeedOfAnswer),
            Text.Number(interval.LongestWait),
        }).ToList());

    public static (string[] Head, List<string[]> Rows) Groups(SimulationResult result) =>
        (GroupHead, result.Groups.Select(static group => new[]
        {
            group.Name,
            Text.Number(group.Staffed),
            Text.Number(group.Busy),
            Text.Percent(group.Occupancy),
        }).ToList());

    private static string[] Row(string name, Figures figures) =>
    [
        name,
        Text.Number(figures.Arrived),
        Text.Percent(figures.ServiceLevelBy(ServiceLevelFormula.All)),
        Text.Percent(figures.ServiceLevelBy(ServiceLevelFormula.Served)),
        Text.Percent(figures.ServiceLevelBy(ServiceLevelFormula.WithoutShortAbandons)),
        Text.Percent(figures.ServiceLevelBy(ServiceLevelFormula.LateAbandons)),
        Text.Percent(figures.AbandonedShare),
        Text.Percent(figures.RefusedShare),
        Text.Number(figures.SpeedOfAnswer),
        Text.Number(figures.MeanWait),
        Text.Number(figures.LongestWait),
    ];
}

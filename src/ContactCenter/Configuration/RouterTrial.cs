using ContactCenter.Routing;

namespace ContactCenter.Configuration;

/// <summary>
/// Asks a router of its own whether it would take settings: what is refused here is what the tenant's router would refuse, in its words. Its rules stand
/// nowhere else. Not thread-safe.
/// </summary>
internal sealed class RouterTrial(IEnumerable<AgentStrategy> strategies)
{
    private static readonly DateTimeOffset AnyTime = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero); // what is allowed depends on no time

    /// <summary>The strategies every router knows.</summary>
    public static IReadOnlyList<AgentStrategy> Usual { get; } = [AgentStrategy.LongestIdle, AgentStrategy.LeastOccupied, AgentStrategy.RoundRobin, AgentStrategy.BestSkill];

    private readonly RouterRunner _router = new(new RouterState(strategies));
    private readonly List<RouterRecord> _records = [];
    private int _commands;

    /// <summary>The refusal as a sentence; null when it takes them.</summary>
    public string? FindRefusal(CalendarSettings settings) => Ask(new RouterCommand.SetCalendar(settings));

    /// <inheritdoc cref="FindRefusal(CalendarSettings)"/>
    public string? FindRefusal(QueueSettings settings) => Ask(new RouterCommand.SetQueue(settings));

    /// <inheritdoc cref="FindRefusal(CalendarSettings)"/>
    public string? FindRefusal(AgentSettings settings) => Ask(new RouterCommand.SetAgent(settings));

    /// <inheritdoc cref="FindRefusal(CalendarSettings)"/>
    public string? FindRefusal(CampaignSettings settings) => Ask(new RouterCommand.SetCampaign(settings));

    private string? Ask(RouterCommand command)
    {
        _records.Clear();
        return _router.Run(new RouterInput(DerivedId.From("trial", $"{_commands++}"), null, command), AnyTime, _records)?.Message;
    }
}

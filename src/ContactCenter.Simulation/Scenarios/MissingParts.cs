using System.Collections.Immutable;
using ContactCenter.Routing;

namespace ContactCenter.Simulation;

/// <summary>Parts that are nothing, such as a null in JSON. Nothing else can be judged before they are there.</summary>
internal static class MissingParts
{
    public static IEnumerable<string> Find(Scenario scenario) =>
    [
        .. Each("queues", scenario.Queues, static (where, queue) => [.. One($"{where}.settings", queue.Settings, Find), .. One($"{where}.goal", queue.Goal)]),
        .. Each("contacts", scenario.Contacts, Find),
        .. Each("groups", scenario.Groups, Find),
        .. Each("setup", scenario.Setup),
        .. Each("commands", scenario.Commands, static (where, timed) => One($"{where}.command", timed.Command)),
    ];

    /// <summary>In what a replay changes.</summary>
    public static IEnumerable<string> Find(ImmutableArray<QueueSettings> queues, ImmutableArray<AgentSettings> agents, ImmutableArray<AgentGroup> groups) =>
        [.. Each("queues", queues, Find), .. Each("agents", agents, Find), .. Each("groups", groups, Find)];

    private static IEnumerable<string> Find(string where, QueueSettings settings) =>
    [
        .. Each($"{where}.skills", settings.Skills),
        .. settings.Rings.IsDefault ? [] : Each($"{where}.rings", settings.Rings),
        .. settings.Overflow.IsDefault ? [] : Each($"{where}.overflow", settings.Overflow),
    ];

    private static IEnumerable<string> Find(string where, AgentSettings settings) => [.. Each($"{where}.skills", settings.Skills), .. Each($"{where}.costs", settings.Costs)];

    private static IEnumerable<string> Find(string where, ContactType contact) =>
    [
        .. One($"{where}.name", contact.Name),
        .. Each($"{where}.skills", contact.Skills),
        .. One($"{where}.handling", contact.Handling),
        .. One($"{where}.arrivals", contact.Arrivals, static (inside, arrivals) => arrivals is Arrivals.Listed { Contacts.IsDefault: false } listed ? Each($"{inside}.contacts", listed.Contacts) : []),
        .. contact.Retry is null ? [] : One($"{where}.retry.after", contact.Retry.After),
    ];

    private static IEnumerable<string> Find(string where, AgentGroup group) =>
    [
        .. One($"{where}.settings", group.Settings, Find),
        .. Each($"{where}.staffing", group.Staffing),
        .. Each($"{where}.shifts", group.Shifts, static (inside, shift) => Each($"{inside}.breaks", shift.Breaks)),
    ];

    private static IEnumerable<string> Each<T>(string where, ImmutableArray<T> parts, Func<string, T, IEnumerable<string>>? find = null) => parts.IsDefault
        ? [$"{where} is null; give a list, or leave it out."]
        : parts.SelectMany((part, i) => One($"{where}[{i}]", part, find));

    private static IEnumerable<string> One<T>(string where, T part, Func<string, T, IEnumerable<string>>? find = null) =>
        part is null ? [$"{where} is null; give it, or leave it out."] : find?.Invoke(where, part) ?? [];
}

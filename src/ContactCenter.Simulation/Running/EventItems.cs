using System.Collections.Concurrent;
using System.Reflection;
using ContactCenter.Routing;

namespace ContactCenter.Simulation;

/// <summary>The work an event is about, of kinds of events that did not exist when this was written too.</summary>
internal static class EventItems
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo?> Properties = new();

    /// <summary>Null where the event is about no work that is known by its id.</summary>
    public static WorkItemId? Find(RouterEvent happened) =>
        Properties.GetOrAdd(happened.GetType(), static type => type.GetProperty("Item") is { } property && property.PropertyType == typeof(WorkItemId) ? property : null)
            ?.GetValue(happened) as WorkItemId?;
}

using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>What the router sees of an interaction: one request for an agent.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(GuidIdJsonConverter<WorkItemId>))]
public readonly record struct WorkItemId(Guid Value) : IGuidId<WorkItemId>
{
    /// <inheritdoc />
    public static WorkItemId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

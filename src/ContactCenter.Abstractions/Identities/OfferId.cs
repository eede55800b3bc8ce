using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>One agent being asked to take one work item.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(GuidIdJsonConverter<OfferId>))]
public readonly record struct OfferId(Guid Value) : IGuidId<OfferId>
{
    /// <inheritdoc />
    public static OfferId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>One matter between one customer and the center, over one or several channels.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(GuidIdJsonConverter<InteractionId>))]
public readonly record struct InteractionId(Guid Value) : IGuidId<InteractionId>
{
    /// <inheritdoc />
    public static InteractionId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>One wake-up a machine has asked for.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(GuidIdJsonConverter<TimerId>))]
public readonly record struct TimerId(Guid Value) : IGuidId<TimerId>
{
    /// <inheritdoc />
    public static TimerId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

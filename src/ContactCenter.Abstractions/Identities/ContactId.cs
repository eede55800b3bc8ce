using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>Somebody to be called for a campaign.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(GuidIdJsonConverter<ContactId>))]
public readonly record struct ContactId(Guid Value) : IGuidId<ContactId>
{
    /// <inheritdoc />
    public static ContactId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

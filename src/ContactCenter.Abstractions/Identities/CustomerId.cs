using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>The person or organisation outside. Random: it says nothing about who it is.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(GuidIdJsonConverter<CustomerId>))]
public readonly record struct CustomerId(Guid Value) : IGuidId<CustomerId>
{
    /// <inheritdoc />
    public static CustomerId From(Guid value) => new(value);

    /// <summary>The subject whose key protects this customer's personal data.</summary>
    public SubjectId Subject => new(Value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

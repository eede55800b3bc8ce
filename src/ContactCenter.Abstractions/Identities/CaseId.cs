using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>The long life of a matter: a fault, an order, a request.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(GuidIdJsonConverter<CaseId>))]
public readonly record struct CaseId(Guid Value) : IGuidId<CaseId>
{
    /// <inheritdoc />
    public static CaseId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

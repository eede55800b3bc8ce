using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>A plant or a building.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(GuidIdJsonConverter<AssetId>))]
public readonly record struct AssetId(Guid Value) : IGuidId<AssetId>
{
    /// <inheritdoc />
    public static AssetId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

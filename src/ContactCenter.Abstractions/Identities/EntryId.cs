using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>One record of the log. For what comes from outside it is derived from the channel's own id, so that a repeated delivery is recognised.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(GuidIdJsonConverter<EntryId>))]
public readonly record struct EntryId(Guid Value) : IGuidId<EntryId>
{
    /// <inheritdoc />
    public static EntryId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

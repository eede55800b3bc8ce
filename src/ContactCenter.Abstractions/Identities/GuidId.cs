using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>An identity over a UUID. Each kind of identity is a type of its own, so that one cannot stand in for another.</summary>
/// <typeparam name="TSelf">The identity type itself.</typeparam>
public interface IGuidId<TSelf>
    where TSelf : struct, IGuidId<TSelf>
{
    /// <summary>The UUID. Minted by shells as version 7 from <see cref="TimeProvider"/>, by machines as version 8 (<see cref="DerivedId"/>).</summary>
    Guid Value { get; }

    /// <summary>Wraps <paramref name="value"/>.</summary>
    static abstract TSelf From(Guid value);
}

/// <summary>Writes an identity as its UUID text, as a JSON value and as a property name.</summary>
/// <typeparam name="TId">The identity type.</typeparam>
public sealed class GuidIdJsonConverter<TId> : JsonConverter<TId>
    where TId : struct, IGuidId<TId>
{
    /// <inheritdoc />
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TId.From(reader.GetGuid());

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Value);
    }

    /// <inheritdoc />
    public override TId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TId.From(Guid.Parse(reader.GetString()!));

    /// <inheritdoc />
    public override void WriteAsPropertyName(Utf8JsonWriter writer, TId value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(value.Value.ToString());
    }
}

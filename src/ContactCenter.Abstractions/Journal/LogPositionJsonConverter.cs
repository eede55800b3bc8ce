using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContactCenter.Journal;

/// <summary>Writes a <see cref="LogPosition"/> as its number.</summary>
public sealed class LogPositionJsonConverter : JsonConverter<LogPosition>
{
    /// <inheritdoc />
    public override LogPosition Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, LogPosition value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteNumberValue(value.Value);
    }
}

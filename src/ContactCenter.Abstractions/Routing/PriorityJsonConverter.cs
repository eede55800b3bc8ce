using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>Writes a <see cref="Priority"/> as its number.</summary>
public sealed class PriorityJsonConverter : JsonConverter<Priority>
{
    /// <inheritdoc />
    public override Priority Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt32());

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, Priority value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteNumberValue(value.Value);
    }
}

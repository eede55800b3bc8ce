using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>One recording of a call: the UUID of the entry of the log that began it.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(GuidIdJsonConverter<RecordingId>))]
public readonly record struct RecordingId(Guid Value) : IGuidId<RecordingId>
{
    /// <inheritdoc />
    public static RecordingId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

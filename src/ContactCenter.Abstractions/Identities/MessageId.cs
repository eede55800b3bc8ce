using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>One message inside a session, in either direction. Also the idempotency key of a send.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(GuidIdJsonConverter<MessageId>))]
public readonly record struct MessageId(Guid Value) : IGuidId<MessageId>
{
    /// <inheritdoc />
    public static MessageId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

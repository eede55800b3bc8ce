using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>One thread on one channel: a call, a mail thread, a chat, an SMS thread. Derived from tenant, endpoint, customer and thread.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(GuidIdJsonConverter<SessionId>))]
public readonly record struct SessionId(Guid Value) : IGuidId<SessionId>
{
    /// <inheritdoc />
    public static SessionId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

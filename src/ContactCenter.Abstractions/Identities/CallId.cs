using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>One telephone call between the center and somebody outside, in either direction.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(GuidIdJsonConverter<CallId>))]
public readonly record struct CallId(Guid Value) : IGuidId<CallId>
{
    /// <inheritdoc />
    public static CallId From(Guid value) => new(value);

    /// <summary>The <see cref="Channels.InboundMessage.Thread"/> of its session: a call is a session of its own.</summary>
    public string Thread => Value.ToString("N");

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

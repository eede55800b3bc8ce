using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>An address of the contact center on a channel, such as a number or a mailbox.</summary>
/// <remarks>The rule for the text is <see cref="KeyRules"/>.</remarks>
[JsonConverter(typeof(KeyIdJsonConverter<EndpointId>))]
public readonly record struct EndpointId : IKeyId<EndpointId>
{
    /// <summary>Wraps <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentException">The text is not a valid endpoint id.</exception>
    public EndpointId(string value) => Value = KeyRules.Check(value, "endpoint id");

    /// <inheritdoc />
    public string Value { get => field ?? ""; }

    /// <inheritdoc />
    public static EndpointId From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

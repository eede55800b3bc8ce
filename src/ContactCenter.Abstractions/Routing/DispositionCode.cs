using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>The outcome an agent chooses when work ends. An open vocabulary, configured per tenant.</summary>
[JsonConverter(typeof(KeyIdJsonConverter<DispositionCode>))]
public readonly record struct DispositionCode : IKeyId<DispositionCode>
{
    /// <summary>Wraps <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentException">The text is not a valid disposition code.</exception>
    public DispositionCode(string value) => Value = KeyRules.Check(value, "disposition code");

    /// <summary>The customer has what was needed.</summary>
    public static DispositionCode Resolved { get; } = new("resolved");

    /// <inheritdoc />
    public string Value { get => field ?? ""; }

    /// <inheritdoc />
    public static DispositionCode From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

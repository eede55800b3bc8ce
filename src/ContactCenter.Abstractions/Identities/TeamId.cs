using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>A team of agents: who works together, wherever they are.</summary>
/// <remarks>The rule for the text is <see cref="KeyRules"/>.</remarks>
[JsonConverter(typeof(KeyIdJsonConverter<TeamId>))]
public readonly record struct TeamId : IKeyId<TeamId>
{
    /// <summary>Wraps <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentException">The text is not a valid team id.</exception>
    public TeamId(string value) => Value = KeyRules.Check(value, "team id");

    /// <inheritdoc />
    public string Value { get => field ?? ""; }

    /// <inheritdoc />
    public static TeamId From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

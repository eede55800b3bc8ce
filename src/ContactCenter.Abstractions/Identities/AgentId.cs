using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>A person (or bot) who handles work. Choose opaque ids where names must not stand in the log.</summary>
/// <remarks>The rule for the text is <see cref="KeyRules"/>.</remarks>
[JsonConverter(typeof(KeyIdJsonConverter<AgentId>))]
public readonly record struct AgentId : IKeyId<AgentId>
{
    /// <summary>Wraps <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentException">The text is not a valid agent id.</exception>
    public AgentId(string value) => Value = KeyRules.Check(value, "agent id");

    /// <inheritdoc />
    public string Value { get => field ?? ""; }

    /// <inheritdoc />
    public static AgentId From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

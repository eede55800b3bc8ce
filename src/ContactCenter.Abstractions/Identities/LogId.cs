using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>One log. Positions compare only within a log; a machine never changes its log.</summary>
/// <remarks>The rule for the text is <see cref="KeyRules"/>.</remarks>
[JsonConverter(typeof(KeyIdJsonConverter<LogId>))]
public readonly record struct LogId : IKeyId<LogId>
{
    /// <summary>Wraps <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentException">The text is not a valid log id.</exception>
    public LogId(string value) => Value = KeyRules.Check(value, "log id");

    /// <inheritdoc />
    public string Value { get => field ?? ""; }

    /// <inheritdoc />
    public static LogId From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>Business hours, by which queues are open or closed.</summary>
/// <remarks>The rule for the text is <see cref="KeyRules"/>.</remarks>
[JsonConverter(typeof(KeyIdJsonConverter<CalendarId>))]
public readonly record struct CalendarId : IKeyId<CalendarId>
{
    /// <summary>Wraps <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentException">The text is not a valid calendar id.</exception>
    public CalendarId(string value) => Value = KeyRules.Check(value, "calendar id");

    /// <inheritdoc />
    public string Value { get => field ?? ""; }

    /// <inheritdoc />
    public static CalendarId From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

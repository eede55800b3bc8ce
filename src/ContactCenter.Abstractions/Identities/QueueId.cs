using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>A queue of work items.</summary>
/// <remarks>The rule for the text is <see cref="KeyRules"/>.</remarks>
[JsonConverter(typeof(KeyIdJsonConverter<QueueId>))]
public readonly record struct QueueId : IKeyId<QueueId>
{
    /// <summary>Wraps <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentException">The text is not a valid queue id.</exception>
    public QueueId(string value) => Value = KeyRules.Check(value, "queue id");

    /// <inheritdoc />
    public string Value { get => field ?? ""; }

    /// <inheritdoc />
    public static QueueId From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

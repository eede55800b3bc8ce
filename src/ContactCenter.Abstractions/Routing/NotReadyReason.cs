using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>Why an agent takes no work. An open vocabulary, configured per tenant.</summary>
[JsonConverter(typeof(KeyIdJsonConverter<NotReadyReason>))]
public readonly record struct NotReadyReason : IKeyId<NotReadyReason>
{
    /// <summary>Wraps <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentException">The text is not a valid not-ready reason.</exception>
    public NotReadyReason(string value) => Value = KeyRules.Check(value, "not-ready reason");

    /// <summary>Has signed in and not yet asked for work.</summary>
    public static NotReadyReason SignedIn { get; } = new("signed-in");

    /// <summary>A break.</summary>
    public static NotReadyReason Break { get; } = new("break");

    /// <summary>Did not answer an offer in time (RONA).</summary>
    public static NotReadyReason NoAnswer { get; } = new("no-answer");

    /// <summary>The desktop has gone.</summary>
    public static NotReadyReason Disconnected { get; } = new("disconnected");

    /// <summary>Set by a supervisor.</summary>
    public static NotReadyReason Supervisor { get; } = new("supervisor");

    /// <inheritdoc />
    public string Value { get => field ?? ""; }

    /// <inheritdoc />
    public static NotReadyReason From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

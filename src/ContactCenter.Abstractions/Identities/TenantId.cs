using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>One client or project with its own queues, agents, data and reports.</summary>
/// <remarks>The rule for the text is <see cref="KeyRules"/>.</remarks>
[JsonConverter(typeof(KeyIdJsonConverter<TenantId>))]
public readonly record struct TenantId : IKeyId<TenantId>
{
    /// <summary>Wraps <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentException">The text is not a valid tenant id.</exception>
    public TenantId(string value) => Value = KeyRules.Check(value, "tenant id");

    /// <inheritdoc />
    public string Value { get => field ?? ""; }

    /// <inheritdoc />
    public static TenantId From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

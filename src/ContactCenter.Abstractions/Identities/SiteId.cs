using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>A place where agents work.</summary>
/// <remarks>The rule for the text is <see cref="KeyRules"/>.</remarks>
[JsonConverter(typeof(KeyIdJsonConverter<SiteId>))]
public readonly record struct SiteId : IKeyId<SiteId>
{
    /// <summary>Wraps <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentException">The text is not a valid site id.</exception>
    public SiteId(string value) => Value = KeyRules.Check(value, "site id");

    /// <inheritdoc />
    public string Value { get => field ?? ""; }

    /// <inheritdoc />
    public static SiteId From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

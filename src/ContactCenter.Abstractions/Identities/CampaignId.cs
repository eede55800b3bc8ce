using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>An outbound campaign: numbers to dial for one purpose.</summary>
/// <remarks>The rule for the text is <see cref="KeyRules"/>.</remarks>
[JsonConverter(typeof(KeyIdJsonConverter<CampaignId>))]
public readonly record struct CampaignId : IKeyId<CampaignId>
{
    /// <summary>Wraps <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentException">The text is not a valid campaign id.</exception>
    public CampaignId(string value) => Value = KeyRules.Check(value, "campaign id");

    /// <inheritdoc />
    public string Value { get => field ?? ""; }

    /// <inheritdoc />
    public static CampaignId From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
